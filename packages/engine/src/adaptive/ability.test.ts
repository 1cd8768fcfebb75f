import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { eap, map, ml, wle } from './ability.ts'
import type { ScoredItem } from './answers.ts'
import { probability } from './model.ts'
import { normal, priorFrom, standardNormal } from './prior.ts'

const item = {
  a: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
  b: fc.double({ min: -3, max: 3, noNaN: true }),
}
const scored = fc.record({ ...item, score: fc.constantFrom(0, 0.25, 0.5, 1) })
const marked = fc.record({
  ...item,
  c: fc.constantFrom(0, 0.2),
  d: fc.constantFrom(1, 0.95),
  score: fc.constantFrom(0, 1),
})

const methods = { eap, map, ml, wle } as const
const named = Object.entries(methods)

/** Answers of somebody with ability θ to questions of any difficulty. */
function answersOf(theta: number, count: number, seed: number): ScoredItem[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const a = 0.6 + random() * 1.4
    const b = random() * 4 - 2
    return { a, b, score: random() < probability(theta, a, b) ? 1 : 0 }
  })
}

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

  test('a very steep question far away neither overflows nor spoils the rest', () => {
    const steep = { a: 200, b: 5.9, score: 0 }
    const answers = answersOf(0, 20, 3)
    expect(eap([...answers, steep]).theta).toBeCloseTo(eap(answers).theta, 9)
    expect(eap([{ ...steep, score: 1 }]).theta).toBeGreaterThan(5.8)
  })

  test('more nodes change nothing that shows', () => {
    const answers = answersOf(0.4, 30, 5)
    const finer = eap(answers, standardNormal, { from: -6, to: 6, nodes: 1_201 })
    expect(eap(answers).theta).toBeCloseTo(finer.theta, 8)
    expect(eap(answers).se).toBeCloseTo(finer.se, 8)
  })
})

describe.each(named)('ability by %s', (_, estimate) => {
  test('the order of answers makes no difference', () => {
    fc.assert(
      fc.property(fc.array(marked, { minLength: 1, maxLength: 20 }), (answers) => {
        const [one, other] = [estimate(answers), estimate(answers.toReversed())]
        expect(other.theta).toBeCloseTo(one.theta, 7)
      }),
    )
  })

  test('with 1PL, more right answers never give a lower estimate', () => {
    fc.assert(
      fc.property(
        fc.array(item.b, { minLength: 2, maxLength: 25 }),
        fc.nat(),
        fc.nat(),
        (difficulties, one, other) => {
          const count = difficulties.length + 1
          const [fewer, more] = [one % count, other % count].toSorted((x, y) => x - y)
          const withRight = (right = 0) =>
            estimate(difficulties.map((b, i) => ({ a: 1, b, score: i < right ? 1 : 0 }))).theta
          expect(withRight(more)).toBeGreaterThanOrEqual(withRight(fewer) - 1e-9)
        },
      ),
    )
  })

  test('a hundred thousand answers neither underflow nor lose their certainty', () => {
    const answers = answersOf(1.234, 100_000, 7)
    const { theta, se } = estimate(answers)
    expect(Math.abs(theta - 1.234)).toBeLessThan(0.03)
    expect(se).toBeGreaterThan(0.004)
    expect(se).toBeLessThan(0.009)
  })

  test('most of many people are within two standard errors', () => {
    let within = 0
    for (let seed = 0; seed < 200; seed++) {
      const truth = (seed % 41) / 20 - 1
      const { theta, se } = estimate(answersOf(truth, 40, seed))
      if (Math.abs(theta - truth) < 2 * se) within++
    }
    expect(within).toBeGreaterThanOrEqual(184)
  })
})

describe('answers without a finite likeliest ability', () => {
  const all = (score: number) => [-1, 0, 1].map((b) => ({ a: 1, b, score }))

  test('ML says so, and gives the bound', () => {
    expect(ml(all(1), [-4, 4])).toMatchObject({ theta: 4, atBound: 'upper', pattern: 'all right' })
    expect(ml(all(0), [-4, 4])).toMatchObject({ theta: -4, atBound: 'lower', pattern: 'all wrong' })
    const mixed = [...all(1), { a: 1, b: 0, score: 0 }]
    expect(ml(mixed)).toMatchObject({ atBound: null, pattern: null })
  })

  test('MAP and weighted likelihood stay finite, and say what the answers were', () => {
    for (const estimate of [map(all(1)), wle(all(1))]) {
      expect(estimate).toMatchObject({ atBound: null, pattern: 'all right' })
      expect(estimate.theta).toBeGreaterThan(0.5)
      expect(estimate.theta).toBeLessThan(4)
    }
  })

  test('a uniform prior makes MAP the likeliest ability within it', () => {
    const uniform = { kind: 'uniform', from: -2, to: 2 } as const
    expect(map(all(1), uniform)).toMatchObject({ theta: 2, atBound: 'upper' })
    const answers = answersOf(0.3, 30, 1)
    expect(map(answers, uniform).theta).toBeCloseTo(ml(answers).theta, 8)
    expect(eap(answers, uniform).theta).toBeCloseTo(eap(answers, normal(0, 100)).theta, 1)
  })

  test('for 2PL, MAP with Jeffreys’ prior is weighted likelihood', () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 2, maxLength: 15 }), (answers) => {
        const one = map(answers, { kind: 'jeffreys' }, [-12, 12])
        expect(wle(answers, [-12, 12]).theta).toBeCloseTo(one.theta, 6)
      }),
    )
  })

  test('Jeffreys’ prior makes a proper posterior of few answers', () => {
    const { theta, se } = eap(all(1), { kind: 'jeffreys' }, { from: -10, to: 10, nodes: 401 })
    expect(theta).toBeGreaterThan(map(all(1)).theta)
    expect(se).toBeGreaterThan(1)
    expect(Number.isFinite(se)).toBe(true)
  })
})
