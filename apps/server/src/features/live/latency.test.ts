import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import { rightAnswer, singleChoice } from '@quizmentor/engine/live/game-for-tests'
import { describe, expect, test } from 'vitest'
import { crowdOf, latencyMessage, type PlayerLatency } from './latency.ts'
import { answer, Hall } from './test-hall.ts'
import type { HeldWire } from './test-wire.ts'

const latencies = (wire: HeldWire) =>
  wire.heard.flatMap((message) => (message.t === 'latency' ? [message] : []))

/** From now on this is how long a frame takes to the wires and back. */
function setFarAway(hall: Hall, wires: readonly HeldWire[], ms: number): void {
  for (const wire of wires) wire.onPing = (data) => void hall.time.after(ms, () => wire.pong(data))
}

describe('a host', () => {
  test('is told how far away the players are, at most every two seconds; nobody else is', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const host = game.host()
    const screen = game.screen()
    const { wires } = await game.crowd(8)
    setFarAway(hall, wires, 100)
    await hall.time.advance(30_000)
    const told = latencies(host)
    expect(told.length).toBeGreaterThan(2)
    expect(told.length).toBeLessThanOrEqual(15)
    expect(told.at(-1)).toMatchObject({ connected: 8, medianMs: 100, p95Ms: 100 })
    expect(told.at(-1)?.slowest).toHaveLength(5)
    expect([screen, ...wires].flatMap(latencies)).toEqual([])
  })

  test('is told again only once there is something new', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const host = game.host()
    const { wires } = await game.crowd(1)
    await hall.time.advance(4_000)
    const before = latencies(host).length
    // No ping is due yet.
    await hall.time.advance(500)
    expect(latencies(host)).toHaveLength(before)
    wires[0]?.leave()
    await hall.time.advance(2_000)
    expect(latencies(host).at(-1)).toEqual({
      t: 'latency',
      connected: 0,
      medianMs: 0,
      p95Ms: 0,
      slowest: [],
    })
  })
})

describe('a ping', () => {
  test('comes every fifteen seconds, whoever looks on', async () => {
    const hall = new Hall()
    const { wires } = await (await hall.game()).crowd(1)
    const led = await hall.game()
    led.host()
    const lookedAt = (await led.crowd(1)).wires
    await hall.time.advance(60_000)
    expect(wires[0]?.pings.length).toBeGreaterThanOrEqual(4)
    expect(wires[0]?.pings.length).toBeLessThanOrEqual(5)
    expect(lookedAt[0]?.pings.length).toBeGreaterThanOrEqual(4)
    expect(lookedAt[0]?.pings.length).toBeLessThanOrEqual(5)
  })

  test('can’t be answered before it came, nor with what another one held', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const host = game.host()
    const [wire] = (await game.crowd(1)).wires
    if (wire === undefined) throw new Error('nobody is there')
    wire.onPing = () => {}
    await hall.time.advance(1_000)
    const [nonce = ''] = wire.pings
    await hall.time.advance(3_000)
    wire.pong('')
    wire.pong(`${nonce}x`)
    await hall.time.advance(2_000)
    wire.pong(nonce)
    // Answered twice it counts once.
    await hall.time.advance(1_000)
    wire.pong(nonce)
    await hall.time.advance(2_000)
    expect(new Set(wire.pings).size).toBe(wire.pings.length)
    const [told] = latencies(host)
    expect(told?.medianMs).toBeGreaterThanOrEqual(5_000)
    expect(told?.medianMs).toBeLessThan(6_100)
  })

  test('that is answered late gains no time to answer the question', async () => {
    const hall = new Hall()
    const game = await hall.game([[singleChoice()]], { seconds: 20 })
    game.host()
    const { wires } = await game.crowd(2)
    const [late, prompt] = wires
    if (late === undefined || prompt === undefined) throw new Error('nobody is there')
    setFarAway(hall, [late], 9_000)
    await hall.time.advance(30_000)
    await game.lead({ name: 'next' })
    await hall.time.advance(20_000 + GRACE_MS)
    for (const wire of [late, prompt]) {
      const right = answer(0, rightAnswer(game.room.state.setup, 0))
      wire.say(right)
      await hall.time.settle()
      expect(wire.heard.at(-1)).toEqual({ t: 'refused', id: right.id, reason: 'too_late' })
    }
  })

  test('to thousands goes out a few at a time', async () => {
    const hall = new Hall()
    const { wires } = await (await hall.game()).crowd(2_000)
    const pinged = () => wires.filter((wire) => wire.pings.length > 0).length
    await hall.time.advance(200)
    expect(pinged()).toBe(100)
    await hall.time.advance(4_000)
    expect(pinged()).toBe(2_000)
  })

  test('without an answer in fifteen seconds cuts the connection', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(2)
    const [dead, living] = wires
    if (dead === undefined || living === undefined) throw new Error('nobody is there')
    dead.onPing = () => {}
    await hall.time.advance(20_000)
    expect(dead.isTerminated).toBe(true)
    expect(living.isOpen).toBe(true)
    expect(game.room.audience.size).toBe(1)
  })
})

describe('the numbers', () => {
  const players = (all: readonly (number | null)[]) =>
    all.map((ms, index) => ({ id: String(index), nickname: `N${index}`, ms }))

  test('are median, 95th percentile and the five slowest, slowest first', () => {
    const message = messageOf(players(Array.from({ length: 100 }, (_, index) => index + 1)))
    expect(message).toMatchObject({ connected: 100, medianMs: 50, p95Ms: 95 })
    expect(message?.slowest.map(({ ms }) => ms)).toEqual([100, 99, 98, 97, 96])
  })

  test('count those who are connected, and measure those who answered', () => {
    expect(messageOf(players([null, 30, null]))).toMatchObject({ connected: 3, medianMs: 30 })
    expect(messageOf(players([null, null]))).toBeNull()
  })
})

function messageOf(players: readonly PlayerLatency[]) {
  return latencyMessage([crowdOf(players)])
}
