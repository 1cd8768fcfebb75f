import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { eap } from './ability.ts'
import type { ScoredItem } from './answers.ts'
import { probability } from './model.ts'
import { normal, priorFrom, standardNormal } from './prior.ts'

const scored = fc.record({
  a: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
  b: fc.double({ min: -3, max: 3, noNaN: true }),
  score: fc.constantFrom(0, 0.25, 0.5, 1),
})

describe('ability by EAP', () => {
  test('nothing answered: the prior', () => {
    const { theta, se } = eap([])
    expect(theta).toBeCloseTo(0, 10)
    expect(se).toBeCloseTo(1, 6)
    expect(eap([], normal(1, 0.5)).theta).toBeCloseTo(1, 8)
  })

  test('a better score on any answer never lowers the estimate', () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 1, maxLength: 20 }), fc.nat(), (answers, at) => {
        const index = at % answers.length
        const better = answers.map((answer, i) => (i === index ? { ...answer, score: 1 } : answer))
        expect(eap(better).theta).toBeGreaterThanOrEqual(eap(answers).theta - 1e-9)
      }),
    )
  })

  test('the order of answers makes no difference', () => {
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 20 }), (answers) => {
        expect(eap(answers.toReversed()).theta).toBeCloseTo(eap(answers).theta, 9)
      }),
    )
  })

  test('two thousand answers neither underflow nor lose their certainty', () => {
    const random = seededRandom(7)
    const answers: ScoredItem[] = Array.from({ length: 2_000 }, () => {
      const b = random() * 4 - 2
      return { a: 1, b, score: random() < probability(1.2, 1, b) ? 1 : 0 }
    })
    const { theta, se } = eap(answers)
    expect(theta).toBeGreaterThan(1)
    expect(theta).toBeLessThan(1.4)
    expect(se).toBeLessThan(0.06)
  })

  test('half a point counts between a right and a wrong answer', () => {
    const at = (score: number) => eap([{ a: 1, b: 0, score }]).theta
    expect(at(0.5)).toBeCloseTo(0, 9)
    expect(at(1)).toBeGreaterThan(at(0.5))
    expect(at(0)).toBeCloseTo(-at(1), 9)
  })

  test('what was known before is the prior, but never so certain that nothing moves it', () => {
    expect(priorFrom(null)).toEqual(standardNormal)
    expect(priorFrom({ theta: 1, se: 0.5 })).toEqual(normal(1, 0.5))
    const settled = priorFrom({ theta: 1, se: 0.01 })
    const misses = Array.from({ length: 10 }, () => ({ a: 1, b: 0, score: 0 }))
    expect(eap(misses, settled).theta).toBeLessThan(0.7)
  })
})
