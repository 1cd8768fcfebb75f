import { liveClose } from '@quizmentor/contract/live-protocol'
import type { Given } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import type { LiveClient } from '../live.ts'
import { FakeServer } from './fake-server-for-tests.ts'

const yes: Given = { type: 'true_false', truth: true }

/** A player who is connected. */
async function connected(): Promise<{ server: FakeServer; live: LiveClient<'player'> }> {
  const server = new FakeServer()
  const live = server.player()
  await server.time.pass(10_000)
  return { server, live }
}

const status = (live: LiveClient<'player'>) => live.state.answer?.status

describe('an answer', () => {
  test('is sent at once, once, and received when the server says so', async () => {
    const { server, live } = await connected()
    const told = live.answer(3, yes)
    expect(live.state.answer).toEqual({ question: 3, given: yes, status: 'sent', refusal: null })
    const [said] = server.all('answer')
    server.last.say({ t: 'accepted', id: said?.id ?? '' })
    expect(await told).toBeNull()
    expect(status(live)).toBe('received')
    await server.time.pass(60_000)
    expect(server.all('answer')).toHaveLength(1)
  })

  test('waits for the connection and is sent when it is there', async () => {
    const server = new FakeServer()
    const live = server.player()
    void live.answer(0, yes)
    expect(status(live)).toBe('waiting')
    await server.time.pass(0)
    expect(status(live)).toBe('sent')
    expect(server.last.heard.slice(0, 2).map(({ t }) => t)).toEqual(['hello', 'answer'])
  })

  test('is sent again with the same id on the next connection, and settled once', async () => {
    const { server, live } = await connected()
    const told = live.answer(0, yes)
    server.last.closed(1006)
    await server.time.pass(250)
    expect(server.sockets).toHaveLength(2)
    const [first, second, ...more] = server.all('answer')
    expect(more).toEqual([])
    expect(second).toEqual(first)
    server.last.say({ t: 'accepted', id: first?.id ?? '' })
    server.last.say({ t: 'refused', id: first?.id ?? '', reason: 'already_answered' })
    expect(await told).toBeNull()
    expect(status(live)).toBe('received')
  })

  test('that is put off again and again is sent less and less often', async () => {
    const { server, live } = await connected()
    server.habits.answer = ({ id }, socket) =>
      server.time.after(10, () => socket.say({ t: 'refused', id, reason: 'try_again' }))
    void live.answer(0, yes)
    const perFiveSeconds: number[] = []
    for (let round = 0; round < 12; round++) {
      const before = server.all('answer').length
      await server.time.pass(5_000)
      perFiveSeconds.push(server.all('answer').length - before)
    }
    expect(perFiveSeconds.slice(0, 3)).toEqual([4, 2, 1])
    expect(Math.max(...perFiveSeconds.slice(3))).toBe(2)
    expect(new Set(server.all('answer').map(({ id }) => id)).size).toBe(1)
    expect(status(live)).toBe('sent')
  })

  test('refused for its number is said again, not given up', async () => {
    const { server, live } = await connected()
    const told = live.answer(0, yes)
    const id = server.all('answer')[0]?.id ?? ''
    server.last.say({ t: 'refused', id, reason: 'too_many' })
    await server.time.pass(250)
    expect(server.all('answer')).toHaveLength(2)
    server.last.say({ t: 'accepted', id })
    expect(await told).toBeNull()
  })

  test('refused by the game is settled with the reason', async () => {
    const { server, live } = await connected()
    const told = live.answer(0, yes)
    server.last.say({ t: 'refused', id: null, reason: 'too_many' })
    server.last.say({ t: 'refused', id: server.all('answer')[0]?.id ?? '', reason: 'too_late' })
    expect(await told).toBe('too_late')
    expect(live.state.answer).toMatchObject({ status: 'refused', refusal: 'too_late' })
  })

  test('without a reply over a silent socket goes over another one within three seconds', async () => {
    const { server, live } = await connected()
    const before = server.sockets.length
    server.habits.pongs = false
    void live.answer(0, yes)
    await server.time.pass(2_000)
    expect(live.state.connection).toEqual({ status: 'reconnecting', tries: 1 })
    await server.time.pass(250)
    expect(server.sockets).toHaveLength(before + 1)
    expect(server.sockets.at(-2)?.isHungUp).toBe(true)
    expect(server.last.all('answer')).toEqual(server.sockets.at(-2)?.all('answer'))
  })

  test('without a reply is waited for while the server is there, and said again with patience', async () => {
    const { server, live } = await connected()
    void live.answer(0, yes)
    await server.time.pass(2_000)
    expect(server.all('answer')).toHaveLength(1)
    await server.time.pass(58_000)
    expect(server.sockets).toHaveLength(1)
    expect(server.all('answer').length).toBeGreaterThan(5)
    expect(server.all('answer').length).toBeLessThan(12)
  })

  test('that the server takes for nonsense twice is given up; the connection is not', async () => {
    const { server, live } = await connected()
    server.habits.answer = (_, socket) => server.time.after(5, () => socket.closed(4004))
    const told = live.answer(0, yes)
    await server.time.pass(60_000)
    expect(await told).toBe('malformed')
    expect(server.all('answer')).toHaveLength(2)
    expect(live.state.connection).toEqual({ status: 'open' })
  })

  test('to a newer question is what is shown, whatever becomes of an older one', async () => {
    const { server, live } = await connected()
    void live.answer(0, yes)
    void live.answer(1, yes)
    const [older, newer] = server.all('answer')
    server.last.say({ t: 'refused', id: older?.id ?? '', reason: 'too_late' })
    expect(live.state.answer).toMatchObject({ question: 1, status: 'sent' })
    server.last.say({ t: 'accepted', id: newer?.id ?? '' })
    expect(live.state.answer).toMatchObject({ question: 1, status: 'received' })
  })

  test('is not allowed any more where the connection has ended', async () => {
    const { server, live } = await connected()
    const told = live.answer(0, yes)
    server.last.closed(liveClose.removed)
    expect(await told).toBe('not_allowed')
    expect(await live.answer(1, yes)).toBe('not_allowed')
    expect(status(live)).toBe('refused')
    expect(server.time.waiting).toBe(0)
  })
})

test('a host’s command says what its host saw, and comes through a lost connection once', async () => {
  const server = new FakeServer()
  const live = server.host()
  await server.time.pass(10)
  const told = live.command({ name: 'next' })
  server.last.closed(1006)
  await server.time.pass(1_000)
  const [first, second] = server.all('command')
  expect(first).toMatchObject({ seen: 0, command: { name: 'next' } })
  expect(second).toEqual(first)
  server.last.say({ t: 'accepted', id: first?.id ?? '' })
  expect(await told).toBeNull()
})
