import type { GameEvent } from '@quizmentor/engine/live/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import {
  BareSocket,
  join,
  naming,
  newGame,
  shows,
  takeHost,
  takePlayer,
  takeScreen,
  type Phone,
  type TestGame,
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

async function open(game: TestGame) {
  const host = takeHost(server, game)
  await host.screen('lobby')
  expect(await host.live.command({ name: 'next' })).toBeNull()
  await host.screen('question_open')
  return host
}

/** The log of a game, as it is stored. */
async function logOf(gameId: string): Promise<GameEvent[]> {
  const rows = await database.kysely
    .selectFrom('game_events')
    .select('event')
    .where('game_id', '=', gameId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => row.event)
}

const answersIn = (log: readonly GameEvent[]) => log.filter((event) => event.name === 'answered')

/** Joins as many, from as many addresses as it takes. */
function joinMany(game: TestGame, count: number): Promise<Phone[]> {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      join(server, game, `N ${number.toString(2).replaceAll('0', 'x')}`, {
        address: `10.${Math.floor(number / 200)}.1.1`,
      }),
    ),
  )
}

async function responsesOf(phones: readonly Phone[]): Promise<number> {
  const { count } = await database.kysely
    .selectFrom('responses')
    .innerJoin('game_players', 'game_players.person_id', 'responses.person_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(
      'game_players.id',
      'in',
      phones.map((phone) => phone.playerId),
    )
    .executeTakeFirstOrThrow()
  return count
}

describe('27 500 answers at once', () => {
  test('are all acknowledged, and each is stored once', async () => {
    const game = await newGame(server, { settings: { seconds: null } })
    const phones = await joinMany(game, 500)
    const sockets = await Promise.all(
      phones.map(async ({ token }) => {
        const socket = new BareSocket(server)
        await socket.hello({ role: 'player', gameId: game.id, token })
        return socket
      }),
    )
    const screen = takeScreen(server, game)
    const host = await open(game)
    await Promise.all(sockets.map((socket) => socket.hear(shows('question_open'))))
    const replies = sockets.map((socket, index) => {
      const id = newId()
      const given = { type: 'single_choice', choice: 'abcd'.charAt(index % 4) } as const
      const answer = { t: 'answer', id, question: 0, given } as const
      socket.say(answer)
      if (index % 5 === 0) socket.say(answer)
      return socket.reply(id)
    })
    expect(new Set((await Promise.all(replies)).map((reply) => reply.t))).toEqual(
      new Set(['accepted']),
    )
    await host.screen('question_closed')
    await screen.when(({ view }) => view?.answered === 500)
    expect(answersIn(await logOf(game.id))).toHaveLength(500)
    expect(await responsesOf(phones)).toBe(500)
    for (const each of [...sockets, screen, host]) each.close()
  })
})

describe('26 one player answering at the same instant', () => {
  test('over two nodes, 100 times, has one answer each time, and in the end one socket', async () => {
    const other = await startLiveServer({ databaseUrl: database.url })
    const game = await newGame(server, { settings: { seconds: null } })
    const phones = await joinMany(game, 101)
    const host = await open(game)
    const pairs = await Promise.all(
      phones.slice(1).map(async ({ token }) => {
        const sockets = [new BareSocket(server), new BareSocket(other)]
        const replies = await Promise.all(
          sockets.map(async (socket, index) => {
            await socket.hello({ role: 'player', gameId: game.id, token })
            return insist(socket, index)
          }),
        )
        expect(replies.filter((reply) => reply === null).length).toBeLessThanOrEqual(1)
        // Nodes tell each other who came: whoever came first is sent away by the other.
        await Promise.race(sockets.map(({ closed }) => closed))
        return sockets
      }),
    )
    const answers = answersIn(await logOf(game.id))
    expect(answers).toHaveLength(100)
    expect(new Set(answers.map((answer) => answer.playerId)).size).toBe(100)
    expect(await responsesOf(phones)).toBe(100)
    for (const each of [...pairs.flat(), host]) each.close()
    await other.stop()
  })

  test('on one socket with two answers has the first', async () => {
    const game = await newGame(server)
    const phone = await join(server, game, 'Ann')
    await join(server, game, 'Bob')
    const host = await open(game)
    const socket = new BareSocket(server)
    await socket.hello({ role: 'player', gameId: game.id, token: phone.token })
    const ids = [newId(), newId()]
    for (const [index, id] of ids.entries()) {
      const given = { type: 'single_choice', choice: 'ab'.charAt(index) } as const
      socket.say({ t: 'answer', id, question: 0, given })
    }
    expect(await socket.reply(ids[0] ?? '')).toMatchObject({ t: 'accepted' })
    expect(await socket.reply(ids[1] ?? '')).toMatchObject({ reason: 'already_answered' })
    socket.close()
    host.close()
  })
})

/** Answers until that is accepted or refused for good, or the socket is closed; gives why. */
async function insist(socket: BareSocket, index: number): Promise<string | null> {
  const given = { type: 'single_choice', choice: 'ab'.charAt(index) } as const
  for (;;) {
    const id = newId()
    socket.say({ t: 'answer', id, question: 0, given })
    const reply = await Promise.race([socket.reply(id), socket.closed])
    if (typeof reply === 'number') return 'closed'
    if (reply.t === 'accepted') return null
    if (reply.t === 'refused' && reply.reason !== 'try_again') return reply.reason
  }
}

describe('a commit that fails', () => {
  test('is told nobody as done; the game is read anew, and the answer said again counts once', async () => {
    const game = await newGame(server)
    const phone = takePlayer(server, game, await join(server, game, 'Ann'))
    await join(server, game, 'Bob')
    const host = await open(game)
    const { shown } = await phone.question()
    // Somebody else wrote this game's next event meanwhile.
    const seq = (await logOf(game.id)).length + 1
    const event: GameEvent = { name: 'lock_changed', locked: true }
    await database.kysely
      .insertInto('game_events')
      .values({ game_id: game.id, seq, at: new Date(), event: JSON.stringify(event) })
      .execute()

    expect(await phone.live.answer(0, naming(shown, 'Venus'))).toBeNull()
    const { view } = await host.when(({ view }) => view?.locked === true)
    expect(view?.locked).toBe(true)
    const log = await logOf(game.id)
    expect(log[seq - 1]).toEqual(event)
    expect(answersIn(log)).toHaveLength(1)
    phone.close()
    host.close()
  })
})

describe('a game whose time is over', () => {
  test('can’t be joined, and its phones are told that it is gone', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    await database.kysely
      .updateTable('games')
      .set({ expires_at: new Date(0) })
      .where('id', '=', game.id)
      .execute()
    const late = await startLiveServer({ databaseUrl: database.url })
    await expect(join(late, game, 'Bob')).rejects.toMatchObject({ status: 404 })
    const phone = takePlayer(late, game, ann)
    const { connection } = await phone.when((state) => state.connection.status === 'ended')
    expect(connection).toEqual({ status: 'ended', because: 'gone' })
    await late.stop()
  })
})
