import { describe, expect, test } from 'vitest'
import { plainDesign, randomPool } from './pool-for-tests.ts'
import { simulate } from './simulate.ts'
import { sideOf, sidesSummary } from './simulated-sides.ts'

const pool = randomPool(200, 3, { guessing: false })
const people = Array.from({ length: 400 }, (_, person) => ({ theta: person < 200 ? -0.5 : 0.5 }))
const classification = { kind: 'SPRT', cut: 0, indifference: 0.5, alpha: 0.05, beta: 0.1 } as const
const run = (length: number) =>
  simulate(pool, { design: plainDesign, stop: { length, classification }, seed: 2 }, people).tests

describe('simulated tests against a cut score', () => {
  test('err no more often than the sequential test may, at the ends of its region', () => {
    const { accuracy, falseAbove, falseBelow, decided } = sidesSummary(run(200), people, 0)
    expect(decided).toBe(1)
    expect(falseAbove).toBeLessThanOrEqual(0.05 + 0.03)
    expect(falseBelow).toBeLessThanOrEqual(0.1 + 0.04)
    expect(accuracy).toBeCloseTo(1 - ((falseAbove ?? 0) + (falseBelow ?? 0)) / 2, 10)
  })

  test('go by the last estimate where nothing is decided', () => {
    const tests = run(3)
    const { decided } = sidesSummary(tests, people, 0)
    expect(decided).toBeLessThan(0.5)
    for (const test of tests.filter(({ ended }) => ended === 'length'))
      expect(sideOf(test, 0)).toBe((test.estimates.at(-1) ?? NaN) >= 0 ? 'above' : 'below')
  })

  test('say nothing of people whose ability nobody knows, nor of tests without a question', () => {
    const stop = { length: 5 }
    const barred = new Uint8Array(pool.size).fill(1)
    const unknown = [{}, { availability: { barred } }]
    const { tests } = simulate(pool, { design: plainDesign, stop, seed: 1 }, unknown)
    expect(tests.map((test) => sideOf(test, 0))).toEqual([expect.any(String), null])
    const nobody = { accuracy: null, falseAbove: null, falseBelow: null }
    expect(sidesSummary(tests, unknown, 0)).toEqual({ cut: 0, ...nobody, decided: 0 })
    expect(sidesSummary([], [], 0)).toEqual({ cut: 0, ...nobody, decided: null })
  })
})
