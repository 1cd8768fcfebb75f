import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { adaptiveTest, type AdaptiveTest } from './adaptive-test.ts'
import { eap } from './ability.ts'
import { probability } from './model.ts'
import { plainDesign, randomPool } from './pool-for-tests.ts'
import { relationsOf } from './relations.ts'
import { barSeen } from './seen.ts'
import type { SelectionRule } from './selection-rule.ts'
import type { Availability, TestDesign } from './test-design.ts'

const pool = randomPool(120, 4, { topics: 4 })

const rules: readonly SelectionRule[] = [
  ...(['MFI', 'KL', 'KLP', 'MLWI', 'MPWI', 'MEPV', 'MEI', 'GDI', 'GDIP'] as const).map((kind) => ({
    kind,
  })),
  ...(['bOpt', 'thOpt', 'random'] as const).map((kind) => ({ kind })),
  { kind: 'flow', target: 0.7, step: 0.8 },
  { kind: 'progressive', length: 20, acceleration: 1 },
]

/** Takes a test of somebody of ability θ; gives the items in order. */
function take(
  made: AdaptiveTest,
  length: number,
  seed: number,
  theta = 0.5,
  availability: Availability = {},
): number[] {
  const random = seededRandom(seed)
  made.begin(availability)
  const items: number[] = []
  while (items.length < length) {
    const item = made.next(random)
    if (item < 0) break
    items.push(item)
    const p = probability(theta, pool.a[item] ?? 1, pool.b[item] ?? 0, pool.c[item], pool.d[item])
    made.answer(item, random() < p ? 1 : 0)
  }
  return items
}

const design = (part: Partial<TestDesign>): TestDesign => ({ ...plainDesign, ...part })

describe.each(rules)('a test by $kind', (rule) => {
  test('asks no question twice, and the same again from the same seed', () => {
    const made = adaptiveTest(pool, design({ rule }), 20)
    const items = take(made, 20, 3)
    expect(new Set(items).size).toBe(20)
    expect(take(made, 20, 3)).toEqual(items)
    expect(take(adaptiveTest(pool, design({ rule }), 20), 20, 3)).toEqual(items)
  })

  test('goes on until every question was asked', () => {
    const small = adaptiveTest(randomPool(9, 2), design({ rule }), 50)
    const asked = take(small, 50, 1)
    expect(asked.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('keeps to its blueprint within one question', () => {
    const blueprint = [5, 3, 1, 1]
    const items = take(adaptiveTest(pool, design({ rule, blueprint }), 30), 30, 8)
    const asked = [0, 0, 0, 0]
    for (const [index, item] of items.entries()) {
      const topic = pool.topic[item] ?? 0
      asked[topic] = (asked[topic] ?? 0) + 1
      for (const [part, weight] of blueprint.entries())
        expect(Math.abs((asked[part] ?? 0) - (weight / 10) * (index + 1))).toBeLessThan(1 + 1e-9)
    }
  })
})

describe('a test', () => {
  test('estimates as all its answers together do', () => {
    const made = adaptiveTest(pool, design({}), 25)
    take(made, 24, 5)
    const last = made.answer(made.next(seededRandom(1)), 1)
    const { theta, se } = eap(made.answers)
    expect(last.theta).toBeCloseTo(theta, 10)
    expect(last.se).toBeCloseTo(se, 10)
  })

  test('measures as well as it says', () => {
    const made = adaptiveTest(pool, design({}), 30)
    let squares = 0
    let variances = 0
    const people = 300
    for (let person = 0; person < people; person++) {
      const theta = (person / people) * 3 - 1.5
      take(made, 30, person, theta)
      const { theta: estimate, se } = eap(made.answers)
      squares += (estimate - theta) * (estimate - theta)
      variances += se * se
    }
    expect(squares / variances).toBeGreaterThan(0.75)
    expect(squares / variances).toBeLessThan(1.25)
  })

  test('by information needs fewer questions than by chance', () => {
    const error = (rule: SelectionRule) => {
      const made = adaptiveTest(pool, design({ rule }), 12)
      let sum = 0
      for (let person = 0; person < 100; person++) {
        take(made, 12, person, person / 50 - 1)
        sum += eap(made.answers).se
      }
      return sum
    }
    expect(error({ kind: 'MFI' })).toBeLessThan(0.85 * error({ kind: 'random' }))
  })

  test('in flow moves in small steps of difficulty', () => {
    const rule: SelectionRule = { kind: 'flow', target: 0.7, step: 0.5 }
    const items = take(adaptiveTest(pool, design({ rule }), 20), 20, 9)
    const difficulty = (item: number | undefined) => pool.b[item ?? -1] ?? NaN
    for (const [index, item] of items.slice(1).entries())
      expect(Math.abs(difficulty(item) - difficulty(items[index]))).toBeLessThanOrEqual(0.5 + 1e-9)
  })

  test('never holds two enemies, and asks about a passage in a row', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, mostPerPassage) => {
        const enemies = [
          [0, 1, 2, 3, 4, 5, 6, 7],
          [8, 9],
          [9, 10],
        ]
        const passages = [
          [20, 21, 22, 23, 24],
          [25, 26, 27, 28],
          [30, 31],
        ]
        const relations = relationsOf(pool, { enemies, passages, mostPerPassage })
        const exposure = { among: 15, slack: Infinity }
        const items = take(adaptiveTest(pool, design({ relations, exposure }), 60), 60, seed)
        const nums = items.map((item) => pool.num[item] ?? -1)
        for (const group of enemies)
          expect(nums.filter((num) => group.includes(num)).length).toBeLessThanOrEqual(1)
        for (const group of passages) {
          const places = nums.flatMap((num, at) => (group.includes(num) ? [at] : []))
          expect(places.length).toBeLessThanOrEqual(mostPerPassage)
          expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(Math.max(0, places.length - 1))
          if (places.length > 0 && nums.length - (places[0] ?? 0) >= mostPerPassage)
            expect(places.length).toBe(Math.min(mostPerPassage, group.length))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('leaves out what was seen, or keeps it for the end', () => {
    const seen = { num: [3, 50, 99, 4_000], at: [0, 1_000, 5_000, 0] }
    const made = adaptiveTest(pool, design({}), 200)
    const nums = (rule: Parameters<typeof barSeen>[2]) =>
      take(made, 200, 1, 0, barSeen(pool, seen, rule, 6_000)).map((item) => pool.num[item] ?? -1)
    const never = nums({ kind: 'never' })
    expect(never).toHaveLength(117)
    expect(never.some((num) => seen.num.includes(num))).toBe(false)
    expect(nums({ kind: 'after', ms: 2_000 })).toHaveLength(119)
    const last = nums({ kind: 'last' })
    expect(last).toHaveLength(120)
    expect(last.slice(117).toSorted((one, other) => one - other)).toEqual([3, 50, 99])
    expect(nums({ kind: 'any' })).toHaveLength(120)
  })

  test('comes back to no passage for the questions of it that were kept for the end', () => {
    const passages = [
      [20, 21, 22, 23],
      [24, 25, 26, 27],
    ]
    const enemies = [[0, 24, 20]]
    const relations = relationsOf(pool, { enemies, passages })
    const reserve = new Uint8Array(pool.size)
    for (const num of [0, 21, 23, 26]) reserve[pool.at.get(num) ?? 0] = 1
    const made = adaptiveTest(pool, design({ relations }), 200)
    const nums = take(made, 200, 4, 0, { reserve }).map((item) => pool.num[item] ?? -1)
    for (const group of passages) {
      const places = nums.flatMap((num, at) => (group.includes(num) ? [at] : []))
      expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(Math.max(0, places.length - 1))
    }
    expect(nums.filter((num) => enemies[0]?.includes(num))).toHaveLength(1)
  })

  test('counts nothing of a passage that is over as left', () => {
    const group = Array.from({ length: 120 }, (_, num) => num)
    const relations = relationsOf(pool, { passages: [group], mostPerPassage: 2 })
    const made = adaptiveTest(pool, design({ relations }), 200)
    made.begin()
    made.answer(made.next(seededRandom(1)), 1)
    expect(made.bestInformation()).toBeGreaterThan(0)
    made.answer(made.next(seededRandom(1)), 1)
    expect(made.bestInformation()).toBe(-1)
    expect(made.next(seededRandom(1))).toBe(-1)
  })

  test('says how much the best question left would inform', () => {
    const made = adaptiveTest(pool, design({}), 120)
    take(made, 5, 2)
    const early = made.bestInformation()
    take(made, 100, 2)
    expect(made.bestInformation()).toBeLessThan(early)
    take(made, 120, 2)
    expect(made.bestInformation()).toBe(-1)
  })
})
