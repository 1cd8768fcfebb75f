import fc from 'fast-check'
import { describe, expect, test, type TestContext } from 'vitest'
import { calibrate, type Calibration } from '../src/calibration/calibrate.ts'
import { marginalOf } from '../src/calibration/marginal.ts'
import type { Parameters } from '../src/calibration/parameters.ts'
import { answersOf, patternsOf, type Patterns } from '../src/calibration/patterns.ts'
import { weakPriors } from '../src/calibration/priors.ts'
import { promiseAt } from '../src/calibration/scoring-step.ts'
import { standardErrors } from '../src/calibration/standard-errors.ts'
import { seededRandom } from '../src/question/parts.ts'
import { referenceText } from './reference.ts'
import { referenceNumbers } from './statistics-csv.ts'

const model = '3PL'
const nodes = Array.from({ length: 61 }, (_, node) => -6 + node / 5)
const density = nodes.map((theta) => Math.exp((-theta * theta) / 2))
const mass = density.reduce((sum, weight) => sum + weight, 0)

function patternsIn(rows: readonly (readonly number[])[], counts?: readonly number[]): Patterns {
  const people = rows.map((row) => answersOf(row))
  return patternsOf(rows[0]?.length ?? 0, people, counts)
}

function lsat(name: 'LSAT6' | 'LSAT7', context: TestContext): Patterns {
  const rows = referenceNumbers(`irt/${name}_patterns.csv`, context)
  return patternsIn(
    rows.map((row) => row.slice(0, 5)),
    rows.map((row) => row[5] ?? 0),
  )
}

/** Within so much of each of the figures. */
function expectNear(found: ArrayLike<number>, expected: readonly number[], within: number) {
  for (const [at, value] of expected.entries())
    expect(Math.abs((found[at] ?? NaN) - value), `item ${at + 1}`).toBeLessThan(within)
}

function difficulties({ slope, intercept }: Parameters): Float64Array {
  return slope.map((a, item) => -(intercept[item] ?? NaN) / a)
}

/** The marginal log likelihood, written the plain way. */
function plainLogLikelihood({ size, start, count, answers }: Patterns, of: Parameters): number {
  const right = Array.from(of.slope, (a, item) =>
    nodes.map((theta) => {
      const c = of.guessing[item] ?? 0
      return c + (1 - c) / (1 + Math.exp(-(a * theta + (of.intercept[item] ?? 0))))
    }),
  )
  let total = 0
  for (let pattern = 0; pattern < size; pattern++) {
    const given = answers.subarray(start[pattern], start[pattern + 1])
    let likelihood = 0
    for (const [node, weight] of density.entries()) {
      let product = weight / mass
      for (const code of given) {
        const p = right[code >> 1]?.[node] ?? NaN
        product *= code % 2 === 1 ? p : 1 - p
      }
      likelihood += product
    }
    total += (count[pattern] ?? 0) * Math.log(likelihood)
  }
  return total
}

/** Differences of the plain log likelihood by one kind of parameter; guessing stays above 0. */
function slopesOf(patterns: Patterns, at: Parameters, kind: keyof Parameters): Float64Array {
  const h = 1e-4
  return at[kind].map((value, item) => {
    const below = kind === 'guessing' && value < h ? value : value - h
    const valueAt = (moved: number) =>
      plainLogLikelihood(patterns, { ...at, [kind]: at[kind].with(item, moved) })
    return (valueAt(value + h) - valueAt(below)) / (value + h - below)
  })
}

/** What a step promises at these parameters, in log likelihood. */
function promiseWith(calibration: Calibration, parameters: Parameters): number {
  const { likelihood, logLikelihood } = marginalOf({ ...calibration, parameters })
  logLikelihood()
  return promiseAt(likelihood, parameters, calibration.freedom)
}

describe('3PL with estimated guessing is at the maximum', () => {
  test('LSAT7: as in the tests of mirt', (context) => {
    const found = calibrate(lsat('LSAT7', context), { model })
    expect(found.converged).toBe(true)
    expect(Math.abs(found.logLikelihood - -2658.055)).toBeLessThan(0.01)
    const { parameters } = found
    // Its test-15-IRTpars.R; it stops at a tolerance of 1e-4, 0.02 before the maximum in slope 2.
    const b = [-1.85291884, -0.04877029, -1.06840017, -0.65462572, -2.43551721]
    const d = [1.86562047, 0.09404091, 1.78051762, 0.48189021, 1.86845282]
    expectNear(difficulties(parameters), b, 0.02)
    expectNear(parameters.intercept, d, 0.02)
    expect(Math.abs((parameters.guessing[1] ?? NaN) - 0.2950545)).toBeLessThan(0.01)
    const { b: seB, c: seC, method } = standardErrors(found)
    expect(method).toBe('observed')
    expect(seB[0]).toBeCloseTo(0.26, 2)
    expect(seC[1]).toBeCloseTo(0.14, 2)
  })

  // The best of six L-BFGS-B runs of SciPy from random starting points.
  test.for([
    {
      name: 'LSAT7',
      logLikelihood: -2658.0543492,
      a: [1.0071, 1.9512, 1.6652, 0.7355, 0.7676],
      b: [-1.8527, -0.042, -1.0691, -0.6552, -2.4348],
      c: [0, 0.2979, 0, 0, 0],
    },
    {
      name: 'LSAT6',
      logLikelihood: -2466.6491295,
      a: [0.8181, 0.8574, 0.8857, 0.6959, 0.659],
      b: [-3.3841, -0.7168, -0.2809, -1.8496, -3.117],
      c: [0, 0.2141, 0, 0, 0],
    },
  ] as const)('$name: as an optimiser of another kind', (expected, context) => {
    const found = calibrate(lsat(expected.name, context), { model })
    expect(found.converged).toBe(true)
    expect(found.logLikelihood).toBeCloseTo(expected.logLikelihood, 6)
    expectNear(found.parameters.slope, expected.a, 1e-3)
    expectNear(difficulties(found.parameters), expected.b, 1e-3)
    expectNear(found.parameters.guessing, expected.c, 1e-3)
  })

  test('SAT12: the same, wherever it begins', { timeout: 60_000 }, (context) => {
    const patterns = patternsIn(referenceNumbers('irt/SAT12_scored.csv', context))
    const usual = calibrate(patterns, { model })
    expect(usual.converged).toBe(true)
    expect(usual.logLikelihood).toBeCloseTo(-9434.601, 2)
    const { items } = patterns
    for (const [slope, guessing] of [
      [0.5, 0.02],
      [1.5, 0.3],
    ] as const) {
      const start = {
        slope: new Float64Array(items).fill(slope),
        intercept: new Float64Array(items),
        guessing: new Float64Array(items).fill(guessing),
      }
      const found = calibrate(patterns, { model, start })
      expect(found.logLikelihood).toBeCloseTo(usual.logLikelihood, 2)
      expect(found.converged).toBe(true)
    }
  })

  test('twenty questions of a bank, answered by 1,000', { timeout: 60_000 }, (context) => {
    const rows = referenceText('cat/resp_3PL.txt', context).trim().split(/\s+/)
    const found = calibrate(patternsIn(rows.map((row) => Array.from(row.slice(0, 20), Number))), {
      model,
    })
    expect(found.logLikelihood).toBeGreaterThan(-11952.967 - 0.01)
    expect(found.converged).toBe(true)
  })

  test('the gradient is 0 in simulated answers, or points below a guessing of 0', () => {
    let atBound = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const patterns = simulated(3_000, 8, seed)
        const { parameters, converged, logLikelihood } = calibrate(patterns, { model })
        expect(converged).toBe(true)
        expect(plainLogLikelihood(patterns, parameters)).toBeCloseTo(logLikelihood, 6)
        for (const kind of ['slope', 'intercept'] as const)
          for (const slope of slopesOf(patterns, parameters, kind))
            expect(Math.abs(slope)).toBeLessThan(0.01)
        for (const [item, slope] of slopesOf(patterns, parameters, 'guessing').entries()) {
          const isBound = parameters.guessing[item] === 0
          if (isBound) atBound++
          expect(isBound ? slope : Math.abs(slope)).toBeLessThan(0.05)
        }
      }),
      { numRuns: 4, seed: 1 },
    )
    expect(atBound).toBeGreaterThan(0)
  }, 30_000)

  test('with priors guessing is never at its bound, and has a standard error', () => {
    const found = calibrate(simulated(400, 6, 3), { model, priors: weakPriors })
    expect(found.converged).toBe(true)
    for (const c of found.parameters.guessing) expect(c).toBeGreaterThan(0.05)
    for (const se of standardErrors(found).c) expect(se).toBeGreaterThan(0)
  })
})

describe('only a maximum is called converged', () => {
  test('where steps once stopped short of it, the score says that more is to be had', (context) => {
    const found = calibrate(lsat('LSAT7', context), { model })
    const stopped = {
      slope: Float64Array.of(1.04967, 1.80538, 1.58443, 0.83699, 0.82008),
      intercept: Float64Array.of(1.90285, 0.12391, 1.74862, 0.51641, 1.90552),
      guessing: Float64Array.of(1e-6, 0.28984, 1e-6, 1e-6, 1e-6),
    }
    const missing = found.logLikelihood - plainLogLikelihood(found.patterns, stopped)
    expect(missing).toBeGreaterThan(0.39)
    expect(promiseWith(found, stopped)).toBeGreaterThan(missing / 10)
    expect(promiseWith(found, found.parameters)).toBeLessThan(1e-8)
  })

  test.each(['1PL', '2PL', '3PL'] as const)('%s: not after a few iterations', (of) => {
    const patterns = simulated(3_000, 8, 4)
    expect(calibrate(patterns, { model: of, mostIterations: 3 }).converged).toBe(false)
    expect(calibrate(patterns, { model: of }).converged).toBe(true)
  })
})

test('guessing at 0 has no standard error, and leaves those of the others as in 2PL', () => {
  const patterns = simulated(2_000, 8, 7, 0)
  const found = calibrate(patterns, { model })
  const { a, b, c, method } = standardErrors(found)
  expect(method).toBe('observed')
  const bound = [...found.parameters.guessing.keys()].filter(
    (item) => found.parameters.guessing[item] === 0,
  )
  expect(bound.length).toBeGreaterThan(1)
  for (const item of bound) expect(c[item]).toBeNaN()
  const plain = standardErrors(calibrate(patterns, { model: '2PL' }))
  for (const item of bound) {
    expect((a[item] ?? NaN) / (plain.a[item] ?? NaN)).toBeCloseTo(1, 0)
    expect((b[item] ?? NaN) / (plain.b[item] ?? NaN)).toBeCloseTo(1, 0)
  }
})

/** Answers of N(0, 1) people by 3PL. */
function simulated(people: number, items: number, seed: number, guessing = 0.2): Patterns {
  const random = seededRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return patternsIn(
    Array.from({ length: people }, () => {
      const theta = normal()
      return Array.from({ length: items }, (_, item) => {
        const [a, b] = [0.8 + (item % 3) * 0.5, (3 * item) / items - 1.2]
        const p = guessing + (1 - guessing) / (1 + Math.exp(-a * (theta - b)))
        return random() < p ? 1 : 0
      })
    }),
  )
}
