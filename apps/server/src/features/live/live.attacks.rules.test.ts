import type { ServerMessage } from '@quizmentor/contract/live'
import { rightAnswer, singleChoice } from '@quizmentor/engine/live/game-for-tests'
import type { HostCommand } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import {
  barePlayer,
  BareSocket,
  choice,
  join,
  naming,
  newGame,
  newToken,
  openQuestion,
  shows,
  takeHost,
  takePlayer,
  visitor,
} from './test-games.ts'
import { answer, Hall, type HallGame } from './test-hall.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'
import type { HeldWire } from './test-wire.ts'

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
const answerTo = (question: number, given: Given = { type: 'single_choice', choice: 'a' }) =>
  answer(question, given)

/** What is replied to an answer: that it is accepted, or why not. */
async function replyTo(socket: BareSocket, message: ReturnType<typeof answer>): Promise<string> {
  socket.say(message)
  const reply = await socket.reply(message.id)
  return reply.t === 'refused' ? reply.reason : reply.t
}

describe('25 an answer', () => {
  test('too early, too late, to another question or in another type is refused and changes nothing', async () => {
    const game = await newGame(server, {
      rounds: [[choice(), choice()]],
      settings: { previewSeconds: 30 },
    })
    const phone = await barePlayer(server, game, await join(server, game, 'Ann'))
    const other = await barePlayer(server, game, await join(server, game, 'Bob'))
    const host = takeHost(server, game)
    await host.screen('lobby')
    expect(await replyTo(phone, answerTo(0))).toBe('another_question')
    await host.live.command({ name: 'next' })
    expect(await replyTo(phone, answerTo(0))).toBe('not_open_yet')
    await host.when(({ view }) => view?.next === 'close')
    await host.live.command({ name: 'close' })
    expect(await replyTo(phone, answerTo(0, { type: 'true_false', truth: true }))).toBe(
      'wrong_type',
    )
    expect(await replyTo(phone, answerTo(1))).toBe('another_question')
    expect(await replyTo(phone, answerTo(7_000))).toBe('another_question')
    await host.live.command({ name: 'reveal' })
    expect(await replyTo(phone, answerTo(0))).toBe('too_late')
    await host.screen('revealed')
    await host.live.command({ name: 'next' })
    await host.screen('leaderboard')
    await host.live.command({ name: 'next' })
    await host.screen('question_open')
    await host.live.command({ name: 'close' })
    expect(await replyTo(phone, answerTo(1))).toBe('accepted')
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

describe('25 late taps', () => {
  test('however many, do not keep the next question from being answered', async () => {
    const game = await newGame(server, { rounds: [[choice(), choice()]] })
    const phone = await barePlayer(server, game, await join(server, game, 'Ann'))
    const host = await openQuestion(server, game)
    const lead = async (
      name: HostCommand['name'] & ('close' | 'reveal' | 'leaderboard' | 'next'),
    ) => {
      expect(await host.live.command({ name })).toBeNull()
      await host.when(({ view }) => view?.next !== name)
    }
    for (const name of ['close', 'reveal'] as const) await lead(name)
    const late = answerTo(0)
    for (let taps = 0; taps < 3; taps++) expect(await replyTo(phone, late)).toBe('too_late')
    await lead('leaderboard')
    await host.live.command({ name: 'next' })
    await phone.hear(isQuestion(1))
    phone.say(late)
    phone.say(answerTo(0))
    expect(await replyTo(phone, answerTo(1))).toBe('accepted')
    await host.screen('question_closed')
    phone.close()
    host.close()
  })
})

/** Tells whether a message shows the open question of this number. */
const isQuestion = (index: number) => (message: ServerMessage) =>
  message.t === 'phase' &&
  message.screen.name === 'question_open' &&
  message.screen.question.index === index

describe('26 wrong, then right', () => {
  test('after a reconnect stays wrong: with another id, with the same, after joining anew', async () => {
    const game = await newGame(server, { settings: { scoring: 'accuracy' } })
    const ann = await join(server, game, 'Ann')
    const bob = await barePlayer(server, game, await join(server, game, 'Bob'))
    const host = await openQuestion(server, game)
    const as = { role: 'player', gameId: game.id, token: ann.token } as const
    /** Comes back on a new socket, and sees what was given. */
    const connect = async () => {
      const socket = new BareSocket(server)
      const { view } = await socket.hello(as)
      if (view.screen.name !== 'question_open' || !('given' in view.screen))
        throw new Error('no question is open')
      const { question, given } = view.screen
      const [right, wrong] = ['Venus', 'Mars'].map((text) => naming(question.shown, text))
      if (right === undefined || wrong === undefined) throw new Error('nothing is offered')
      return { socket, given, right, wrong }
    }
    const first = await connect()
    const said = answerTo(0, first.wrong)
    expect(await replyTo(first.socket, said)).toBe('accepted')
    first.socket.socket.terminate()

    const second = await connect()
    expect(second.given).toEqual(second.wrong)
    expect(await replyTo(second.socket, answerTo(0, second.right))).toBe('already_answered')
    // The same answer said again: it is stored already, as it was.
    expect(await replyTo(second.socket, { ...said, given: second.right })).toBe('accepted')
    second.socket.socket.terminate()

    await join(server, game, 'Ann', { id: ann.playerId, token: ann.token })
    const third = await connect()
    expect(third.given).toEqual(third.wrong)
    expect(await replyTo(third.socket, answerTo(0, third.right))).toBe('already_answered')

    expect(await replyTo(bob, answerTo(0, third.right))).toBe('accepted')
    await host.screen('question_closed')
    await host.live.command({ name: 'reveal' })
    const result = await third.socket.hear(shows('revealed'))
    expect(result).toMatchObject({
      view: { me: { score: 0 }, screen: { given: third.wrong, correct: false, points: 0 } },
    })
    const scores = await server.db
      .selectFrom('responses')
      .innerJoin('game_players', 'game_players.person_id', 'responses.person_id')
      .select('score')
      .where('game_players.id', '=', ann.playerId)
      .execute()
    expect(scores).toEqual([{ score: 0 }])
    for (const each of [third.socket, bob, host]) each.close()
  })
})

describe('27 two answers at once', () => {
  test('of two players both count, question after question', async () => {
    const rounds = [Array.from({ length: 5 }, () => choice())]
    const game = await newGame(server, { rounds, settings: { scoring: 'accuracy' } })
    const players = ['Ann', 'Bob'].map(async (name) => join(server, game, name))
    const phones = (await Promise.all(players)).map((phone) => takePlayer(server, game, phone))
    const host = await openQuestion(server, game)
    for (let index = 0; index < 5; index++) {
      const shown = await Promise.all(phones.map((phone) => phone.question()))
      expect(shown.map((question) => question.index)).toEqual([index, index])
      const replies = phones.map((phone) =>
        phone.live.answer(index, naming(shown[0]?.shown, 'Venus')),
      )
      expect(await Promise.all(replies)).toEqual([null, null])
      await host.screen('question_closed')
      expect(await host.live.command({ name: 'reveal' })).toBeNull()
      for (const phone of phones)
        await phone.when(({ view }) => view?.me.score === (index + 1) * 1_000)
      for (const name of ['leaderboard', 'next'] as const) {
        if (index === 4) continue
        await host.when(({ view }) => view?.next === name)
        expect(await host.live.command({ name })).toBeNull()
      }
    }
    for (const each of [...phones, host]) each.close()
  })
})

describe('28 score, time and latency', () => {
  test('sent by a client close its socket, and count for nothing', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const phone = await barePlayer(server, game, ann)
    const host = await openQuestion(server, game)
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

describe('28 pongs', () => {
  const nonce = (wire: HeldWire) => wire.pings.at(-1) ?? ''

  /** A question of twenty seconds that two answer after six, one of them with pongs of their own. */
  async function play(pong: (hall: Hall, wire: HeldWire) => void) {
    const hall = new Hall()
    const game = await hall.game([[singleChoice()]], { seconds: 20 })
    const host = game.host()
    const { wires } = await game.crowd(2)
    const [liar] = wires
    if (liar === undefined) throw new Error('nobody is there')
    liar.onPing = () => pong(hall, liar)
    await hall.time.advance(8_000)
    await game.lead({ name: 'next' })
    await hall.time.advance(6_000)
    for (const wire of wires) wire.say(answer(0, rightAnswer(game.room.state.setup, 0)))
    await hall.time.settle()
    await game.lead({ name: 'reveal' })
    const told = host.heard.findLast((message) => message.t === 'latency')
    return { ...seenBy(wires, game), slowest: told?.t === 'latency' ? told.slowest[0]?.ms : null }
  }

  function seenBy(wires: readonly HeldWire[], { room }: HallGame) {
    const times = wires.map(({ heard }) => {
      const opened = heard.find(isQuestion(0))
      if (opened?.t !== 'phase' || opened.screen.name !== 'question_open') return null
      const { opensAt, closesAt } = opened.screen.question
      return (closesAt ?? 0) - opensAt
    })
    const points = [...room.state.players.values()].map(({ score }) => score)
    return { times, points }
  }

  test.each<[string, (hall: Hall, wire: HeldWire) => void, number]>([
    ['prompt', (hall, wire) => void hall.time.after(20, () => wire.pong()), 20],
    ['delayed', (hall, wire) => void hall.time.after(5_000, () => wire.pong()), 5_000],
    ['forged', (_, wire) => wire.pong(`${nonce(wire)} and 10 seconds`), 20],
    ['left out', () => {}, 20],
  ])(
    'that are %s change no deadline and no points: only what the host is told',
    async (_, pong, ms) => {
      expect(await play(pong)).toEqual({ times: [20_000, 20_000], points: [850, 850], slowest: ms })
    },
  )
})

describe('30 the same player twice', () => {
  test('closes the older socket, with its own code', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const older = await barePlayer(server, game, ann)
    const newer = await barePlayer(server, game, ann)
    expect(await older.closed).toBe(4001)
    newer.say({ t: 'ping', n: 1 })
    await newer.hear((message) => message.t === 'pong')
    newer.close()
  })
})

describe('31 a host’s command', () => {
  test('from a phone or a screen is refused, each of them', async () => {
    const game = await newGame(server)
    const { playerId, token } = await join(server, game, 'Ann')
    const phone = await barePlayer(server, game, { token })
    const screen = new BareSocket(server)
    await screen.hello({ role: 'screen', gameId: game.id, token: game.screenToken })
    const commands: { readonly [Name in HostCommand['name']]: HostCommand & { name: Name } } = {
      next: { name: 'next' },
      close: { name: 'close' },
      reveal: { name: 'reveal' },
      leaderboard: { name: 'leaderboard' },
      pause: { name: 'pause' },
      resume: { name: 'resume' },
      extend: { name: 'extend', seconds: 10 },
      lock: { name: 'lock' },
      unlock: { name: 'unlock' },
      kick: { name: 'kick', playerId },
      ban: { name: 'ban', playerId },
      give_time: { name: 'give_time', playerId, factor: 2 },
      finish: { name: 'finish' },
    }
    for (const socket of [phone, screen])
      for (const command of Object.values(commands)) {
        const id = newId()
        socket.say({ t: 'command', id, seen: 99, command })
        expect(await socket.reply(id)).toMatchObject({ t: 'refused', reason: 'not_allowed' })
      }
    const host = takeHost(server, game)
    expect(await host.screen('lobby')).toMatchObject({
      playerCount: 1,
      locked: false,
      extraTime: [],
    })
    for (const each of [phone, screen, host]) each.close()
  })

  test('is theirs alone, as answers are players’: those of host and screen are refused', async () => {
    const game = await newGame(server)
    const { id: gameId, screenToken: token } = game
    const screen = new BareSocket(server)
    await screen.hello({ role: 'screen', gameId, token })
    const host = new BareSocket(server, { cookie: game.host.cookies.header() })
    await host.hello({ role: 'host', gameId })
    for (const socket of [screen, host]) {
      expect(await replyTo(socket, answerTo(0))).toBe('not_allowed')
      socket.close()
    }
  })
})

describe('31 a player’s message', () => {
  test('ends no game, whatever it says, nor do all of them leaving', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const host = await openQuestion(server, game)
    for (const message of [
      { t: 'command', id: newId(), seen: 99, command: { name: 'finish' } },
      { t: 'finish' },
      { t: 'end', gameId: game.id },
      { t: 'leave', playerId: ann.playerId },
      { t: 'hello', version: 1, as: { role: 'host', gameId: game.id } },
    ]) {
      const phone = await barePlayer(server, game, ann)
      phone.socket.send(JSON.stringify(message))
      if (message.t === 'command') await phone.reply(message.id ?? '')
      else expect(await phone.closed).toBe(4004)
      phone.socket.terminate()
    }
    const again = takePlayer(server, game, ann)
    const { shown } = await again.question()
    expect(await again.live.answer(0, naming(shown, 'Venus'))).toBeNull()
    await host.screen('question_closed')
    expect(await host.live.command({ name: 'reveal' })).toBeNull()
    again.close()
    host.close()
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

describe('37 one game', () => {
  test('hears no command of a host who also leads another', async () => {
    const one = await newGame(server)
    const two = await newGame(server, { host: one.host })
    const here = takeHost(server, two)
    await here.screen('lobby')
    const there = await openQuestion(server, one)
    expect(here.live.state.view?.screen.name).toBe('lobby')
    here.close()
    there.close()
  })
})
