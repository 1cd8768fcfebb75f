import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { derivatives } from './derivatives.ts'
import { gradedResponse } from './graded-response.ts'
import { informationPeak } from './information-peak.ts'
import { information, probability } from './model.ts'
import { partialCredit } from './partial-credit.ts'
import type { CategoryCurves } from './category-curves.ts'

const theta = fc.double({ min: -4, max: 4, noNaN: true })
const a = fc.double({ min: 0.3, max: 2.5, noNaN: true })
const b = fc.double({ min: -3, max: 3, noNaN: true })
const c = fc.constantFrom(0, 0.1, 0.25)
const d = fc.constantFrom(1, 0.95, 0.85)

const h = 1e-4

/** The slope of `f` by central differences. */
function slopeOf(f: (x: number) => number, x: number): number {
  return (f(x + h) - f(x - h)) / (2 * h)
}

describe('questions scored right or wrong', () => {
  test('each derivative is the slope of the one before', () => {
    fc.assert(
      fc.property(theta, a, b, c, d, (...at) => {
        const [x, ...item] = at
        const here = derivatives(x, ...item)
        const of = (pick: (found: ReturnType<typeof derivatives>) => number) =>
          slopeOf((t) => pick(derivatives(t, ...item)), x)
        expect(here.probability).toBeCloseTo(probability(x, ...item), 12)
        expect(here.information).toBeCloseTo(information(x, ...item), 12)
        expect(here.slope).toBeCloseTo(
          of(({ probability: p }) => p),
          6,
        )
        expect(here.curvature).toBeCloseTo(
          of(({ slope }) => slope),
          6,
        )
        expect(here.third).toBeCloseTo(
          of(({ curvature }) => curvature),
          6,
        )
        expect(here.informationSlope).toBeCloseTo(
          of(({ information: i }) => i),
          6,
        )
        expect(here.informationCurvature).toBeCloseTo(
          of(({ informationSlope }) => informationSlope),
          5,
        )
      }),
    )
  })

  test('information is never negative, and greatest at its peak', () => {
    fc.assert(
      fc.property(theta, a, b, c, d, (x, ...item) => {
        const peak = informationPeak(...item)
        const here = information(x, ...item)
        expect(here).toBeGreaterThanOrEqual(0)
        expect(here).toBeLessThanOrEqual(information(peak, ...item) * (1 + 1e-9))
        expect(derivatives(peak, ...item).informationSlope).toBeCloseTo(0, 7)
      }),
    )
  })
})

describe.each([
  { name: 'graded response', model: gradedResponse },
  { name: 'generalised partial credit', model: partialCredit },
])('$name', ({ model }) => {
  const thresholds = fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 5 })
    .map((list) => list.toSorted((one, other) => one - other))
    .filter((list) => list.every((each, k) => k === 0 || each - (list[k - 1] ?? 0) > 0.05))

  test('some score is certain, and derivatives are slopes', () => {
    fc.assert(
      fc.property(theta, a, thresholds, (x, slope, steps) => {
        const here = model(x, slope, steps)
        const sum = (list: Float64Array) => list.reduce((all, each) => all + each, 0)
        expect(here.probability).toHaveLength(steps.length + 1)
        expect(sum(here.probability)).toBeCloseTo(1, 10)
        expect(sum(here.slope)).toBeCloseTo(0, 10)
        expect(here.information).toBeGreaterThanOrEqual(0)
        const of = (pick: (found: CategoryCurves) => number | undefined) =>
          slopeOf((t) => pick(model(t, slope, steps)) ?? NaN, x)
        for (let k = 0; k <= steps.length; k++) {
          expect(Math.exp(here.logProbability[k] ?? NaN)).toBeCloseTo(
            here.probability[k] ?? NaN,
            12,
          )
          expect(here.slope[k]).toBeCloseTo(
            of(({ probability: p }) => p[k]),
            6,
          )
          expect(here.curvature[k]).toBeCloseTo(
            of(({ slope: s }) => s[k]),
            6,
          )
        }
        const expected = here.slope.reduce(
          (all, each, k) => all + (each * each) / (here.probability[k] ?? NaN),
          0,
        )
        expect(here.information).toBeCloseTo(expected, 8)
        expect(here.informationSlope).toBeCloseTo(
          of((found) => found.information),
          6,
        )
      }),
    )
  })

  test('with one threshold it is 2PL', () => {
    fc.assert(
      fc.property(theta, a, b, (x, slope, step) => {
        const here = model(x, slope, [step])
        const same = derivatives(x, slope, step)
        expect(here.probability[1]).toBeCloseTo(same.probability, 12)
        expect(here.curvature[1]).toBeCloseTo(same.curvature, 12)
        expect(here.information).toBeCloseTo(same.information, 12)
        expect(here.informationSlope).toBeCloseTo(same.informationSlope, 12)
      }),
    )
  })

  test('far out logarithms stay finite', () => {
    for (const x of [-500, 500]) {
      const { logProbability, information: i } = model(x, 1.5, [-1, 0, 2])
      expect(logProbability.every(Number.isFinite)).toBe(true)
      expect(i).toBeCloseTo(0, 12)
    }
  })
})
