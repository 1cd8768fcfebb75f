import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barOverexposed, greatestExposure, noExposure } from './exposure-count.ts'
import { calibratePrices } from './exposure-price.ts'
import { plainDesign, randomPool } from './pool-for-tests.ts'
import type { SelectionRule } from './selection-rule.ts'
import { simulate, type SimulationPlan } from './simulate.ts'
import { summaryOf } from './simulation-summary.ts'
import { calibrateSympsonHetter } from './sympson-hetter.ts'

const pool = randomPool(150, 6)
const people = Array.from({ length: 300 }, (_, person) => ({ theta: (person % 61) / 20 - 1.5 }))
const plan: SimulationPlan = { design: plainDesign, stop: { length: 15 }, seed: 1 }

function summary(part: Partial<SimulationPlan>) {
  return summaryOf(simulate(pool, { ...plan, ...part }, people), people)
}

describe('simulated tests', () => {
  test('are the same again from the same seed, and others from another', () => {
    const one = simulate(pool, plan, people)
    expect(simulate(pool, plan, people).tests).toEqual(one.tests)
    expect(simulate(pool, { ...plan, seed: 2 }, people).tests).not.toEqual(one.tests)
  })

  test('give a person the same answer to a question, whatever the rule', () => {
    const design = { ...plainDesign, rule: { kind: 'random' } as const }
    const all = { ...plan, stop: { length: pool.size } }
    const [one] = simulate(pool, all, people.slice(0, 1)).tests
    const [other] = simulate(pool, { ...all, design }, people.slice(0, 1)).tests
    expect(one?.items).not.toEqual(other?.items)
    expect(one?.estimates.at(-1)).toBeCloseTo(other?.estimates.at(-1) ?? NaN, 9)
  })

  test('use known answers where there are some, and ask nothing that has none', () => {
    const scores = Array.from({ length: pool.size }, (_, item) => (item % 3 === 0 ? 255 : 1))
    const [test] = simulate(pool, { ...plan, stop: { length: 150 } }, [{ scores }]).tests
    expect(test?.items).toHaveLength(100)
    expect(test?.items.some((item) => item % 3 === 0)).toBe(false)
    expect(test?.ended).toBe('nothing left')
    expect(test?.estimates.at(-1)).toBeGreaterThan(2.5)
  })

  test('end at a standard error where that is asked for', () => {
    const { tests } = simulate(pool, { ...plan, stop: { length: 150, standardError: 0.4 } }, people)
    for (const { standardErrors, ended } of tests) {
      expect(ended).toBe('standard error')
      expect(standardErrors.at(-1)).toBeLessThanOrEqual(0.4)
      expect(standardErrors.at(-2)).toBeGreaterThan(0.4)
    }
  })

  test('end by the time that their questions take, and ask nothing whose time nobody knows', () => {
    const seconds = Float64Array.from({ length: pool.size }, (_, item) =>
      item % 4 === 0 ? NaN : 10 + item,
    )
    const stop = { length: 150, deadline: 400_000 }
    const [one, other] = simulate(pool, { ...plan, stop }, [{ theta: 0, seconds }, {}]).tests
    const taken = Array.from(one?.items ?? [], (item) => seconds[item] ?? NaN)
    expect(one?.ended).toBe('time')
    expect(one?.seconds).toBe(taken.reduce((sum, each) => sum + each, 0))
    expect(one?.seconds).toBeGreaterThanOrEqual(400)
    expect((one?.seconds ?? 0) - (taken.at(-1) ?? 0)).toBeLessThan(400)
    expect(other).toMatchObject({ ended: 'length', seconds: null })
  })

  test('come to what was seen when nothing else is left, but never to what can’t be asked', () => {
    const scores = Array.from({ length: pool.size }, (_, item) => (item < 10 ? 255 : 1))
    const reserve = Uint8Array.from({ length: pool.size }, (_, item) => (item < 20 ? 1 : 0))
    const stop = { length: 150, leastInformation: 0 }
    const [one] = simulate(pool, { ...plan, stop }, [{ scores, availability: { reserve } }]).tests
    expect(one?.items).toHaveLength(140)
    expect(one?.items.slice(130).toSorted()).toEqual(
      Int32Array.from({ length: 10 }, (_, at) => at + 10),
    )
    expect(one?.ended).toBe('nothing left')
  })

  test('say where ML had no finite estimate', () => {
    const design = { ...plainDesign, method: 'ML' } as const
    const { tests } = simulate(pool, { ...plan, design }, people.slice(0, 20))
    for (const { bounds, estimates } of tests) {
      expect(bounds[0]).not.toBeNull()
      for (const [index, bound] of bounds.entries())
        if (bound !== null) expect(Math.abs(estimates[index] ?? 0)).toBe(6)
    }
  })

  test('are summed up: errors, length, exposure', () => {
    const known = simulate(pool, plan, people)
    const whole = summaryOf(known, people)
    expect(whole.meanLength).toBe(15)
    expect(whole.maxExposure).toBe(1)
    expect(whole.rmse).toBeGreaterThan(Math.abs(whole.bias ?? 0))
    expect(whole.correlation).toBeGreaterThan(0.8)
    expect(summaryOf(known, people, 5).rmse).toBeGreaterThan(whole.rmse ?? 0)
    expect(summaryOf(known, [])).toMatchObject({ bias: null, rmse: null, correlation: null })
  })
})

describe('exposure', () => {
  test('is never over the limit, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.array(fc.array(fc.nat(9), { maxLength: 6 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 80 }),
        (most, tests, planned) => {
          const count = noExposure(10)
          for (const wanted of tests) {
            const barred = new Uint8Array(10)
            barOverexposed(count, most, barred, planned)
            for (const item of new Set(wanted))
              if (barred[item] === 0) count.asked[item] = (count.asked[item] ?? 0) + 1
            count.tests++
            const limit = Math.max(1, most * Math.max(planned, count.tests) + 1e-9)
            for (const asked of count.asked) expect(asked).toBeLessThanOrEqual(limit)
          }
        },
      ),
    )
  })

  test('restricted: the limit holds to the question', () => {
    const { exposure } = simulate(pool, { ...plan, mostExposure: 0.25 }, people)
    expect(greatestExposure(exposure)).toBeLessThanOrEqual(0.25)
  })

  test.each([
    ['prices', 40],
    ['prices', 300],
    ['restricted', 40],
    ['restricted', 300],
  ])('%s: no test of %i runs dry in a small bank, and the limit holds', (control, tests) => {
    const small = randomPool(50, 6)
    const settings = { design: plainDesign, length: 12, most: 0.3, seed: 1, people: 300 }
    const prices = control === 'prices' ? { prices: calibratePrices(small, settings) } : {}
    const short = { ...plan, ...prices, stop: { length: 12 }, mostExposure: 0.3 }
    const simulated = simulate(small, short, people.slice(0, tests))
    for (const { items } of simulated.tests) expect(items).toHaveLength(12)
    expect(greatestExposure(simulated.exposure)).toBeLessThanOrEqual(0.3)
  })

  test('with prices: the limit holds at little loss of precision', () => {
    const settings = { design: plainDesign, length: 15, most: 0.3, seed: 1, people: 600 }
    const prices = calibratePrices(pool, settings)
    const priced = summary({ prices, mostExposure: 0.3 })
    const free = summary({})
    expect(priced.maxExposure).toBeLessThanOrEqual(0.3)
    expect(priced.questionsUsed).toBeGreaterThan(free.questionsUsed)
    expect(priced.rmse).toBeLessThan((free.rmse ?? 0) * 1.15)
  })

  test('by Sympson and Hetter: near the limit on other people than it was found with', () => {
    const { admission, exposures } = calibrateSympsonHetter(pool, plan, 0.3, {
      people: 400,
      rounds: 8,
    })
    expect(exposures[0]).toBe(1)
    expect(exposures.at(-1)).toBeLessThan(0.4)
    const controlled = summary({ design: { ...plainDesign, admission } })
    expect(controlled.maxExposure).toBeLessThan(0.42)
    expect(controlled.meanLength).toBe(15)
  })

  test('progressive: chance first, information last', () => {
    const rule = { kind: 'progressive', length: 15, acceleration: 1 } as const
    const progressive = simulate(pool, { ...plan, design: { ...plainDesign, rule } }, people)
    expect(summaryOf(progressive, people, 1).maxExposure).toBeLessThan(0.05)
    const last = summaryOf(progressive, people)
    expect(last.maxExposure).toBeLessThan(0.95)
    expect(last.rmse).toBeLessThan((summary({}).rmse ?? 0) * 1.2)
  })

  test('progressive to a standard error: surer of being there than by chance', () => {
    const mean = (rule: SelectionRule) => {
      const stop = { length: 60, standardError: 0.4 }
      const design = { ...plainDesign, rule }
      return summaryOf(simulate(pool, { ...plan, design, stop }, people), people).meanLength
    }
    const rule = { kind: 'progressive', length: 60, acceleration: 1 } as const
    const byPrecision = mean({ ...rule, standardError: 0.4 })
    expect(byPrecision).toBeLessThan(0.9 * mean(rule))
    expect(byPrecision).toBeGreaterThan(mean({ kind: 'MFI' }))
  })

  test('randomesque: equal people get different questions', () => {
    const design = { ...plainDesign, exposure: { among: 5, slack: Infinity } }
    const first = new Set(simulate(pool, { ...plan, design }, people).tests.map((t) => t.items[0]))
    expect(first.size).toBe(5)
  })
})
