import { describe, expect, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { calibrate, informationCriteria } from '../src/calibration/calibrate.ts'
import { difficultyAfter, type Rating } from '../src/calibration/online.ts'
import { itemOf } from '../src/calibration/parameters.ts'
import { answersOf, patternsOf } from '../src/calibration/patterns.ts'
import { residualsOf } from '../src/calibration/residuals.ts'
import { scoreFit } from '../src/calibration/score-fit.ts'
import { standardErrors } from '../src/calibration/standard-errors.ts'
import { correlation, mean } from '../src/statistics/moments.ts'
import { reference, referenceText } from './reference.ts'
import { referenceNumbers } from './statistics-csv.ts'

const item = z.object({ a: z.number(), b: z.number() })
const fit = z.object({
  logLik: z.number(),
  AIC: z.number(),
  BIC: z.number(),
  items_IRT: z.array(item),
})
/** Calibrations that take seconds where others are at work on the machine. */
const long = { timeout: 60_000 }

const lsat = z.object({ fits: z.record(z.string(), fit) })

function lsatPatterns(name: string, context: TestContext) {
  const rows = referenceNumbers(`irt/${name}_patterns.csv`, context)
  const people = rows.map((row) => answersOf(row.slice(0, 5)))
  return patternsOf(
    5,
    people,
    rows.map((row) => row[5] ?? 0),
  )
}

function complete(rows: readonly number[][]) {
  return patternsOf(
    rows[0]?.length ?? 0,
    rows.map((row) => answersOf(row)),
  )
}

function difficulty(parameters: Parameters<typeof itemOf>[0], index: number): number {
  const [slope, intercept] = itemOf(parameters, index)
  return -intercept / slope
}

describe('the same parameters as mirt and ltm', () => {
  test.for([
    ['LSAT6', '2PL'],
    ['LSAT6', '1PL'],
    ['LSAT7', '2PL'],
    ['LSAT7', '1PL'],
  ] as const)('%s, %s', ([name, model], context) => {
    const expected = reference('irt/mirt_LSAT6_LSAT7.json', lsat, context).fits[`${name}_${model}`]
    const found = calibrate(lsatPatterns(name, context), { model })
    expect(found.converged).toBe(true)
    expect(found.logLikelihood).toBeCloseTo(expected?.logLik ?? NaN, 5)
    for (const [index, { a, b }] of expected?.items_IRT.entries() ?? []) {
      expect(found.parameters.slope[index]).toBeCloseTo(a, 4)
      expect(difficulty(found.parameters, index)).toBeCloseTo(b, 4)
    }
    const { aic, bic } = informationCriteria(found)
    expect(aic).toBeCloseTo(expected?.AIC ?? NaN, 4)
    expect(bic).toBeCloseTo(expected?.BIC ?? NaN, 4)
  })

  const sat12 = z.object({
    logLik: z.number(),
    items: z.array(item),
    itemfit: z.array(z.object({ S_X2: z.number(), 'df.S_X2': z.int(), 'p.S_X2': z.number() })),
    EAP: z.array(z.number()),
  })

  test('SAT12: parameters, S-X² and abilities', (context) => {
    const expected = reference('irt/mirt_SAT12_2PL.json', sat12, context)
    const rows = referenceNumbers('irt/SAT12_scored.csv', context)
    const found = calibrate(complete(rows), { model: '2PL' })
    expect(found.logLikelihood).toBeCloseTo(expected.logLik, 5)
    for (const [index, { a, b }] of expected.items.entries()) {
      expect(found.parameters.slope[index]).toBeCloseTo(a, 4)
      expect(difficulty(found.parameters, index)).toBeCloseTo(b, 2)
    }
    const fits = scoreFit(found)
    for (const [index, of] of expected.itemfit.entries()) {
      expect(fits?.[index]?.statistic).toBeCloseTo(of.S_X2, 4)
      expect(fits?.[index]?.df).toBe(of['df.S_X2'])
      expect(fits?.[index]?.p).toBeCloseTo(of['p.S_X2'], 5)
    }
    const { theta } = residualsOf(found)
    // People who answered alike are one pattern; patterns are in the order of their first.
    const first = [...new Set(rows.map((row) => row.join()))]
    for (const [person, row] of rows.entries()) {
      const found = theta[first.indexOf(row.join())] ?? NaN
      expect(Math.abs(found - (expected.EAP[person] ?? NaN))).toBeLessThan(1e-4)
    }
  })

  test('1PL on the scale of ltm, with its standard errors', (context) => {
    const found = calibrate(lsatPatterns('LSAT6', context), { model: '1PL' })
    const { a, b, method } = standardErrors(found)
    expect(method).toBe('observed')
    // Rizopoulos (2006), Journal of Statistical Software 17(5): summary(rasch(LSAT)).
    expect(a[0]).toBeCloseTo(0.0694, 4)
    for (const [index, se] of [0.3266, 0.1422, 0.0977, 0.1691, 0.251].entries())
      expect(b[index]).toBeCloseTo(se, 4)
  })

  test('2PL standard errors within the quadrature error of ltm', (context) => {
    const { a, b } = standardErrors(calibrate(lsatPatterns('LSAT6', context), { model: '2PL' }))
    // summary(ltm(LSAT ~ z1)), 21 Gauss-Hermite nodes.
    for (const [index, se] of [0.2581, 0.1867, 0.2326, 0.1852, 0.21].entries())
      expect(Math.abs((a[index] ?? NaN) - se)).toBeLessThan(5e-4)
    for (const [index, se] of [0.8669, 0.3073, 0.0997, 0.4341, 0.87].entries())
      expect(Math.abs((b[index] ?? NaN) - se)).toBeLessThan(2e-3)
  })
})

test('known parameters come back from answers of 1,000, within their errors', long, (context) => {
  const bank = referenceNumbers('cat/bank500.csv', context)
  const rows = referenceText('cat/resp_2PL.txt', context).trim().split(/\s+/)
  const patterns = patternsOf(
    bank.length,
    rows.map((row) => answersOf(Array.from(row, Number))),
  )
  const found = calibrate(patterns, { model: '2PL', tolerance: 1e-3 })
  const { a, b, method } = standardErrors(found)
  expect(method).toBe('item by item')
  const far = bank.filter(([, trueA = NaN, trueB = NaN], index) => {
    const [slope] = itemOf(found.parameters, index)
    return (
      Math.abs(slope - trueA) > 2.576 * (a[index] ?? NaN) ||
      Math.abs(difficulty(found.parameters, index) - trueB) > 2.576 * (b[index] ?? NaN)
    )
  })
  // 1 % of slopes and 1 % of difficulties are expected further away than 2.576 standard errors.
  expect(far.length / bank.length).toBeLessThan(0.06)
})

test('difficulties rated answer by answer come near the true ones', (context) => {
  const events = referenceNumbers('elo/events_1PL.csv', context)
  const truth = referenceText('elo/true_b.csv', context).trim().split(/\s+/).map(Number)
  const unknown: Rating = { value: 0, se: 1 }
  const items = truth.map(() => unknown)
  const people = new Map<number, Rating>()
  for (const [person = 0, index = 0, right] of events) {
    const theta = people.get(person) ?? unknown
    const before = items[index] ?? unknown
    items[index] = difficultyAfter(before, theta, 1, right === 1)
    const mirrored = difficultyAfter(
      { value: -theta.value, se: theta.se },
      { value: -before.value, se: before.se },
      1,
      right === 1,
    )
    people.set(person, { value: -mirrored.value, se: mirrored.se })
  }
  const found = items.map(({ value }) => value)
  expect(correlation(found, truth)).toBeGreaterThan(0.99)
  const error = Math.sqrt(mean(found.map((value, index) => (value - (truth[index] ?? NaN)) ** 2)))
  expect(error).toBeLessThan(0.15)
})

test('a 3PL of 10,000 people: guessing explains what 2PL does not', long, (context) => {
  const file = '../responses/psychotools_Sim3PL.csv'
  const patterns = complete(referenceNumbers(file, context))
  expect(patterns.persons).toBe(10_000)
  expect(patterns.size).toBeLessThan(1_000)
  const twoPL = calibrate(patterns, { model: '2PL' })
  const fixed = calibrate(patterns, { model: '3PL', guessing: 0.2 })
  const free = calibrate(patterns, { model: '3PL' })
  expect(free.converged).toBe(true)
  expect(fixed.logLikelihood).toBeGreaterThan(twoPL.logLikelihood)
  expect(free.logLikelihood).toBeGreaterThan(fixed.logLikelihood)
  expect(new Set(fixed.parameters.guessing)).toEqual(new Set([0.2]))
  for (const c of free.parameters.guessing) expect(c).toBeLessThan(0.5)
  for (const se of standardErrors(free).c) expect(se).toBeGreaterThan(0)
})
