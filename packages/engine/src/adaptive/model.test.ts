import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { information, logComplement, logProbability, probability } from './model.ts'

const item = fc.record({
  theta: fc.double({ min: -6, max: 6, noNaN: true }),
  a: fc.double({ min: 0.2, max: 3, noNaN: true }),
  b: fc.double({ min: -4, max: 4, noNaN: true }),
  c: fc.constantFrom(0, 0.05, 0.2, 0.33),
  d: fc.constantFrom(1, 0.99, 0.9, 0.8),
})

describe('logistic models', () => {
  test('where ability meets difficulty, half of what guessing leaves is right', () => {
    expect(probability(0.7, 1, 0.7)).toBe(0.5)
    expect(probability(0.7, 1.3, 0.7, 0.2, 0.9)).toBeCloseTo(0.55, 12)
  })

  test('logarithms agree with the probability and stay finite far out', () => {
    fc.assert(
      fc.property(item, ({ theta, a, b, c, d }) => {
        const p = probability(theta, a, b, c, d)
        expect(Math.exp(logProbability(theta, a, b, c, d))).toBeCloseTo(p, 10)
        expect(Math.exp(logComplement(theta, a, b, c, d))).toBeCloseTo(1 - p, 10)
      }),
    )
    expect(logProbability(-5_000, 1, 0)).toBe(-5_000)
    expect(logComplement(5_000, 1, 0)).toBe(-5_000)
  })

  test('information is the squared slope over the variance, upper asymptote included', () => {
    fc.assert(
      fc.property(item, ({ theta, a, b, c, d }) => {
        const h = 1e-4
        const slope =
          (probability(theta + h, a, b, c, d) - probability(theta - h, a, b, c, d)) / (2 * h)
        const p = probability(theta, a, b, c, d)
        const expected = (slope * slope) / (p * (1 - p))
        fc.pre(expected > 1e-6)
        expect(information(theta, a, b, c, d) / expected).toBeCloseTo(1, 3)
      }),
    )
  })

  test('information vanishes far out and is never undefined', () => {
    for (const theta of [-2_000, -40, 40, 2_000])
      for (const d of [1, 0.9])
        for (const c of [0, 0.2]) expect(information(theta, 1.5, 0, c, d)).toBeCloseTo(0, 9)
  })
})
