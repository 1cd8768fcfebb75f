import { expect, test } from 'vitest'
import { isSlow, slowCount } from './latency.ts'

const of = (connected: number, ...all: number[]) => ({
  connected,
  slowest: all.map((ms, index) => ({ id: String(index), nickname: `Player ${index}`, ms })),
})

test('a connection is slow from half a second there and back', () => {
  expect(isSlow(500)).toBe(false)
  expect(isSlow(501)).toBe(true)
})

test('slow connections are counted among the slowest, which are all that are known', () => {
  expect(slowCount(of(9, 900, 700, 400, 30, 20))).toEqual({ count: 2, orMore: false })
  expect(slowCount(of(9, 900, 800, 700, 650, 600))).toEqual({ count: 5, orMore: true })
  expect(slowCount(of(2, 900, 800))).toEqual({ count: 2, orMore: false })
  expect(slowCount(of(0))).toEqual({ count: 0, orMore: false })
})
