import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minimum } from './minimum.ts'
import { root } from './root.ts'

const shift = fc.double({ min: -4, max: 4, noNaN: true })

test('a root is found to the last digits', () => {
  fc.assert(
    fc.property(shift, (at) => {
      expect(root((x) => Math.tanh(x - at), -6, 6, 1e-12)).toBeCloseTo(at, 10)
      expect(root((x) => (x - at) * (1 + (x - at) * (x - at)), -6, 6, 1e-12)).toBeCloseTo(at, 10)
    }),
  )
  expect(root((x) => x, 0, 5, 1e-9)).toBe(0)
  expect(root((x) => x - 5, 0, 5, 1e-9)).toBe(5)
})

test('a minimum is found as well as a parabola allows', () => {
  fc.assert(
    fc.property(shift, (at) => {
      expect(minimum((x) => (x - at) * (x - at), -6, 6, 1e-9)).toBeCloseTo(at, 6)
      expect(minimum((x) => Math.abs(x - at), -6, 6, 1e-9)).toBeCloseTo(at, 6)
    }),
  )
  expect(minimum((x) => x, -2, 3, 1e-6)).toBeCloseTo(-2, 5)
})
