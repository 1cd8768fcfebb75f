import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquareUpperTail } from './chi-square.ts'
import { optionStatistics } from './distractors.ts'
import { flagsOf } from './flags.ts'
import { itemStatistics } from './item-statistics.ts'
import { areaUnderCurve, logLoss } from './prediction.ts'
import { reliabilityOf } from './reliability.ts'

describe('statistics of questions', () => {
  const rows = [
    [1, 1, 2],
    [1, 0, 1],
    [0, 1, 2],
    [0, 0, 0],
  ]
  const most = [1, 1, 2]

  test('facility is the mean share of the marks', () => {
    expect(itemStatistics({ rows, most }).map(({ facility }) => facility)).toEqual([
      0.5, 0.5, 0.625,
    ])
  })

  test('who was not asked does not count', () => {
    const [first] = itemStatistics({ rows: [...rows, [NaN, 1, 2]], most })
    expect(first).toEqual(itemStatistics({ rows, most })[0])
  })

  test('the correlation with the rest leaves the question itself out', () => {
    // A question that goes with nothing else correlates with the total, but not with the rest.
    const [alone] = itemStatistics({
      rows: [
        [1, 1, 0],
        [1, 0, 1],
        [0, 1, 0],
        [0, 0, 1],
      ],
      most: [1, 1, 1],
    })
    expect(alone?.discrimination).toBeNaN()
  })

  test('α is 1 where all questions say the same, and without spread there is none', () => {
    const alike = [
      [1, 1, 1],
      [0, 0, 0],
    ]
    expect(reliabilityOf({ rows: alike, most: [1, 1, 1] })).toMatchObject({
      alpha: 1,
      standardError: 0,
    })
    expect(reliabilityOf({ rows: [[1, 1, 1]], most: [1, 1, 1] }).alpha).toBeNaN()
  })
})

describe('options by ability', () => {
  // The strong half chooses option 1, the weak half option 0; option 2 nobody.
  const choices = Array.from({ length: 60 }, (_, person) => ({
    chosen: [person < 30 ? 0 : 1],
    ability: person,
  }))

  test('tells who chooses what', () => {
    const [weak, strong, idle] = optionStatistics(choices, 3, [1], 2)
    expect(weak).toMatchObject({ isKey: false, people: 30, byGroup: [1, 0] })
    expect(strong).toMatchObject({ isKey: true, share: 0.5, byGroup: [0, 1] })
    expect(idle).toMatchObject({ people: 0, meanAbility: NaN, discrimination: NaN })
  })

  test('a key that the able avoid is suspect; one that they choose is not', () => {
    const item = { people: 60, facility: 0.5, sd: 0.5, discrimination: 0.8 }
    expect(flagsOf(item, optionStatistics(choices, 2, [1]))).toEqual([])
    expect(flagsOf({ ...item, discrimination: -0.8 }, optionStatistics(choices, 2, [0]))).toEqual([
      'key_suspect',
      'negative_discrimination',
    ])
  })

  test('of a handful of answers nothing is said', () => {
    expect(flagsOf({ people: 5, facility: 1, sd: 0, discrimination: NaN })).toEqual([])
  })
})

describe('how good predictions are', () => {
  test('the area under the curve is the share of pairs in the right order', () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75)
    expect(areaUnderCurve([0.5, 0.5], [0, 1])).toBe(0.5)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)), {
          minLength: 2,
          maxLength: 30,
        }),
        (pairs) => {
          const right = pairs.filter(([, y]) => y === 1)
          const wrong = pairs.filter(([, y]) => y === 0)
          fc.pre(right.length > 0 && wrong.length > 0)
          let wins = 0
          for (const [p] of right) for (const [q] of wrong) wins += p > q ? 1 : p === q ? 0.5 : 0
          const found = areaUnderCurve(
            pairs.map(([p]) => p),
            pairs.map(([, y]) => y),
          )
          expect(found).toBeCloseTo(wins / (right.length * wrong.length), 12)
        },
      ),
    )
  })

  test('the log loss of a coin is ln 2', () => {
    expect(logLoss([0.5, 0.5], [0, 1])).toBeCloseTo(Math.LN2, 12)
  })
})

// R: pchisq(x, df, lower.tail = FALSE); with an even df also Σ e^(−x/2) (x/2)^k / k!, k < df / 2
test.each([
  [3.841458820694124, 1, 0.05],
  [18.307038053275146, 10, 0.05],
  [0.5, 3, 0.9188914116546758],
  [200, 150, 0.003973185970821645],
  [0, 4, 1],
])('χ² exceeds %d with %d degrees of freedom with probability %d', (x, df, p) => {
  expect(chiSquareUpperTail(x, df)).toBeCloseTo(p, 7)
})
