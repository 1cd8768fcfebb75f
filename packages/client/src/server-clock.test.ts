import { describe, expect, test } from 'vitest'
import { ServerClock } from './server-clock.ts'

/** A device whose clock is `ahead` of the server's, and a network that takes its time. */
function device(ahead: number) {
  let serverTime = 1_000_000
  const clock = new ServerClock(() => serverTime + ahead)
  return {
    clock,
    error: () => Math.abs(clock.now() - serverTime),
    ping(there: number, back: number) {
      const number = clock.ping()
      serverTime += there
      const heardAt = serverTime
      serverTime += back
      clock.pong(number, heardAt)
    },
    guess: () => clock.guess(serverTime),
    wait(ms: number) {
      serverTime += ms
    },
  }
}

describe('the server’s clock', () => {
  test('is known to within half the difference of the ways there and back', () => {
    const phone = device(-86_400_000)
    phone.ping(10, 30)
    expect(phone.error()).toBe(10)
  })

  test('is best known from the quickest round trip, whichever came first', () => {
    for (const trips of [
      [
        [5, 5],
        [400, 20],
      ],
      [
        [400, 20],
        [5, 5],
      ],
    ] as const) {
      const phone = device(12_345)
      for (const [there, back] of trips) phone.ping(there, back)
      expect(phone.error()).toBe(0)
    }
  })

  test('is guessed from the first message until a ping is back', () => {
    const phone = device(99_000)
    phone.guess()
    expect(phone.error()).toBe(0)
    phone.ping(1, 1)
    phone.wait(500)
    phone.clock.guess(0)
    expect(phone.error()).toBe(0)
  })

  test('is not moved by a pong to a ping that was never sent', () => {
    const phone = device(0)
    phone.ping(1, 1)
    phone.clock.pong(77, 0)
    expect(phone.error()).toBe(0)
  })
})
