import { MAX_CLIENT_FRAME } from '@quizmentor/contract/live-protocol'
import type { HostCommand } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { once } from 'node:events'
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import {
  BareSocket,
  choice,
  join,
  naming,
  newGame,
  newToken,
  secretMark,
  shows,
  takeHost,
  takePlayer,
  takeScreen,
  visitor,
  type Phone,
  type TestGame,
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

/** A bare socket of a player, its first view seen. */
async function bareplayer(game: TestGame, phone: Phone): Promise<BareSocket> {
  const socket = new BareSocket(server)
  await socket.hello({ role: 'player', gameId: game.id, token: phone.token })
  return socket
}

/** Leads the game until it takes answers. */
async function open(game: TestGame) {
  const host = takeHost(server, game)
  await host.screen('lobby')
  expect(await host.live.command({ name: 'next' })).toBeNull()
  await host.screen('question_open')
  return host
}

const answerTo = (question: number, given: Given = { type: 'single_choice', choice: 'a' }) =>
  ({ t: 'answer', id: newId(), question, given }) as const

describe('23 before the reveal', () => {
  test('nothing that a phone or the screen is sent holds the key or anything of the solution', async () => {
    const game = await newGame(server, { rounds: [[choice(), choice('Mars')]] })
    const ann = await join(server, game, 'Ann')
    const looked = await visitor(server, '10.0.0.9').live.lookUpGame({
      params: { code: game.code },
    })
    const phone = await bareplayer(game, ann)
    const screen = new BareSocket(server)
    await screen.hello({ role: 'screen', gameId: game.id, token: game.screenToken })
    const host = await open(game)
    await phone.hear(shows('question_open'))
    await host.live.command({ name: 'close' })
    await phone.hear(shows('question_closed'))
    await screen.hear(shows('question_closed'))

    const heard = JSON.stringify([looked, phone.heard, screen.heard])
    expect(heard).toContain('Which planet?')
    for (const telling of [
      secretMark,
      'solution',
      '"key"',
      'correct',
      'points',
      'originalIds',
      'hint',
    ])
      expect(heard).not.toContain(telling)
    for (const each of [phone, screen, host]) each.close()
  })
})

describe('25 an answer', () => {
  test('early, late, to another question or in another type is refused and changes nothing', async () => {
    const game = await newGame(server, {
      rounds: [[choice(), choice()]],
      settings: { previewSeconds: 30 },
    })
    const phone = await bareplayer(game, await join(server, game, 'Ann'))
    const other = await bareplayer(game, await join(server, game, 'Bob'))
    const host = takeHost(server, game)
    await host.screen('lobby')
    const refusal = async (message: ReturnType<typeof answerTo>) => {
      phone.say(message)
      const reply = await phone.reply(message.id)
      return reply.t === 'refused' ? reply.reason : reply.t
    }
    expect(await refusal(answerTo(0))).toBe('another_question')
    await host.live.command({ name: 'next' })
    expect(await refusal(answerTo(0))).toBe('not_open_yet')
    await host.when(({ view }) => view?.next === 'close')
    await host.live.command({ name: 'close' })
    expect(await refusal(answerTo(0, { type: 'true_false', truth: true }))).toBe('wrong_type')
    expect(await refusal(answerTo(1))).toBe('another_question')
    expect(await refusal(answerTo(7_000))).toBe('another_question')
    await host.live.command({ name: 'reveal' })
    expect(await refusal(answerTo(0))).toBe('too_late')
    await host.screen('revealed')
    await host.live.command({ name: 'next' })
    await host.screen('leaderboard')
    await host.live.command({ name: 'next' })
    await host.screen('question_open')
    await host.live.command({ name: 'close' })
    expect(await refusal(answerTo(1))).toBe('accepted')
    const { count } = await database.kysely
      .selectFrom('game_events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('game_id', '=', game.id)
      .where((eb) => eb(eb.ref('event', '->>').key('name'), '=', 'answered'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(1)
    for (const each of [phone, other, host]) each.close()
  })
})

describe('28 score, time and latency', () => {
  test('sent by a client close its socket, and count for nothing', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const phone = await bareplayer(game, ann)
    const host = await open(game)
    const given = { type: 'single_choice', choice: 'a' }
    const lie = { t: 'answer', id: newId(), question: 0, given, score: 1, latencyMs: 0, at: 0 }
    phone.socket.send(JSON.stringify(lie))
    expect(await phone.closed).toBe(4004)
    const again = takePlayer(server, game, ann)
    const { screen } = await again.screen('question_open')
    expect(screen).toMatchObject({ given: null })
    again.close()
    host.close()
  })
})

describe('29 another player’s', () => {
  test('id does not let anybody in without its token', async () => {
    const game = await newGame(server)
    const { playerId } = await join(server, game, 'Ann')
    await expect(join(server, game, 'Eve', { id: playerId })).rejects.toMatchObject({
      status: 409,
      code: 'id_taken',
    })
    const socket = new BareSocket(server)
    await socket.opened
    socket.say({ t: 'hello', version: 1, as: { role: 'player', gameId: game.id, token: playerId } })
    expect(await socket.closed).toBe(4003)
  })

  test('token, or that of the screen, is in no frame that anybody is sent', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const bob = await join(server, game, 'Bob')
    const sockets = [await bareplayer(game, ann), await bareplayer(game, bob)]
    const screen = new BareSocket(server)
    await screen.hello({ role: 'screen', gameId: game.id, token: game.screenToken })
    const hosts = new BareSocket(server, { cookie: game.host.cookies.header() })
    await hosts.hello({ role: 'host', gameId: game.id })
    const host = await open(game)
    await sockets[0]?.hear(shows('question_open'))
    const all = JSON.stringify([...sockets, screen, hosts].map((socket) => socket.heard))
    for (const secret of [ann.token, bob.token, game.screenToken, game.host.cookies.header()])
      expect(all).not.toContain(secret)
    for (const each of [...sockets, screen, hosts, host]) each.close()
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
    const older = await bareplayer(game, ann)
    const newer = await bareplayer({ ...game, id: game.id.toUpperCase() }, ann)
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

describe('30 the same player twice', () => {
  test('closes the older socket, with its own code', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const older = await bareplayer(game, ann)
    const newer = await bareplayer(game, ann)
    expect(await older.closed).toBe(4001)
    newer.say({ t: 'ping', n: 1 })
    await newer.hear((message) => message.t === 'pong')
    newer.close()
  })
})

describe('31 a host’s command', () => {
  test('from a phone or a screen is refused, each of them', async () => {
    const game = await newGame(server)
    const { playerId, ...ann } = await join(server, game, 'Ann')
    const phone = await bareplayer(game, { playerId, ...ann })
    const screen = new BareSocket(server)
    await screen.hello({ role: 'screen', gameId: game.id, token: game.screenToken })
    const commands: HostCommand[] = [
      ...(
        ['next', 'close', 'reveal', 'leaderboard', 'pause', 'resume', 'lock', 'unlock'] as const
      ).map((name) => ({ name })),
      { name: 'extend', seconds: 10 },
      { name: 'kick', playerId },
      { name: 'ban', playerId },
      { name: 'finish' },
    ]
    for (const socket of [phone, screen])
      for (const command of commands) {
        const id = newId()
        socket.say({ t: 'command', id, seen: 99, command })
        expect(await socket.reply(id)).toMatchObject({ t: 'refused', reason: 'not_allowed' })
      }
    const host = takeHost(server, game)
    expect(await host.screen('lobby')).toMatchObject({ playerCount: 1, locked: false })
    for (const each of [phone, screen, host]) each.close()
  })
})

describe('32 who was', () => {
  test('kicked is closed out, stays out on reconnecting, and may join again', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const phone = takePlayer(server, game, ann)
    await phone.screen('lobby')
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'kick', playerId: ann.playerId })
    const { connection } = await phone.when((state) => state.connection.status === 'ended')
    expect(connection).toEqual({ status: 'ended', because: 'removed' })
    const back = new BareSocket(server)
    await back.opened
    back.say({ t: 'hello', version: 1, as: { role: 'player', gameId: game.id, token: ann.token } })
    expect(await back.closed).toBe(4002)
    const again = await join(server, game, 'Anna', { id: ann.playerId, token: ann.token })
    expect(again).toMatchObject({ playerId: ann.playerId, nickname: 'Anna' })
    host.close()
  })

  test('banned stays out through reconnects, new ids, new names, and on the same device', async () => {
    const game = await newGame(server)
    const browser = visitor(server, '10.0.0.5')
    const eve = await join(server, game, 'Eve', { client: browser })
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'ban', playerId: eve.playerId })
    const removed = { status: 403, code: 'removed' }
    const { playerId: id, token } = eve
    await expect(join(server, game, 'Zoe', { id, token })).rejects.toMatchObject(removed)
    await expect(join(server, game, 'Zoe', { client: browser })).rejects.toMatchObject(removed)
    const back = new BareSocket(server)
    await back.opened
    back.say({ t: 'hello', version: 1, as: { role: 'player', gameId: game.id, token } })
    expect(await back.closed).toBe(4002)
    await expect(join(server, game, 'EVE', { address: '10.0.0.6' })).rejects.toMatchObject({
      code: 'nickname_taken',
    })
    host.close()
  })

  test('banned stays out on another device too, where they are signed in', async () => {
    const game = await newGame(server)
    const learner = await server.signedIn('learner')
    const eve = await join(server, game, 'Eve', { client: learner.client })
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'ban', playerId: eve.playerId })
    const session = learner.cookies
      .header()
      .split('; ')
      .filter((cookie) => !cookie.includes('device'))
      .join('; ')
    const response = await fetch(`${server.url}/api/v1/join/${game.code}/players`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: session },
      body: JSON.stringify({ id: newId(), token: newToken(), nickname: 'Zoe' }),
    })
    expect(response.status).toBe(403)
    host.close()
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
  test('fill the game up to 300 players, and others still get in', async () => {
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

describe('36 frames that make no sense', () => {
  test('close their own socket; the others live', async () => {
    const game = await newGame(server)
    const good = await bareplayer(game, await join(server, game, 'Ann'))
    for (const nonsense of [
      '',
      '{',
      'null',
      '[]',
      '{"t":"hello"}',
      '{"t":"ping","n":-1}',
      '{"t":"ping","n":1,"__proto__":{"x":1},"more":1}',
      Buffer.from([0xff, 0x00]),
      '"'.repeat(MAX_CLIENT_FRAME - 1),
    ]) {
      const bad = new BareSocket(server)
      await bad.opened
      bad.socket.send(nonsense)
      expect(await bad.closed).toBe(4004)
    }
    good.say({ t: 'ping', n: 7 })
    await good.hear((message) => message.t === 'pong' && message.n === 7)
    good.close()
  })

  test('100,000 of them hold nobody up', async () => {
    const game = await newGame(server)
    const good = await bareplayer(game, await join(server, game, 'Ann'))
    const bad = new BareSocket(server)
    await bad.opened
    for (let count = 0; count < 100_000; count++) bad.socket.send('{"t":"nonsense"}')
    expect(await bad.closed).toBe(4004)
    good.say({ t: 'ping', n: 8 })
    await good.hear((message) => message.t === 'pong' && message.n === 8)
    good.close()
  })

  test('longer than allowed are not read', async () => {
    const bad = new BareSocket(server)
    await bad.opened
    bad.socket.send('x'.repeat(MAX_CLIENT_FRAME + 1))
    expect(await bad.closed).toBe(1009)
  })

  test('before hello, or a second hello, end the connection', async () => {
    const early = new BareSocket(server)
    await early.opened
    early.say({ t: 'ping', n: 1 })
    expect(await early.closed).toBe(4003)
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const twice = await bareplayer(game, ann)
    const as = { role: 'player', gameId: game.id, token: ann.token } as const
    twice.say({ t: 'hello', version: 1, as })
    expect(await twice.closed).toBe(4004)
  })
})

describe('37 one game', () => {
  test('tells nothing of another’s players, answers or course', async () => {
    const one = await newGame(server)
    const two = await newGame(server)
    const screen = new BareSocket(server)
    await screen.hello({ role: 'screen', gameId: two.id, token: two.screenToken })
    const ann = takePlayer(server, one, await join(server, one, 'Ann of game one'))
    const host = await open(one)
    const { shown } = await ann.question()
    await ann.live.answer(0, naming(shown, 'Venus'))
    await join(server, two, 'Bob of game two')
    await screen.hear((message) => message.t === 'counts')
    const heard = JSON.stringify(screen.heard)
    expect(heard).toContain('Bob of game two')
    expect(heard).not.toContain('Ann of game one')
    expect(heard).not.toContain('question_open')
    for (const each of [screen, ann, host]) each.close()
  })

  test('hears no command of a host who also leads another', async () => {
    const one = await newGame(server)
    const two = await newGame(server, { host: one.host })
    const here = takeHost(server, two)
    await here.screen('lobby')
    const there = await open(one)
    expect(here.live.state.view?.screen.name).toBe('lobby')
    here.close()
    there.close()
  })
})

describe('38 too much', () => {
  test('100 messages at once are throttled, thousands end the connection', async () => {
    const game = await newGame(server)
    const phone = await bareplayer(game, await join(server, game, 'Ann'))
    for (let n = 0; n < 100; n++) phone.say({ t: 'ping', n })
    await phone.hear((message) => message.t === 'refused' && message.reason === 'too_many')
    const answered = phone.heard.filter((message) => message.t === 'pong')
    expect(answered.length).toBeLessThan(60)
    for (let n = 0; n < 2_000; n++) phone.say({ t: 'ping', n })
    expect(await phone.closed).toBe(4006)
  })

  test('compressed frames are not agreed to, and close who sends them', async () => {
    const { socket, extensions } = await handshake({ origin: server.url })
    expect(extensions).toBeUndefined()
    // A text frame whose first reserved bit says that it is compressed.
    socket.write(Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x61]))
    const closeWith1002 = Buffer.from([0x88, 0x02, 0x03, 0xea])
    expect(await once(socket, 'data')).toEqual([closeWith1002])
    socket.destroy()
  })
})

describe('39 a handshake', () => {
  test.each([
    ['another site’s origin', { origin: 'https://evil.example' }],
    ['no origin', {}],
  ])('with %s is refused with 403', async (_, headers) => {
    await expect(handshake(headers)).rejects.toThrow('403')
  })
})

/** A handshake by hand; rejects with the status where it is refused. */
function handshake(headers: { origin?: string }) {
  const asked = request(`${server.url}/api/v1/live`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'sec-websocket-extensions': 'permessage-deflate',
      ...headers,
    },
  })
  asked.end()
  return new Promise<{ socket: Duplex; extensions: string | undefined }>((resolve, reject) => {
    asked.on('response', ({ statusCode }) => reject(new Error(String(statusCode))))
    asked.on('upgrade', (response, socket) =>
      resolve({ socket, extensions: response.headers['sec-websocket-extensions'] }),
    )
  })
}

describe('joining', () => {
  test('an unknown, a locked, a full and a finished game give four different answers', async () => {
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
