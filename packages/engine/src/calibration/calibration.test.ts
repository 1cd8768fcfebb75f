import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom, type Random } from '../question/parts.ts'
import { calibrate } from './calibrate.ts'
import { itemBlocks } from './item-blocks.ts'
import { linked, linkOf, type Anchor, type LinkingMethod } from './linking.ts'
import { localDependence } from './local-dependence.ts'
import { difficultyAfter } from './online.ts'
import { itemOf } from './parameters.ts'
import { answersOf, patternsOf } from './patterns.ts'
import { weakPriors } from './priors.ts'
import { residualFit } from './residual-fit.ts'
import { residualsOf } from './residuals.ts'
import { scoreFit } from './score-fit.ts'
import { standardErrors } from './standard-errors.ts'

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

const bank = bankOf(12)

function bankOf(items: number) {
  return Array.from({ length: items }, (_, item) => ({
    a: 0.7 + (item % 4) * 0.3,
    b: (4 * item) / items - 2,
  }))
}

/** Rows of right and wrong answers; with `share` below 1, of only that share of the items. */
function simulated(people: number, seed: number, share = 1, items = bank.length): number[][] {
  const random = seededRandom(seed)
  return Array.from({ length: people }, () => {
    const theta = normal(random)
    return bankOf(items).map(({ a, b }) => {
      const right = random() < 1 / (1 + Math.exp(-a * (theta - b))) ? 1 : 0
      return random() < share ? right : NaN
    })
  })
}

function patterns(rows: readonly number[][]) {
  return patternsOf(
    rows[0]?.length ?? 0,
    rows.map((row) => answersOf(row)),
  )
}

describe('patterns', () => {
  test('people who answered alike are counted; who answered nothing is left out', () => {
    const found = patterns([
      [1, 0],
      [NaN, NaN],
      [1, 0],
      [1, NaN],
    ])
    expect(found).toMatchObject({ persons: 3, size: 2 })
    expect([...found.count]).toEqual([2, 1])
    expect([...found.answers]).toEqual([1, 2, 1])
  })

  test('counting people is the same as repeating them', () => {
    const rows = simulated(50, 1)
    const twice = calibrate(patterns([...rows, ...rows]), { model: '1PL' })
    const counted = patternsOf(
      bank.length,
      rows.map((row) => answersOf(row)),
      rows.map(() => 2),
    )
    expect(calibrate(counted, { model: '1PL' }).logLikelihood).toBeCloseTo(twice.logLikelihood, 8)
  })
})

describe('calibration', () => {
  test('does not depend on the order of people', () => {
    const rows = simulated(300, 2)
    const one = calibrate(patterns(rows), { model: '2PL' })
    const other = calibrate(patterns(rows.toReversed()), { model: '2PL' })
    expect(other.logLikelihood).toBeCloseTo(one.logLikelihood, 8)
    for (const [item, slope] of one.parameters.slope.entries())
      expect(other.parameters.slope[item]).toBeCloseTo(slope, 5)
  })

  test('finds the true parameters where everybody was asked only some of the items', () => {
    const found = calibrate(patterns(simulated(6_000, 3, 0.5)), { model: '2PL' })
    const { a, b } = standardErrors(found)
    for (const [item, truth] of bank.entries()) {
      const [slope, intercept] = itemOf(found.parameters, item)
      expect(Math.abs(slope - truth.a)).toBeLessThan(4 * (a[item] ?? NaN))
      expect(Math.abs(-intercept / slope - truth.b)).toBeLessThan(4 * (b[item] ?? NaN))
    }
  })

  test('an item that all got right has no place without a prior, and one with it', () => {
    const rows = simulated(200, 4).map((row) => [...row, 1])
    const without = calibrate(patterns(rows), { model: '2PL' })
    expect(without.freedom.placed).not.toContain(bank.length)
    expect(standardErrors(without).b[bank.length]).toBeNaN()
    const same = calibrate(patterns(simulated(200, 4)), { model: '2PL' })
    expect(without.logLikelihood).toBeCloseTo(same.logLikelihood, 8)

    const withPriors = calibrate(patterns(rows), { model: '2PL', priors: weakPriors })
    const [slope, intercept] = itemOf(withPriors.parameters, bank.length)
    expect(-intercept / slope).toBeLessThan(-1.5)
    expect(standardErrors(withPriors).b[bank.length]).toBeGreaterThan(0.3)
  })

  test('with few answers, priors keep estimates near what was believed', () => {
    const few = patterns(simulated(15, 5))
    const mean = Float64Array.from(bank, ({ b }) => b)
    const found = calibrate(few, {
      model: '2PL',
      priors: { logSlope: { mean: 0, sd: 0.2 }, difficulty: { mean, sd: 0.3 } },
    })
    for (const [item, { b }] of bank.entries()) {
      const [slope, intercept] = itemOf(found.parameters, item)
      expect(Math.abs(-intercept / slope - b)).toBeLessThan(1)
      expect(slope).toBeGreaterThan(0.5)
      expect(slope).toBeLessThan(2)
    }
  })

  test('an item whose key is wrong gets a negative discrimination', () => {
    const rows = simulated(500, 6).map((row) => row.map((x, item) => (item === 3 ? 1 - x : x)))
    const { parameters } = calibrate(patterns(rows), { model: '2PL' })
    expect(parameters.slope[3]).toBeLessThan(-0.5)
    expect(parameters.slope[4]).toBeGreaterThan(0.3)
  })

  test('both ways of standard errors agree where items are many', () => {
    const found = calibrate(patterns(simulated(400, 7, 1, 30)), { model: '2PL', tolerance: 1e-5 })
    const { a, method } = standardErrors(found)
    expect(method).toBe('observed')
    const blocks = itemBlocks(found)
    for (const [item, whole] of a.entries()) {
      const [variance] = blocks(item)
      expect(Math.sqrt(variance) / whole).toBeGreaterThan(0.9)
      expect(Math.sqrt(variance) / whole).toBeLessThan(1.02)
    }
  })
})

describe('fit', () => {
  test('infit and outfit of answers that follow the model are about 1', () => {
    const found = calibrate(patterns(simulated(1_000, 8, 0.7)), { model: '2PL' })
    for (const { infit, outfit } of residualFit(found)) {
      expect(infit).toBeGreaterThan(0.95)
      expect(infit).toBeLessThan(1.05)
      expect(outfit).toBeGreaterThan(0.85)
      expect(outfit).toBeLessThan(1.15)
    }
  })

  test('S-X² needs a test that everybody took whole', () => {
    const options = { model: '2PL' } as const
    expect(scoreFit(calibrate(patterns(simulated(200, 9)), options))).toHaveLength(12)
    expect(scoreFit(calibrate(patterns(simulated(200, 9, 0.9)), options))).toBeNull()
  })

  test('two questions that give each other away are found', () => {
    const rows = simulated(600, 10).map((row) => [...row, row[5] ?? 0])
    const found = calibrate(patterns(rows), { model: '1PL' })
    const pairs = localDependence(found, residualsOf(found))?.pairs ?? []
    expect(pairs[0]).toMatchObject({ items: [5, 12], people: 600 })
    expect(pairs[0]?.q3).toBeGreaterThan(0.5)
    const clean = calibrate(patterns(simulated(2_000, 11)), { model: '2PL' })
    expect(localDependence(clean, residualsOf(clean))?.pairs).toEqual([])
  })
})

describe('linking', () => {
  const methods: readonly LinkingMethod[] = ['mean-sigma', 'haebara', 'stocking-lord']

  test.each(methods)('%s finds the scale that items were moved to, exactly', (method) => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        (slope, intercept) => {
          const anchors = bank.map(({ a, b }): Anchor => {
            const fresh = { a, b, c: 0.1 }
            return { old: linked(fresh, { slope, intercept }), new: fresh }
          })
          const link = linkOf(anchors, method)
          expect(link?.slope).toBeCloseTo(slope, 5)
          expect(link?.intercept).toBeCloseTo(intercept, 5)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('two groups of unlike ability come to one scale', () => {
    // The second group is one unit better, so that its own scale begins one unit higher.
    const better = seededRandom(12)
    const second = Array.from({ length: 3_000 }, () => {
      const theta = 1 + normal(better)
      return bank.map(({ a, b }) => (better() < 1 / (1 + Math.exp(-a * (theta - b))) ? 1 : 0))
    })
    const scaled = (rows: number[][]) => {
      const { parameters } = calibrate(patterns(rows), { model: '2PL' })
      return bank.map((_, item) => {
        const [a, intercept, c] = itemOf(parameters, item)
        return { a, b: -intercept / a, c }
      })
    }
    const [before, after] = [scaled(simulated(3_000, 13)), scaled(second)]
    const anchors = before.flatMap((old, item) => {
      const fresh = after[item]
      return fresh === undefined ? [] : [{ old, new: fresh }]
    })
    for (const method of methods.slice(1)) {
      const link = linkOf(anchors, method)
      expect(link?.intercept).toBeGreaterThan(0.85)
      expect(link?.intercept).toBeLessThan(1.15)
      expect(link?.slope).toBeGreaterThan(0.85)
      expect(link?.slope).toBeLessThan(1.15)
    }
  })

  test('one item links nothing', () => {
    const item = { a: 1, b: 0, c: 0 }
    expect(linkOf([{ old: item, new: item }], 'stocking-lord')).toBeNull()
  })
})

describe('a difficulty that is rated answer by answer', () => {
  test('rises after a wrong answer, falls after a right one, and is known better after either', () => {
    const rating = fc.record({
      value: fc.double({ min: -3, max: 3, noNaN: true }),
      se: fc.double({ min: 0.1, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(rating, rating, (difficulty, ability) => {
        const right = difficultyAfter(difficulty, ability, 1, true)
        const wrong = difficultyAfter(difficulty, ability, 1, false)
        expect(right.value).toBeLessThan(difficulty.value)
        expect(wrong.value).toBeGreaterThan(difficulty.value)
        expect(right.se).toBeLessThan(difficulty.se)
      }),
    )
  })

  test('moves less for somebody of whom little is known', () => {
    const difficulty = { value: 0, se: 1 }
    const known = difficultyAfter(difficulty, { value: 0, se: 0.1 }, 1, true)
    const unknown = difficultyAfter(difficulty, { value: 0, se: 2 }, 1, true)
    expect(Math.abs(unknown.value)).toBeLessThan(Math.abs(known.value))
  })
})
