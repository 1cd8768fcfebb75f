import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextPart } from './balance.ts'

const weights = fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
})

test('after any number of questions every part is within one of its share', () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 120 }), (parts, questions) => {
      const total = parts.reduce((sum, each) => sum + each, 0)
      const asked = parts.map(() => 0)
      for (let count = 1; count <= questions; count++) {
        const part = nextPart(parts, asked, () => true)
        asked[part] = (asked[part] ?? 0) + 1
        for (const [at, weight] of parts.entries())
          expect(Math.abs((asked[at] ?? 0) - (weight / total) * count)).toBeLessThan(1 + 1e-9)
      }
    }),
  )
})

test('parts with nothing left or no share are passed over', () => {
  expect(nextPart([1, 1], [0, 5], (part) => part === 1)).toBe(1)
  expect(nextPart([0, 1], [0, 9], () => true)).toBe(1)
  expect(nextPart([1, 1], [0, 0], () => false)).toBe(-1)
  expect(nextPart([], [], () => true)).toBe(-1)
})
