import type { PlayerView } from '@quizmentor/engine/live/types'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Ear } from '../../../test/live-kill/ear.ts'
import { AppPage } from '../../../test/live-kill/page.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import {
  choice,
  join,
  naming,
  newGame,
  takeHost,
  takePlayer,
  trueFalse,
  type Phone,
  type TestGame,
} from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

/** The way to the server. It can break, with and without a word. */
class Road {
  readonly #server: Server
  readonly #pairs = new Set<readonly [Socket, Socket]>()

  constructor(to: string) {
    const { hostname, port } = new URL(to)
    this.#server = createServer((near) => {
      const far = connect(Number(port), hostname)
      const pair = [near, far] as const
      this.#pairs.add(pair)
      for (const [from, other] of [pair, [far, near]] as const) {
        from.on('error', () => {})
        from.on('data', (data) => other.write(data))
        from.on('close', () => {
          this.#pairs.delete(pair)
          other.destroy()
        })
      }
    })
  }

  async open(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port is free')
    return `http://127.0.0.1:${address.port}`
  }

  /** Breaks all that goes over it, and both ends notice. */
  cut(): void {
    for (const [near] of this.#pairs) near.destroy()
  }

  /** Lets nothing through any more of what goes over it now, and nobody notices. */
  stall(): void {
    for (const socket of [...this.#pairs].flat()) socket.pause()
  }

  /** What was stuck arrives after all. */
  flow(): void {
    for (const socket of [...this.#pairs].flat()) socket.resume()
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

let database: TestDatabase
let server: LiveServer
let road: Road
/** The server, by way of the road. */
let far: LiveServer

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startLiveServer({ databaseUrl: database.url })
})
beforeEach(async () => {
  road = new Road(server.url)
  far = { ...server, url: await road.open() }
})
afterEach(() => road.close())
afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** Who answered in a game, by its log. */
async function answerers(game: TestGame): Promise<string[]> {
  const rows = await database.kysely
    .selectFrom('game_events')
    .select('event')
    .where('game_id', '=', game.id)
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ event }) => (event.name === 'answered' ? [event.playerId] : []))
}

/** What a phone shows, but for how far the game is, which moves on with others. */
const shown = (view: PlayerView | null) => ({ ...view, version: null })

async function open(game: TestGame) {
  const host = takeHost(server, game)
  await host.screen('lobby')
  expect(await host.live.command({ name: 'next' })).toBeNull()
  await host.screen('question_open')
  return host
}

test('a phone is back on the screen it had after a drop and after a reload, whatever goes on', async () => {
  const game = await newGame(server, { rounds: [[choice()], [trueFalse()]] })
  const ann = await join(server, game, 'Ann')
  const bob = takePlayer(server, game, await join(server, game, 'Bob'))
  const host = takeHost(server, game)
  await host.screen('lobby')
  let phone = takePlayer(far, game, ann)

  /** Drops the connection, then loads the page again: both show what was there before. */
  const comeBack = async (name: PlayerView['screen']['name']) => {
    const before = await phone.screen(name)
    road.cut()
    await phone.when(({ connection }) => connection.status === 'reconnecting')
    const { view } = await phone.when(
      ({ connection, view }) => connection.status === 'open' && view !== before,
    )
    expect(shown(view)).toEqual(shown(before))
    phone.close()
    phone = takePlayer(far, game, ann)
    expect(shown(await phone.screen(name))).toEqual(shown(before))
  }
  const next = async () => expect(await host.live.command({ name: 'next' })).toBeNull()

  await comeBack('lobby')
  await next()
  await comeBack('round')
  await next()
  await comeBack('question_open')
  const { shown: question } = await phone.question()
  expect(await phone.live.answer(0, naming(question, 'Venus'))).toBeNull()
  await comeBack('question_open')
  expect((await phone.screen('question_open')).screen).toMatchObject({
    given: naming(question, 'Venus'),
  })
  expect(await bob.live.answer(0, naming(question, 'Mars'))).toBeNull()
  await host.screen('question_closed')
  // Who has answered waits; whoever comes in sees that it is closed.
  phone.close()
  phone = takePlayer(far, game, ann)
  await comeBack('question_closed')
  await next()
  await comeBack('revealed')
  await next()
  await host.screen('leaderboard')
  await comeBack('revealed')
  expect(await host.live.command({ name: 'finish' })).toBeNull()
  await comeBack('finished')
  const { me, playerCount } = await phone.screen('finished')
  expect(me).toMatchObject({ id: ann.playerId, nickname: 'Ann', rank: 1, streak: 1 })
  expect(playerCount).toBe(2)
  for (const each of [phone, bob, host]) each.close()
})

describe('a connection that died without a word', () => {
  test('is replaced by who answers into it; the answer counts once, and arrives late in vain', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const bob = takePlayer(server, game, await join(server, game, 'Bob'))
    const host = await open(game)
    const phone = takePlayer(far, game, ann)
    const { shown: question } = await phone.question()
    road.stall()
    expect(await phone.live.answer(0, naming(question, 'Venus'))).toBeNull()
    expect(phone.live.state.connection).toEqual({ status: 'open' })
    road.flow()
    expect(await bob.live.answer(0, naming(question, 'Venus'))).toBeNull()
    await host.screen('question_closed')
    expect(await answerers(game)).toEqual([ann.playerId, bob.live.state.view?.me.id])
    expect(phone.live.state.connection).toEqual({ status: 'open' })
    for (const each of [phone, bob, host]) each.close()
  })

  test('is replaced as soon as the phone is looked at again, or finds another network', async () => {
    const game = await newGame(server)
    const { token, playerId } = await join(server, game, 'Ann')
    const host = await open(game)
    const page = new AppPage({
      site: far.url,
      as: { role: 'player', gameId: game.id, token },
      ear: new Ear({ name: 'Ann', role: 'player', playerId }),
    })
    const changed = (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const stop = page.live.subscribe(() => {
          if (!isSo()) return
          stop()
          resolve()
        })
      })
    await changed(() => page.screen?.name === 'question_open')
    road.stall()
    expect(await host.live.command({ name: 'close' })).toBeNull()
    page.wake()
    await changed(() => page.screen?.name === 'question_closed')
    expect(page.isOpen).toBe(true)
    expect(page.ear.lines).toHaveLength(2)
    page.close()
    host.close()
  })
})

describe('two devices of one player', () => {
  let game: TestGame
  let ann: Phone
  beforeEach(async () => {
    game = await newGame(server, { rounds: [[choice()]] })
    ann = await join(server, game, 'Ann')
    await join(server, game, 'Bob')
  })

  test('take turns: the older is told so for good, the newer goes on as the same player', async () => {
    const host = await open(game)
    const older = takePlayer(far, game, ann)
    const { shown: question } = await older.question()
    expect(await older.live.answer(0, naming(question, 'Venus'))).toBeNull()
    const newer = takePlayer(server, game, ann)
    const { connection } = await older.when(({ connection }) => connection.status === 'ended')
    expect(connection).toEqual({ status: 'ended', because: 'replaced' })
    const { me, screen, playerCount } = await newer.screen('question_open')
    expect({ id: me.id, playerCount }).toEqual({ id: ann.playerId, playerCount: 2 })
    expect(screen).toMatchObject({ given: naming(question, 'Venus') })
    expect(await older.live.answer(0, naming(question, 'Mars'))).toBe('not_allowed')
    expect(await newer.live.answer(0, naming(question, 'Mars'))).toBe('already_answered')
    expect(await answerers(game)).toEqual([ann.playerId])
    for (const each of [older, newer, host]) each.close()
  })

  test('don’t fight: where both lost their connection, the last to come back stays', async () => {
    const host = await open(game)
    const phone = takePlayer(far, game, ann)
    await phone.question()
    road.cut()
    await phone.when(({ connection }) => connection.status === 'reconnecting')
    const laptop = takePlayer(far, game, ann)
    await Promise.race(
      [phone, laptop].map((each) => each.when(({ connection }) => connection.status === 'ended')),
    )
    const ends = [phone, laptop].map(({ live }) => live.state.connection)
    expect(ends).toContainEqual({ status: 'ended', because: 'replaced' })
    const [stays] = [phone, laptop].filter(({ live }) => live.state.connection.status !== 'ended')
    expect(await stays?.live.answer(0, { type: 'single_choice', choice: 'a' })).toBeNull()
    expect(stays?.live.state.connection).toEqual({ status: 'open' })
    for (const each of [phone, laptop, host]) each.close()
  })
})
