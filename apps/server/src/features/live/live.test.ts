import { questionContent } from '@quizmentor/engine/question/question'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import {
  choice,
  join,
  naming,
  newGame,
  take,
  takeHost,
  takePlayer,
  takeScreen,
  trueFalse,
} from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

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

test('host, screen and three phones play a game from lobby to podium and CSV', async () => {
  const game = await newGame(server, { rounds: [[choice()], [trueFalse()]] })
  const host = takeHost(server, game)
  const screen = takeScreen(server, game)
  await screen.screen('lobby')
  const ann = takePlayer(server, game, await join(server, game, 'Ann'))
  const bob = takePlayer(server, game, await join(server, game, '=Bob'))
  const cy = takePlayer(server, game, await join(server, game, 'Cy'))
  const phones = [ann, bob, cy]
  await screen.when(({ view }) => view?.players.length === 3)
  await Promise.all(phones.map((phone) => phone.screen('lobby')))

  const next = async () => {
    await host.when(({ connection }) => connection.status === 'open')
    expect(await host.live.command({ name: 'next' })).toBeNull()
  }
  await host.screen('lobby')
  await next()
  await host.screen('round')
  await next()
  const { shown } = await ann.question()
  expect(await ann.live.answer(0, naming(shown, 'Venus'))).toBeNull()
  expect(ann.live.state.answer).toMatchObject({ question: 0, status: 'received' })
  await screen.when(({ view }) => view?.answered === 1)
  expect(await bob.live.answer(0, naming(shown, 'Mars'))).toBeNull()
  expect(await cy.live.answer(0, naming(shown, 'Venus'))).toBeNull()

  // Everybody has answered: the question closes by itself.
  await host.screen('question_closed')
  await next()
  const revealed = await ann.screen('revealed')
  expect(revealed.screen).toMatchObject({ correct: true, solution: { type: 'single_choice' } })
  expect(revealed.me).toMatchObject({ streak: 1 })
  expect((await bob.screen('revealed')).screen).toMatchObject({ correct: false, points: 0 })
  const { screen: onScreen } = await screen.screen('revealed')
  expect(onScreen).toMatchObject({ correctCount: 2 })
  await next()
  await screen.screen('leaderboard')
  await next()
  await screen.screen('round')
  await next()
  await Promise.all(phones.map((phone) => phone.screen('question_open')))
  for (const phone of phones)
    expect(await phone.live.answer(1, { type: 'true_false', truth: true })).toBeNull()
  await host.screen('question_closed')
  await next()
  await host.screen('revealed')
  await next()
  const { leaderboard } = await screen.screen('finished')
  expect(leaderboard.map((row) => row.nickname)).toEqual(['Ann', 'Cy', '=Bob'])
  expect((await ann.screen('finished')).me.rank).toBe(1)

  const params = { workspaceId: server.workspaceId, gameId: game.id }
  const csv = await game.host.client.live.gameResultsCsv({ params })
  const lines = csv.replace(/^\ufeff/, '').split('\r\n')
  expect(lines[0]).toBe('Rank,Nickname,Score,Right,Q1 answer,Q1 points,Q2 answer,Q2 points')
  expect(lines[1]).toMatch(/^1,Ann,\d+,2,Venus,\d+,true,\d+$/)
  expect(lines[3]).toMatch(/^3,'=Bob,\d+,1,Mars,0,true,\d+$/)
  const { items } = await game.host.client.live.listGames({
    params: { workspaceId: server.workspaceId },
  })
  expect(items[0]).toMatchObject({ id: game.id, players: 3, mine: true, title: 'Planets' })
  expect(items[0]?.finishedAt).not.toBeNull()
  for (const each of [host, screen, ...phones]) each.close()
})

describe('an answer', () => {
  test('is stored, with the ids of its question version, once it is acknowledged', async () => {
    const game = await newGame(server)
    const learner = await server.signedIn('learner')
    const phone = takePlayer(
      server,
      game,
      await join(server, game, 'Ann', { client: learner.client }),
    )
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'next' })
    const { shown } = await phone.question()
    await phone.live.answer(0, naming(shown, 'Venus'))

    const stored = await database.kysely
      .selectFrom('responses')
      .innerJoin('people', 'people.id', 'responses.person_id')
      .innerJoin('question_versions', 'question_versions.num', 'responses.question_version')
      .select(['given', 'score', 'place', 'content'])
      .where('people.user_id', '=', learner.user.id)
      .executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ score: 1, place: 3 })
    expect(stored.given).toEqual({ type: 'single_choice', ...stored.content.key })
    phone.close()
    host.close()
  })

  test('of a member is handed on for learning when the game ends, a guest’s is not', async () => {
    const game = await newGame(server)
    const learner = await server.signedIn('learner')
    const member = takePlayer(
      server,
      game,
      await join(server, game, 'Ann', { client: learner.client }),
    )
    const guest = takePlayer(server, game, await join(server, game, 'Bob'))
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'next' })
    for (const phone of [member, guest]) {
      const { shown } = await phone.question()
      await phone.live.answer(0, naming(shown, 'Mars'))
    }
    await host.screen('question_closed')
    await host.live.command({ name: 'finish' })
    const handedOn = server.finished.find((each) => each.gameId === game.id)
    expect(handedOn?.responses).toHaveLength(1)
    expect(handedOn?.responses[0]).toMatchObject({ score: 0 })
    for (const each of [member, guest, host]) each.close()
  })
})

describe('a reload', () => {
  test('in mid-question brings the same player back to the same screen, with answer and score', async () => {
    const game = await newGame(server, { rounds: [[choice(), choice('Mars'), choice()]] })
    const ann = await join(server, game, 'Ann')
    const first = takePlayer(server, game, ann)
    const bob = takePlayer(server, game, await join(server, game, 'Bob'))
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'next' })
    const { shown } = await first.question()
    await first.live.answer(0, naming(shown, 'Venus'))
    for (const name of ['close', 'reveal', 'leaderboard', 'next'] as const) {
      await host.when(({ view }) => view?.next === name)
      expect(await host.live.command({ name })).toBeNull()
    }
    const { shown: second } = await first.question()
    await first.live.answer(1, naming(second, 'Earth'))
    first.close()

    const again = takePlayer(server, game, ann)
    const view = await again.screen('question_open')
    expect(view.me).toMatchObject({ nickname: 'Ann', streak: 1, rank: 1 })
    expect(view.me.score).toBeGreaterThan(900)
    expect(view.screen).toMatchObject({ given: { type: 'single_choice' }, question: { index: 1 } })
    expect(view.playerCount).toBe(2)
    for (const each of [again, bob, host]) each.close()
  })

  test('of the host’s page changes nothing for the game, and another of their devices may lead on', async () => {
    const game = await newGame(server)
    const host = takeHost(server, game)
    const other = takeHost(server, game)
    await host.screen('lobby')
    host.close()
    await other.screen('lobby')
    expect(await other.live.command({ name: 'next' })).toBeNull()
    await other.screen('question_open')
    other.close()
  })
})

describe('the host', () => {
  test('pressing Space twice, or on two devices at once, leads on once', async () => {
    const game = await newGame(server)
    await join(server, game, 'Ann')
    const hosts = [takeHost(server, game), takeHost(server, game)]
    for (const host of hosts) await host.screen('lobby')
    const replies = await Promise.all(hosts.map((host) => host.live.command({ name: 'next' })))
    expect(new Set(replies)).toEqual(new Set(['stale', null]))
    await hosts[0]?.screen('question_open')
    for (const host of hosts) host.close()
  })

  test('pauses, gives more time and locks, and phones follow', async () => {
    const game = await newGame(server)
    const phone = takePlayer(server, game, await join(server, game, 'Ann'))
    const host = takeHost(server, game)
    const open = (wanted: (question: { paused: boolean; closesAt: number | null }) => boolean) =>
      phone.when(
        ({ view }) => view?.screen.name === 'question_open' && wanted(view.screen.question),
      )
    await host.screen('lobby')
    await host.live.command({ name: 'next' })
    await open(({ paused }) => !paused)
    await host.live.command({ name: 'pause' })
    await open(({ paused }) => paused)
    await host.live.command({ name: 'extend', seconds: 10 })
    await host.when(({ view }) => view?.next === 'resume')
    await host.live.command({ name: 'resume' })
    await open(({ paused }) => !paused)
    const { closesAt } = await phone.question()
    expect((closesAt ?? 0) - phone.live.serverNow()).toBeGreaterThan(20_000)
    await host.live.command({ name: 'lock' })
    await expect(join(server, game, 'Bob')).rejects.toMatchObject({ status: 423 })
    phone.close()
    host.close()
  })

  test('is an admin as well, but not another host, a learner or a stranger', async () => {
    const game = await newGame(server)
    const admin = takeHost(server, { ...game, host: await server.signedIn('admin') })
    await admin.screen('lobby')
    admin.close()
    for (const role of ['host', 'learner'] as const) {
      const other = takeHost(server, { ...game, host: await server.signedIn(role) })
      await other.when(({ connection }) => connection.status === 'ended')
      expect(other.live.state.connection).toEqual({ status: 'ended', because: 'unauthorized' })
    }
    const stranger = take(server, { role: 'host', gameId: game.id })
    await stranger.when(({ connection }) => connection.status === 'ended')
  })

  test('loses the game’s controls within moments of signing out', async () => {
    const game = await newGame(server)
    const host = takeHost(server, game)
    await host.screen('lobby')
    await game.host.client.identity.signOut()
    const { connection } = await host.when(({ connection }) => connection.status === 'ended')
    expect(connection).toEqual({ status: 'ended', because: 'unauthorized' })
  })
})

describe('a question’s time', () => {
  test('ends by the server’s clock, with nobody connected but a phone', async () => {
    const game = await newGame(server, { settings: { seconds: 5 } })
    const phone = takePlayer(server, game, await join(server, game, 'Ann'))
    const host = takeHost(server, game)
    await host.screen('lobby')
    await host.live.command({ name: 'next' })
    host.close()
    const { shown, closesAt } = await phone.question()
    await phone.screen('question_closed')
    expect(Date.now() - (closesAt ?? 0)).toBeGreaterThanOrEqual(500)
    expect(await phone.live.answer(0, naming(shown, 'Venus'))).toBe('too_late')
    phone.close()
  })
})

test('a screen’s old address ends when a new one is made', async () => {
  const game = await newGame(server)
  const old = takeScreen(server, game)
  await old.screen('lobby')
  const params = { workspaceId: server.workspaceId, gameId: game.id }
  const { screenToken } = await game.host.client.live.newScreenToken({ params })
  await old.when(({ connection }) => connection.status === 'ended')
  const fresh = takeScreen(server, { ...game, screenToken })
  await fresh.screen('lobby')
  fresh.close()
})

test('a quiz without questions that can be played live opens no game, and says why', async () => {
  const written = questionContent.parse({
    type: 'short_text',
    stem: 'Name a planet.',
    body: {},
    key: { accepted: ['Mars'] },
  })
  await expect(newGame(server, { rounds: [[written]] })).rejects.toMatchObject({
    status: 422,
    code: 'nothing_to_play',
  })
})
