import { describe, expect, test } from 'vitest'
import { ServerClock } from './server-clock.ts'

/** A device whose clock is `ahead` of the server's, and a network that takes its time. */
function device(ahead: number) {
  let serverTime = 1_000_000
  let monotonic = 5_000
  const pass = (ms: number) => {
    serverTime += ms
    monotonic += ms
  }
  const clock = new ServerClock(() => monotonic, serverTime + ahead)
  return {
    clock,
    error: () => Math.abs(clock.now() - serverTime),
    ping(there: number, back: number) {
      const number = clock.ping()
      pass(there)
      const heardAt = serverTime
      pass(back)
      return clock.pong(number, heardAt)
    },
    /** Hears something that was `ms` on its way. */
    hear(ms = 0) {
      const saidAt = serverTime
      pass(ms)
      clock.guess(saidAt)
    },
    wait: pass,
    /** The device's clock stands still meanwhile. */
    sleep(ms: number) {
      serverTime += ms
    },
  }
}

describe('the server’s clock', () => {
  test('is what the device’s shows until the server was heard', () => {
    expect(device(0).error()).toBe(0)
    expect(device(-5_000).error()).toBe(5_000)
  })

  test('is known to within half the difference of the ways there and back', () => {
    const phone = device(-86_400_000)
    phone.ping(10, 30)
    expect(phone.error()).toBe(10)
    expect(phone.clock.roundTrip).toBe(40)
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
    phone.hear()
    expect(phone.error()).toBe(0)
    phone.ping(1, 1)
    phone.hear(500)
    expect(phone.error()).toBe(0)
  })

  test('is moved on by what cannot have been said later than now', () => {
    const phone = device(0)
    phone.ping(10, 30)
    phone.hear(4)
    expect(phone.error()).toBe(4)
  })

  test('is right again after a sleep in which the device’s clock stood still', () => {
    const phone = device(700)
    phone.ping(1, 1)
    phone.sleep(30_000)
    phone.hear(80)
    expect(phone.error()).toBe(80)
    phone.ping(10, 10)
    expect(phone.error()).toBe(0)
  })

  test('is moved on by a pong that took long as well', () => {
    const phone = device(0)
    phone.ping(1, 1)
    phone.sleep(30)
    phone.ping(400, 10)
    expect(phone.error()).toBe(10)
  })

  test('is not moved by a pong to a ping that was never sent', () => {
    const phone = device(0)
    expect(phone.ping(1, 1)).toBe(true)
    expect(phone.clock.pong(77, 0)).toBe(false)
    expect(phone.error()).toBe(0)
  })
})
