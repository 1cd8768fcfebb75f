import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shares, wholePercents } from './shares.ts'

test('weights become shares of one', () => {
  expect(shares([1, 3])).toEqual([0.25, 0.75])
  expect(shares([0, 0])).toEqual([0.5, 0.5])
})

test('whole percents are near the shares and add up to 100', () => {
  expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33])
  expect(wholePercents([0.2, 0.15, 0.15, 0.2, 0.15, 0.15])).toEqual([20, 15, 15, 20, 15, 15])
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 }),
      (weights) => {
        const percents = wholePercents(weights)
        expect(percents.reduce((sum, value) => sum + value, 0)).toBe(100)
        const exact = shares(weights)
        percents.forEach((value, place) =>
          expect(Math.abs(value - (exact[place] ?? 0) * 100)).toBeLessThan(1),
        )
      },
    ),
  )
})
