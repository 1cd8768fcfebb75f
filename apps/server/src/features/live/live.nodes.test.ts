import { liveClose } from '@quizmentor/contract/live-protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { newToken } from './chance.ts'
import { setScreenToken } from './queries.ts'
import {
  BareSocket,
  barePlayer,
  choice,
  join,
  naming,
  newGame,
  openQuestion,
  shows,
  takeHost,
  takePlayer,
  takeScreen,
  type TestGame,
} from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

let database: TestDatabase
let one: LiveServer
let two: LiveServer

beforeAll(async () => {
  database = await createTestDatabase()
  one = await startLiveServer({ databaseUrl: database.url })
  two = await startLiveServer({ databaseUrl: database.url })
})

afterAll(async () => {
  await one.stop()
  await two.stop()
  await database.drop()
})

/** A game that a node owns, since somebody came to it there first. */
async function gameOf(server: LiveServer, seconds: number | null = null): Promise<TestGame> {
  const rounds = [[choice(), choice()]]
  const game = await newGame(server, { rounds, settings: { seconds } })
  const screen = takeScreen(server, game)
  await screen.screen('lobby')
  screen.close()
  return game
}

function owned(gameId: string) {
  return database.kysely
    .selectFrom('games')
    .select(['owner_node as node', 'owner_epoch as epoch'])
    .where('id', '=', gameId)
    .executeTakeFirstOrThrow()
}

describe('a game on two nodes', () => {
  test('is joined, led, answered and seen on either, and run by one of them', async () => {
    const game = await gameOf(one)
    const before = await owned(game.id)
    const ann = takePlayer(one, game, await join(two, game, 'Ann'))
    const bob = takePlayer(two, game, await join(one, game, 'Bob'))
    const screen = takeScreen(two, game)
    await screen.when(({ view }) => view?.playerCount === 2)
    const host = await openQuestion(two, game)
    for (const phone of [ann, bob]) {
      const { index, shown } = await phone.question()
      expect(await phone.live.answer(index, naming(shown, 'Venus'))).toBeNull()
    }
    await screen.screen('question_closed')
    await host.screen('question_closed')
    expect(await host.live.command({ name: 'reveal' })).toBeNull()
    for (const phone of [ann, bob]) {
      const { me } = await phone.screen('revealed')
      expect(me.score).toBeGreaterThan(0)
    }
    // The host hears of players, wherever they are.
    await host.when(({ latency }) => latency?.connected === 2)
    expect(await owned(game.id)).toEqual(before)
    for (const each of [ann, bob, host, screen]) each.close()
  })

  test('counts as owned on one node, and as followed on the other', async () => {
    const number = async ({ url }: LiveServer, name: string) =>
      Number(
        new RegExp(`^quizmentor_live_games_${name} (\\d+)$`, 'm').exec(
          await (await fetch(`${url}/metrics`)).text(),
        )?.[1],
      )
    const [owned, followed] = [await number(one, 'owned'), await number(two, 'followed')]
    const game = await gameOf(one)
    expect(await number(one, 'owned')).toBe(owned + 1)
    expect(await number(two, 'followed')).toBe(followed)
    const screen = takeScreen(two, game)
    await screen.screen('lobby')
    expect(await number(two, 'followed')).toBe(followed + 1)
    screen.close()
    const host = await openQuestion(one, game)
    expect(await host.live.command({ name: 'finish' })).toBeNull()
    expect(await number(one, 'owned')).toBe(owned)
    host.close()
  })

  test('has each player on one of them: who comes back elsewhere leaves the other', async () => {
    const game = await gameOf(one)
    const phone = await join(two, game, 'Ann')
    const first = await barePlayer(one, game, phone)
    const second = await barePlayer(two, game, phone)
    expect(await first.closed).toBe(liveClose.replaced)
    const third = await barePlayer(one, game, phone)
    expect(await second.closed).toBe(liveClose.replaced)
    third.close()
  })

  test('sends a player away who is banned from the other', async () => {
    const game = await gameOf(one)
    const phone = await join(one, game, 'Ann')
    const player = await barePlayer(two, game, phone)
    const host = takeHost(one, game)
    await host.screen('lobby')
    expect(await host.live.command({ name: 'ban', playerId: phone.playerId })).toBeNull()
    expect(await player.closed).toBe(liveClose.removed)
    host.close()
  })

  test('lets another screen in on both once its token is changed, and the old one on none', async () => {
    const game = await gameOf(one)
    const old = new BareSocket(two)
    await old.hello({ role: 'screen', gameId: game.id, token: game.screenToken })
    const params = { workspaceId: one.workspaceId, gameId: game.id }
    const { screenToken } = await game.host.client.live.newScreenToken({ params })
    expect(await old.closed).toBe(liveClose.unauthorized)
    const again = new BareSocket(two)
    await again.opened
    again.say({
      t: 'hello',
      version: 1,
      as: { role: 'screen', gameId: game.id, token: game.screenToken },
    })
    expect(await again.closed).toBe(liveClose.unauthorized)
    const screen = takeScreen(two, { ...game, screenToken })
    await screen.screen('lobby')
    screen.close()
  })
})

describe('what the bus lost', () => {
  test('is another token of the screen: it is found out on the node that owns the game, too', async () => {
    const game = await gameOf(one)
    const old = new BareSocket(one)
    await old.hello({ role: 'screen', gameId: game.id, token: game.screenToken })
    const { token, hash } = newToken()
    await setScreenToken(database.kysely, game.id, hash)
    const screen = takeScreen(one, { ...game, screenToken: token })
    await screen.screen('lobby')
    expect(await old.closed).toBe(liveClose.unauthorized)
    screen.close()
  })
})

test('a player is sent three frames for each question, whichever node they are on', async () => {
  const game = await gameOf(one)
  const phones = await Promise.all(
    Array.from({ length: 8 }, (_, index) => join(index % 2 ? one : two, game, `P${index}`)),
  )
  const sockets = await Promise.all(
    phones.map((phone, index) => barePlayer(index < 4 ? one : two, game, phone)),
  )
  const before = sockets.map(({ heard }) => heard.length)
  const host = await openQuestion(one, game)
  const ids = await Promise.all(
    sockets.map(async (socket) => {
      await socket.hear(shows('question_open'))
      const id = newId()
      socket.say({ t: 'answer', id, question: 0, given: { type: 'single_choice', choice: 'a' } })
      return id
    }),
  )
  await Promise.all(sockets.map((socket, index) => socket.reply(ids[index] ?? '')))
  await host.screen('question_closed')
  expect(await host.live.command({ name: 'reveal' })).toBeNull()
  await Promise.all(sockets.map((socket) => socket.hear(shows('revealed'))))
  // The question, that the answer is accepted, the result.
  const sent = sockets.map(({ heard }, index) => heard.slice(before[index]).map(({ t }) => t))
  expect(sent.map(({ length }) => length)).toEqual(sockets.map(() => 3))
  for (const each of [...sockets, host]) each.close()
})

describe('a node that goes', () => {
  test('leaves its games to another, in the middle of a question, its deadline unmoved', async () => {
    const leaving = await startLiveServer({ databaseUrl: database.url })
    const game = await gameOf(leaving, 60)
    const phone = await join(leaving, game, 'Ann')
    await join(leaving, game, 'Bob')
    const screen = takeScreen(two, game)
    const ann = takePlayer(two, game, phone)
    const host = await openQuestion(two, game)
    const closesAt = async () => {
      const { screen: shown } = await host.screen('question_open')
      return 'question' in shown && 'closesAt' in shown.question ? shown.question.closesAt : null
    }
    const before = await closesAt()
    const { node, epoch } = await owned(game.id)
    await leaving.stop()
    const { index, shown } = await ann.question()
    expect(await ann.live.answer(index, naming(shown, 'Venus'))).toBeNull()
    const after = await owned(game.id)
    expect(after.node).not.toBe(node)
    expect(after.epoch).toBeGreaterThan(epoch)
    expect(before).not.toBeNull()
    expect(await closesAt()).toBe(before)
    await screen.when(({ view }) => view?.answered === 1)
    for (const each of [ann, host, screen]) each.close()
  })
})

describe('a node that takes a game for its own which another has taken', () => {
  test('stores nothing any more, and follows', async () => {
    const game = await gameOf(one)
    const phone = await join(one, game, 'Ann')
    await join(one, game, 'Bob')
    const host = await openQuestion(one, game)
    const ann = takePlayer(one, game, phone)
    const { index, shown } = await ann.question()
    // What the other node does where it takes this one for dead.
    const { node } = await owned((await gameOf(two)).id)
    await database.kysely
      .updateTable('games')
      .set({ owner_node: node, owner_epoch: 7 })
      .where('id', '=', game.id)
      .execute()
    expect(await ann.live.answer(index, naming(shown, 'Venus'))).toBeNull()
    expect(await owned(game.id)).toEqual({ node, epoch: 8 })
    await host.when(({ view }) => view?.answered === 1)
    for (const each of [ann, host]) each.close()
  })
})
