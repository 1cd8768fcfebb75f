import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import {
  barePlayer,
  BareSocket,
  join,
  newGame,
  newToken,
  takeHost,
  takePlayer,
  takeScreen,
  visitor,
} from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

// Numbers are those of the list of attacks that the project holds against.

let database: TestDatabase
let server: LiveServer

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startLiveServer({ databaseUrl: database.url })
})
afterAll(async () => {
  await server.stop()
  await database.drop()
})
describe('29 another player’s', () => {
  test('id does not let anybody in without its token, nor the token with another id', async () => {
    const game = await newGame(server)
    const { playerId, token } = await join(server, game, 'Ann')
    await expect(join(server, game, 'Eve', { id: playerId })).rejects.toMatchObject({
      status: 409,
      code: 'id_taken',
    })
    await expect(join(server, game, 'Eve', { token })).rejects.toMatchObject({
      status: 409,
      code: 'id_taken',
    })
    const socket = new BareSocket(server)
    await socket.opened
    socket.say({ t: 'hello', version: 1, as: { role: 'player', gameId: game.id, token: playerId } })
    expect(await socket.closed).toBe(4003)
  })

  test('token of another game opens nothing here (37)', async () => {
    const one = await newGame(server)
    const two = await newGame(server)
    const ann = await join(server, one, 'Ann')
    const socket = new BareSocket(server)
    await socket.opened
    socket.say({ t: 'hello', version: 1, as: { role: 'player', gameId: two.id, token: ann.token } })
    expect(await socket.closed).toBe(4003)
    const screen = new BareSocket(server)
    await screen.opened
    const token = one.screenToken
    screen.say({ t: 'hello', version: 1, as: { role: 'screen', gameId: two.id, token } })
    expect(await screen.closed).toBe(4003)
  })
})

describe('anonymous game creation', () => {
  test('is refused, whoever is not a host: nobody, a learner, a player; no hello makes a game', async () => {
    const game = await newGame(server)
    const { token } = await join(server, game, 'Ann')
    const { quiz_id } = await server.db
      .selectFrom('games')
      .select('quiz_id')
      .where('id', '=', game.id)
      .executeTakeFirstOrThrow()
    const count = () =>
      server.db
        .selectFrom('games')
        .select(({ fn }) => fn.countAll<number>().as('games'))
        .executeTakeFirstOrThrow()
    const before = await count()
    const create = {
      params: { workspaceId: server.workspaceId },
      body: { id: newId(), quizId: quiz_id ?? '', settings: {} },
    }
    const { live } = visitor(server, '10.5.0.1')
    await expect(live.createGame(create)).rejects.toMatchObject({ status: 401 })
    const learner = await server.signedIn('learner')
    await expect(learner.client.live.createGame(create)).rejects.toMatchObject({ status: 403 })
    for (const as of [
      { role: 'player', gameId: create.body.id, token },
      { role: 'screen', gameId: create.body.id, token },
      { role: 'host', gameId: create.body.id },
    ] as const) {
      const socket = new BareSocket(server)
      await socket.opened
      socket.say({ t: 'hello', version: 1, as })
      expect(await socket.closed).toBe(4007)
    }
    expect(await count()).toEqual(before)
  })
})

describe('a remote that knows the code alone', () => {
  test('learns a title and where to join, and of the game’s contents nothing', async () => {
    const game = await newGame(server)
    const { live } = visitor(server, '10.5.0.2')
    const params = { code: game.code }
    expect(await live.lookUpGame({ params })).toEqual({
      gameId: game.id,
      title: 'Planets',
      generatedNames: false,
      suggestedName: null,
    })
    const [id, token] = [newId(), newToken()]
    expect(await live.joinGame({ params, body: { id, token, nickname: 'Eve' } })).toEqual({
      gameId: game.id,
      playerId: id,
      nickname: 'Eve',
    })
    const ofGame = { params: { workspaceId: server.workspaceId, gameId: game.id } }
    const learner = await server.signedIn('learner')
    const otherHost = await server.signedIn('host')
    for (const [client, status] of [
      [live, 401],
      [learner.client.live, 403],
      [otherHost.client.live, 403],
    ] as const) {
      await expect(client.gameResultsCsv(ofGame)).rejects.toMatchObject({ status })
      await expect(client.newScreenToken(ofGame)).rejects.toMatchObject({ status })
    }
  })

  test('gets in as host or screen with nothing that they have: not a word is said to them', async () => {
    const game = await newGame(server)
    const { id: gameId, code, screenToken } = game
    const { playerId, token } = await join(server, game, 'Eve')
    const cookies = [
      (await server.signedIn('learner')).cookies,
      (await server.signedIn('host')).cookies,
    ]
    const tries = [
      ...['', ...cookies.map((each) => each.header())].map((cookie) => ({
        as: { role: 'host', gameId } as const,
        cookie,
      })),
      ...['', code, gameId, playerId, token].map((wrong) => ({
        as: { role: 'screen', gameId, token: wrong } as const,
        cookie: '',
      })),
      ...['', code, gameId, playerId, screenToken].map((wrong) => ({
        as: { role: 'player', gameId, token: wrong } as const,
        cookie: '',
      })),
    ]
    for (const { as, cookie } of tries) {
      const socket = new BareSocket(server, { cookie })
      await socket.opened
      socket.say({ t: 'hello', version: 1, as })
      expect(await socket.closed).toBe(4003)
      expect(socket.heard).toEqual([])
    }
  })
})

describe('the same id in capital letters', () => {
  test('of a player is the same player, and joining with it holds nobody up', async () => {
    const game = await newGame(server)
    const id = newId()
    const ann = await join(server, game, 'Ann', { id: id.toUpperCase() })
    expect(ann.playerId).toBe(id)
    await expect(join(server, game, 'Ann', { ...ann, id })).resolves.toEqual(ann)
    const player = takePlayer(server, game, ann)
    expect(await player.screen('lobby')).toMatchObject({ playerCount: 1, me: { id } })
    player.close()
  })

  test('of a game is the same game, not another that runs beside it', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const older = await barePlayer(server, game, ann)
    const newer = await barePlayer(server, { ...game, id: game.id.toUpperCase() }, ann)
    expect(await older.closed).toBe(4001)
    newer.close()
  })
})

describe('the same game opened twice', () => {
  test('with one id, also at one instant, is one game, and one screen address leads to it', async () => {
    const { id, host } = await newGame(server)
    const { quiz_id } = await server.db
      .selectFrom('games')
      .select('quiz_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const settings = { previewSeconds: 0 }
    const open = (gameId: string) =>
      host.client.live.createGame({
        params: { workspaceId: server.workspaceId },
        body: { id: gameId, quizId: quiz_id ?? '', settings },
      })
    expect((await open(id)).game.id).toBe(id)
    const another = newId()
    const opened = await Promise.all(Array.from({ length: 8 }, () => open(another)))
    expect(new Set(opened.map(({ game }) => game.code)).size).toBe(1)
    const doors = await Promise.all(
      opened.map(async ({ screenToken: token }) => {
        const screen = new BareSocket(server)
        await screen.opened
        screen.say({ t: 'hello', version: 1, as: { role: 'screen', gameId: another, token } })
        const heard = screen.hear(({ t }) => t === 'view').then(() => 'open')
        return Promise.race([heard, screen.closed]).finally(() => screen.close())
      }),
    )
    expect(doors.filter((door) => door === 'open')).toHaveLength(1)
  })
})

describe('33 guessing codes', () => {
  test('ends in a refusal that is the same for right and wrong codes', async () => {
    const game = await newGame(server)
    const guesser = visitor(server, '10.1.0.1')
    const wrong = game.code === '000000' ? '000001' : '000000'
    const guess = (code: string) =>
      guesser.live.lookUpGame({ params: { code } }).then(
        () => 200,
        (error: { status: number }) => error.status,
      )
    expect(await guess(game.code)).toBe(200)
    const statuses = await Promise.all(Array.from({ length: 200 }, () => guess(wrong)))
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(20)
    expect(new Set(statuses)).toEqual(new Set([404, 429]))
    expect(await guess(wrong)).toBe(429)
    expect(await guess(game.code)).toBe(429)
    for (const code of [wrong, game.code])
      await expect(
        join(server, { ...game, code }, 'Eve', { client: guesser }),
      ).rejects.toMatchObject({ status: 429, code: 'too_many' })
    const elsewhere = visitor(server, '10.1.0.2')
    await elsewhere.live.lookUpGame({ params: { code: game.code } })
  })

  test('right codes, however many from one address, are no guessing', async () => {
    const game = await newGame(server)
    const looks = Array.from({ length: 100 }, () =>
      visitor(server, '10.1.0.3').live.lookUpGame({ params: { code: game.code } }),
    )
    expect(await Promise.all(looks)).toHaveLength(100)
  })
})

describe('34 two thousand joins from one address', () => {
  test('fill the game up to 300 players; others still get in, until the host locks it', async () => {
    const game = await newGame(server)
    const screen = takeScreen(server, game)
    await screen.screen('lobby')
    const tries = await Promise.allSettled(
      Array.from({ length: 2_000 }, (_, number) =>
        join(server, game, `P ${number.toString(2).replaceAll('0', 'x')}`, { address: '10.2.0.1' }),
      ),
    )
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(300)
    await join(server, game, 'Somebody else', { address: '10.2.0.2' })
    await screen.when(({ view }) => view?.playerCount === 301)
    expect(screen.live.state.view?.players).toHaveLength(200)
    const host = takeHost(server, game)
    await host.screen('lobby')
    expect(await host.live.command({ name: 'lock' })).toBeNull()
    await expect(join(server, game, 'Late', { address: '10.2.0.3' })).rejects.toMatchObject({
      status: 423,
    })
    host.close()
    screen.close()
  })
})

describe('35 names', () => {
  test.each([
    ['10 kB', 'x'.repeat(10_240), null],
    ['nothing visible', '\u200b\u200f', null],
    ['zero-width and direction marks', 'A\u200bn\u202en', 'Ann'],
    ['HTML', '<img src=x onerror=1>', '<img src=x onerror=1'],
    ['a formula', '=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['a null character', 'Bob\u0000by', 'Bobby'],
    ['half a character', 'Cy\ud83d', 'Cy'],
  ])('%s: are bounded and tidied, and text wherever they are shown', async (_, typed, shown) => {
    const game = await newGame(server)
    const joined = join(server, game, typed)
    if (shown === null) return expect(joined).rejects.toMatchObject({ name: 'ProblemError' })
    expect((await joined).nickname).toBe(shown)
    const params = { workspaceId: server.workspaceId, gameId: game.id }
    const csv = await game.host.client.live.gameResultsCsv({ params })
    expect(csv).not.toMatch(/(^|,|\n)"?[=+@]/)
  })

  test('that look like one in the game are taken', async () => {
    const game = await newGame(server)
    await join(server, game, 'Pascal')
    await expect(join(server, game, 'Рasсаl')).rejects.toMatchObject({ code: 'nickname_taken' })
  })
})

describe('duplicate names', () => {
  test('at the same instant, or looking alike, are one player’s; the others choose anew', async () => {
    const game = await newGame(server)
    const alike = ['Pascal', 'PASCAL', 'Рasсаl', 'p a s c a l', 'Pascal\u200b']
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        join(server, game, alike[index % alike.length] ?? '', { address: `10.4.0.${index}` }),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of tries)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ status: 409, code: 'nickname_taken' })
  })
})

describe('joining', () => {
  test('an unknown, a locked and a finished game give three different answers', async () => {
    const game = await newGame(server)
    const host = takeHost(server, game)
    await host.screen('lobby')
    const look = (code: string) => visitor(server, '10.3.0.1').live.lookUpGame({ params: { code } })
    const unknown = game.code === '999999' ? '999998' : '999999'
    await expect(look(unknown)).rejects.toMatchObject({ status: 404, code: 'unknown_code' })
    await host.live.command({ name: 'lock' })
    await expect(look(game.code)).rejects.toMatchObject({ status: 423, code: 'game_locked' })
    await host.live.command({ name: 'finish' })
    await expect(look(game.code)).rejects.toMatchObject({ status: 410, code: 'game_finished' })
    host.close()
  })

  test('sent again with the same id and token is joining once', async () => {
    const game = await newGame(server)
    const id = newId()
    const token = newToken()
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => join(server, game, 'Ann', { id, token })),
    )
    expect(new Set(tries.map((each) => each.playerId)).size).toBe(1)
    const host = takeHost(server, game)
    expect((await host.screen('lobby')).playerCount).toBe(1)
    host.close()
  })

  test('sets a cookie that scripts can’t read', async () => {
    const game = await newGame(server)
    const response = await fetch(`${server.url}/api/v1/join/${game.code}/players`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: newId(), token: newToken(), nickname: 'Ann' }),
    })
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
  })
})
