import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { itemStatistics } from '../src/statistics/item-statistics.ts'
import { columnOf, totalsOf } from '../src/statistics/marks.ts'
import {
  questionStatistics,
  quizStatistics,
  type QuizStatistics,
} from '../src/statistics/quiz-statistics.ts'
import { reliabilityOf } from '../src/statistics/reliability.ts'
import { reference } from './reference.ts'
import { referenceNumbers, referenceRows } from './statistics-csv.ts'

/** As near as Moodle's own tests ask for. */
function expectNear(value: number | null | undefined, expected: number, relative = 1.5e-5): void {
  expect(Math.abs((value ?? NaN) - expected)).toBeLessThanOrEqual(Math.abs(expected) * relative)
}

describe('the classical statistics of LSAT6 and LSAT7 as ltm and mirt give them', () => {
  const file = z.record(
    z.string(),
    z.object({ p: z.array(z.number()), pbis_rest: z.array(z.number()), alpha: z.number() }),
  )
  test.for(['LSAT6', 'LSAT7'])('%s', (name, context) => {
    const expected = reference('irt/ctt_LSAT6_LSAT7.json', file, context)[name]
    const rows = referenceNumbers(`irt/${name}_patterns.csv`, context).flatMap((cells) =>
      Array.from({ length: cells[5] ?? 0 }, () => cells.slice(0, 5)),
    )
    const marks = { rows, most: [1, 1, 1, 1, 1] }
    const { alpha, standardError } = reliabilityOf(marks)
    expectNear(alpha, expected?.alpha ?? NaN)
    // .29500 and .45341 are published, too.
    expect(alpha.toFixed(5)).toBe(name === 'LSAT6' ? '0.29500' : '0.45341')
    expect(standardError).toBeGreaterThan(0)
    for (const [item, { facility, discrimination, people }] of itemStatistics(marks).entries()) {
      expect(people).toBe(1_000)
      expectNear(facility, expected?.p[item] ?? NaN)
      expectNear(discrimination, expected?.pbis_rest[item] ?? NaN)
    }
  })
})

describe("Moodle's quiz statistics", () => {
  /** What Moodle expects of quiz 00 in stats_from_steps_walkthrough_test.php. */
  const ofQuiz00: QuizStatistics = {
    people: 25,
    mean: 4.617333332,
    median: 4.5,
    sd: 0.8117265554,
    skewness: -0.092502502,
    kurtosis: -0.7073968557,
    internalConsistency: -87.2230935542,
    errorRatio: 136.8294900795,
    standardError: 1.1106813066,
  }

  const names: readonly (keyof QuizStatistics)[] = [
    ...(['people', 'mean', 'median', 'sd', 'skewness', 'kurtosis'] as const),
    ...(['internalConsistency', 'errorRatio', 'standardError'] as const),
  ]

  test('of a quiz', (context) => {
    const { marks, totals } = quiz00(context)
    const found = quizStatistics(totals, marks)
    for (const name of names) expectNear(found[name], ofQuiz00[name])
  })

  test('of its questions, and of variants that some people were asked', (context) => {
    const { marks, totals, steps } = quiz00(context)
    const whole = questionStatistics(marks.map((own) => ({ marks: own, totals, most: 1 })))
    const expected = referenceRows('ctt/qstats00.csv', context)
    expect(expected).toHaveLength(10)
    for (const row of expected) {
      const slot = Number(row['slot']) - 1
      const inPart = steps.flatMap((step, person) => {
        const { subqname, variant } = row
        const isAsked =
          (subqname === '' || step['randqs.1'] === subqname) &&
          (variant === '' || step['variants.2'] === variant)
        return isAsked ? [person] : []
      })
      const isPart = row['subqname'] !== '' || row['variant'] !== ''
      const pick = (values: ArrayLike<number>) => inPart.map((person) => values[person] ?? NaN)
      const found = isPart
        ? questionStatistics([
            {
              marks: pick(marks[slot] ?? []),
              totals: pick(totals),
              most: 1,
              drawn: row['subqname'] !== '',
            },
          ])[0]
        : whole[slot]
      expect(found?.people).toBe(Number(row['s']))
      expectNear(found?.facility, Number(row['facility']))
      expectNear(found?.sd, Number(row['sd']))
      expectNear(found?.discriminationIndex, Number(row['discriminationindex']))
      expectNear(found?.discriminativeEfficiency, Number(row['discriminativeefficiency']))
      if (!isPart) expectNear(found?.effectiveWeight, Number(row['effectiveweight']))
    }
  })

  test('of questions of different weight, ungraded ones among them', (context) => {
    const states = referenceRows('ctt/mdl_question_states.csv', context)
    const slots = Array.from({ length: 20 }, (_, slot) =>
      states.filter((state) => Number(state['slot']) === slot + 1),
    )
    const found = questionStatistics(
      slots.map((of) => ({
        marks: of.map(({ mark }) => Number(mark)),
        totals: of.map(({ sumgrades }) => Number(sumgrades)),
        most: Number(of[0]?.['maxmark']),
      })),
    )
    for (const [slot, [facility, sd, weight, index, efficiency]] of ofTwenty.entries()) {
      const of = found[slot]
      if (facility === null) expect(of?.facility).toBeNull()
      else expectNear(of?.facility, facility / 100)
      if (sd !== null) expectNear(of?.sd, sd / 1000)
      expectNear(of?.effectiveWeight, weight)
      if (index === null) expect(of?.discriminationIndex).toBeNull()
      else expectNear(of?.discriminationIndex, index)
      if (efficiency === null) expect(of?.discriminativeEfficiency).toBeNull()
      else expectNear(of?.discriminativeEfficiency, efficiency)
    }
  })
})

function quiz00(context: Parameters<typeof referenceRows>[1]) {
  const results = referenceRows('ctt/results00.csv', context)
  const steps = referenceRows('ctt/steps00.csv', context)
  const rows = results.map((row) =>
    Array.from({ length: 7 }, (_, slot) => Number(row[`slots.${slot + 1}.mark`])),
  )
  const marks = Array.from({ length: 7 }, (_, slot) => columnOf(rows, slot))
  return { marks, totals: totalsOf(rows), steps }
}

/**
 * Facility × 100, sd × 1000, effective weight, discrimination index and efficiency that Moodle
 * expects in statistics_test.php, from an independent spreadsheet.
 */
const ofTwenty: readonly [number | null, number | null, number, number | null, number | null][] = [
  [0, 0, 0, null, null],
  [0, 0, 0, null, null],
  [0, 0, 0, null, null],
  [0, 0, 0, null, null],
  [null, null, 0, null, null],
  [null, null, 0, null, null],
  [null, null, 0, null, null],
  [41.19318182, 1912.733589, 26.58464457, 25.88327077, 27.23492723],
  [81.36363636, 251.2738111, 3.368456046, 1.170256965, 1.382386552],
  [71.36363636, 322.6312277, 3.253955259, -4.207816809, -4.691171307],
  [65.45454545, 333.4199022, 7.584083694, 28.16930644, 31.12404354],
  [65.90909091, 337.5811591, 3.79658376, -2.513606859, -2.877487579],
  [36.36363636, 492.3659639, 3.183278505, -12.99017581, -17.5074184],
  [59.09090909, 503.2362797, 4.532356904, -8.900638238, -10.27568922],
  [50, 511.7663157, 7.78856243, 8.670004606, 10.86956522],
  [59.09090909, 503.2362797, 10.08351572, 29.63337745, 34.58997279],
  [63.63636364, 492.3659639, 8.381139345, 15.18945843, 17.4790556],
  [45.45454545, 509.6471914, 8.727645713, 16.21079629, 20.14359793],
  [27.27272727, 455.8423058, 7.946277111, 15.52451404, 22.06477733],
  [50, 511.7663157, 4.769500946, -8.396734802, -10],
]
