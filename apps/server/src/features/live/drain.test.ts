import type { GameEvent } from '@quizmentor/engine/live/types'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { BareSocket, choice, join, newGame, shows, takeHost } from './test-games.ts'
import { startLiveServer } from './test-server.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
})

test('a server that stops asks all to come back, and from the first of them on lets nobody in', async () => {
  const server = await startLiveServer({ databaseUrl: database.url })
  const game = await newGame(server)
  const as = { role: 'player', gameId: game.id } as const
  const phones = await Promise.all(
    Array.from({ length: 100 }, async (_, number) => {
      const { token } = await join(server, game, `N ${number.toString(2).replaceAll('0', 'x')}`)
      const phone = new BareSocket(server)
      await phone.hello({ ...as, token })
      return phone
    }),
  )
  const stopped = server.stop()
  await Promise.race(phones.map(({ closed }) => closed))
  const late = new BareSocket(server)
  await expect(once(late.socket, 'open')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await expect(fetch(server.url)).rejects.toThrow('fetch failed')
  expect(new Set(await Promise.all(phones.map(({ closed }) => closed)))).toEqual(new Set([1012]))
  await stopped
})

test('a server that closes listens no more from that moment on', async () => {
  const server = await startLiveServer({ databaseUrl: database.url })
  const { hostname, port } = new URL(server.url)
  const stopped = server.stop()
  const late = connect(Number(port), hostname)
  await expect(once(late, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await stopped
})

test('an answer on its way when the server stops is acknowledged before its socket closes', async () => {
  const server = await startLiveServer({ databaseUrl: database.url })
  const game = await newGame(server, { rounds: [[choice()]], settings: { seconds: null } })
  const [ann, bob] = await Promise.all(
    ['Ann', 'Bob'].map(async (name) => {
      const { token } = await join(server, game, name)
      const phone = new BareSocket(server)
      await phone.hello({ role: 'player', gameId: game.id, token })
      return phone
    }),
  )
  if (ann === undefined || bob === undefined) throw new Error('nobody has joined')
  const host = takeHost(server, game)
  await host.screen('lobby')
  await host.live.command({ name: 'next' })
  await ann.hear(shows('question_open'))

  // Somebody holds what the answer needs to be stored, until they let go of it.
  const holder = await database.kysely.startTransaction().execute()
  const { seq } = await holder
    .selectFrom('game_events')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('game_id', '=', game.id)
    .executeTakeFirstOrThrow()
  const event: GameEvent = { name: 'lock_changed', locked: true }
  await holder
    .insertInto('game_events')
    .values({ game_id: game.id, seq: seq + 1, at: new Date(), event: JSON.stringify(event) })
    .execute()
  const id = newId()
  ann.say({ t: 'answer', id, question: 0, given: { type: 'single_choice', choice: 'a' } })
  ann.say({ t: 'ping', n: 1 })
  await ann.hear(({ t }) => t === 'pong')
  const stopped = server.stop()
  expect(await bob.closed).toBe(1012)
  expect(ann.socket.readyState).toBe(ann.socket.OPEN)
  await holder.rollback().execute()
  expect(await ann.closed).toBe(1012)
  expect(await ann.reply(id)).toEqual({ t: 'accepted', id })
  host.close()
  await stopped
})
