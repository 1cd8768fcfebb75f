import type { ServerMessage } from '@quizmentor/contract/live'
import type { SharedScreen } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { expect, test } from 'vitest'
import { FakeServer, playerView, screenView } from './live/fake-server-for-tests.ts'

const yes: Given = { type: 'true_false', truth: true }

const question: SharedScreen = {
  name: 'question_open',
  question: {
    index: 0,
    total: 3,
    round: 0,
    shown: null,
    opensAt: 0,
    closesAt: 20_000,
    paused: false,
    left: null,
  },
  type: 'true_false',
  optionIds: [],
  units: [],
}

const phase = (version: number, screen: SharedScreen): ServerMessage => ({
  t: 'phase',
  now: 0,
  version,
  playerCount: 4,
  screen,
})

test('a player’s phone follows a question by a phase, a receipt and a view', async () => {
  const server = new FakeServer()
  const live = server.player()
  await server.time.pass(10)
  server.show(playerView(3))
  server.last.say(phase(4, question))
  expect(live.state.view?.screen).toEqual({ ...question, given: null })
  void live.answer(0, yes)
  server.last.say({ t: 'accepted', id: server.all('answer')[0]?.id ?? '' })
  expect(live.state.view?.screen).toEqual({ ...question, given: yes })
  server.show(playerView(9, { screen: { name: 'finished' } }))
  expect(live.state).toMatchObject({ code: '123456', view: { screen: { name: 'finished' } } })
})

test('frames that say nothing new leave the state as it is', async () => {
  const server = new FakeServer()
  const live = server.player()
  await server.time.pass(10)
  server.show(playerView(8))
  const { state } = live
  const changes: unknown[] = []
  live.subscribe(() => changes.push(live.state))
  server.show(playerView(7))
  server.show(screenView(9))
  server.last.say(phase(8, question))
  server.last.say({ t: 'pong', n: 77, now: 0 })
  expect(live.state).toBe(state)
  expect(changes).toEqual([])
})

test('after a restore a new connection shows the game as it is now, though it was further once', async () => {
  const server = new FakeServer()
  const live = server.player()
  await server.time.pass(10)
  server.show(playerView(30, { screen: { name: 'finished' } }))
  server.last.closed(1012)
  await server.time.pass(250)
  expect(live.state.view?.version).toBe(30)
  server.show(playerView(2))
  expect(live.state.view).toEqual(playerView(2))
})

test('a host is told how far away the players are', async () => {
  const server = new FakeServer()
  const live = server.host()
  await server.time.pass(10)
  expect(live.state.latency).toBeNull()
  const slowest = [{ id: 'p', nickname: 'Ann', ms: 410 }]
  server.last.say({ t: 'latency', connected: 30, medianMs: 40, p95Ms: 180, slowest })
  expect(live.state.latency).toMatchObject({ connected: 30, medianMs: 40, p95Ms: 180, slowest })
})

test('the server’s clock is measured anew on each connection', async () => {
  const server = new FakeServer()
  server.ahead = 5_000
  const live = server.player()
  await server.time.pass(5_000)
  expect(live.serverNow()).toBe(server.now())
  // Another machine answers now, farther away, whose clock is behind the first one's.
  server.ahead = 2_000
  server.roundTripMs = 80
  server.last.closed(1012)
  await server.time.pass(1_000)
  expect(live.serverNow()).toBe(server.now())
})

test('nobody hears of changes any more who no longer wants to', async () => {
  const server = new FakeServer()
  const live = server.player()
  let heard = 0
  const stop = live.subscribe(() => heard++)
  await server.time.pass(10)
  expect(heard).toBe(1)
  stop()
  server.show(playerView(3))
  expect(heard).toBe(1)
})
