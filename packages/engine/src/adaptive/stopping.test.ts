import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { columnsOf, type ScoredItem } from './answers.ts'
import { classify } from './classification.ts'
import { probability } from './model.ts'
import { normalQuantile } from './normal-quantile.ts'
import { stopReason, type Progress, type StopRules } from './stopping.ts'

const right = (count: number) =>
  columnsOf(Array.from({ length: count }, () => ({ a: 1, b: 0, score: 1 })))

function after(rules: StopRules, part: Partial<Progress> = {}) {
  const ability = { theta: 1, se: 0.4 }
  return stopReason(rules, { answers: right(10), ability, now: 0, bestInformation: 1, ...part })
}

describe('a test ends', () => {
  test('by none of the rules while none holds', () => {
    expect(after({})).toBeNull()
    expect(after({ length: 11, standardError: 0.3, deadline: 1, leastInformation: 0.5 })).toBeNull()
  })

  test('by length, by the clock, by the standard error', () => {
    expect(after({ length: 10 })).toBe('length')
    expect(after({ deadline: 5_000 }, { now: 5_000 })).toBe('time')
    expect(after({ standardError: 0.4 })).toBe('standard error')
  })

  test('when nothing is left, or nothing worth asking', () => {
    expect(after({ leastInformation: 0.2 }, { bestInformation: 0.1 })).toBe('nothing worth asking')
    expect(after({}, { bestInformation: -1 })).toBe('nothing left')
  })

  test('not by precision before the least length, but by length and time all the same', () => {
    expect(after({ atLeast: 11, standardError: 0.5, leastInformation: 2 })).toBeNull()
    expect(after({ atLeast: 11, length: 10 })).toBe('length')
  })

  test('by what it was for, where it runs out of questions or time just then', () => {
    const out = { length: 10, deadline: 0, leastInformation: 2 }
    const all = { ...out, standardError: 0.4 }
    const classification = { kind: 'interval', cut: 0, confidence: 0.95 } as const
    expect(after({ ...all, classification }, { bestInformation: -1 })).toBe('above the cut')
    expect(after(all, { bestInformation: -1 })).toBe('standard error')
    expect(after({ ...all, atLeast: 11 }, { bestInformation: -1 })).toBe('length')
    expect(after(out, { bestInformation: -1 })).toBe('length')
  })

  test('when the side of the cut is decided', () => {
    const interval = { kind: 'interval', cut: 0, confidence: 0.95 } as const
    expect(after({ classification: interval })).toBe('above the cut')
    expect(after({ classification: { ...interval, cut: 2 } })).toBe('below the cut')
    expect(after({ classification: { ...interval, cut: 0.5 } })).toBeNull()
    const ratio = { kind: 'SPRT', cut: 0, indifference: 0.5, alpha: 0.05, beta: 0.05 } as const
    expect(after({ classification: ratio })).toBe('above the cut')
    expect(after({ classification: ratio }, { answers: right(3) })).toBeNull()
  })
})

test('the sequential test errs no more often than it may', () => {
  const rule = { kind: 'SPRT', cut: 0.3, indifference: 0.4, alpha: 0.05, beta: 0.1 } as const
  const random = seededRandom(5)
  const errors = (theta: number, wrong: 'above' | 'below') => {
    let count = 0
    for (let person = 0; person < 1_000; person++) {
      const answers: ScoredItem[] = []
      let side = null
      while (side === null && answers.length < 500) {
        const b = random() * 2 - 1
        answers.push({ a: 1.2, b, score: random() < probability(theta, 1.2, b) ? 1 : 0 })
        side = classify(rule, { theta: 0, se: 1 }, columnsOf(answers))
      }
      if (side === wrong) count++
    }
    return count / 1_000
  }
  expect(errors(0.3 - 0.4, 'above')).toBeLessThanOrEqual(0.065)
  expect(errors(0.3 + 0.4, 'below')).toBeLessThanOrEqual(0.12)
})

test('quantiles of the normal distribution are those of the tables', () => {
  expect(normalQuantile(0.5)).toBe(0)
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
  expect(normalQuantile(0.0001)).toBeCloseTo(-3.719016485455709, 13)
  expect(normalQuantile(1e-100)).toBeCloseTo(-21.27345356096532, 12)
})
