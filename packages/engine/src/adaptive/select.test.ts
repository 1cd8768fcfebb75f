import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { drawPart } from './balance.ts'
import { probability } from './model.ts'
import { poolOf, type PoolItem } from './pool.ts'
import { choose, flow, nearest, withinStep } from './select.ts'

/** Difficulties −3 to 3 in steps of 0.1, on one topic. */
const ladder = poolOf(
  Array.from({ length: 61 }, (_, num): PoolItem => ({ num, topic: 0, a: 1, b: -3 + num / 10 })),
  1,
)
const exposure = { among: 5, slack: 0.05 }
const random = seededRandom(1)

function candidates(pool = ladder) {
  return { pool, topics: [0], barred: new Uint8Array(pool.size) }
}

const b = (item: number) => ladder.b[item] ?? NaN

describe('choosing a question', () => {
  test.each([-2, -0.5, 0, 1.5])('near θ %d the chance of success is near the target', (theta) => {
    const criterion = flow(ladder, Float64Array.of(theta), 0.7)
    for (let times = 0; times < 50; times++) {
      const item = choose(candidates(), criterion, exposure, random)
      expect(Math.abs(probability(theta, 1, b(item)) - 0.7)).toBeLessThan(0.06)
    }
  })

  test('equal learners get different questions', () => {
    const criterion = flow(ladder, Float64Array.of(0), 0.7)
    const chosen = Array.from({ length: 100 }, () =>
      choose(candidates(), criterion, exposure, random),
    )
    expect(new Set(chosen).size).toBe(5)
  })

  test('of many equally fit, each is drawn about as often', () => {
    const same = poolOf(
      Array.from({ length: 20 }, (_, num) => ({ num, topic: 0, a: 1, b: 0 })),
      1,
    )
    const counts = new Array<number>(20).fill(0)
    const criterion = flow(same, Float64Array.of(0), 0.7)
    for (let times = 0; times < 4_000; times++) {
      const item = choose(candidates(same), criterion, exposure, random)
      counts[item] = (counts[item] ?? 0) + 1
    }
    expect(Math.min(...counts)).toBeGreaterThan(120)
    expect(Math.max(...counts)).toBeLessThan(290)
  })

  test('a poor fit is not drawn only to fill up the few best', () => {
    const sparse = poolOf(
      [-0.85, 2, 2.5, 3].map((difficulty, num) => ({ num, topic: 0, a: 1, b: difficulty })),
      1,
    )
    const criterion = flow(sparse, Float64Array.of(0), 0.7)
    for (let times = 0; times < 20; times++)
      expect(choose(candidates(sparse), criterion, exposure, random)).toBe(0)
  })

  test('difficulty stays within a step of the question before', () => {
    const wanted = flow(ladder, Float64Array.of(3), 0.7)
    const criterion = withinStep(ladder, -1, 0.5, wanted)
    const item = choose(candidates(), criterion, { among: 1, slack: 0 }, random)
    expect(b(item)).toBeCloseTo(-0.5, 9)
  })

  test('barred items and other topics are never drawn, and nothing is when all are barred', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        fc.nat(),
        (flags, seed) => {
          const items = flags.map((_, num) => ({ num, topic: num % 3, a: 1, b: num / 10 }))
          const pool = poolOf(items, 3)
          const barred = Uint8Array.from(flags, Number)
          const item = choose(
            { pool, topics: [0, 2], barred },
            nearest(pool, 1),
            exposure,
            seededRandom(seed),
          )
          const open = [...barred].some((bar, at) => bar === 0 && pool.topic[at] !== 1)
          if (!open) expect(item).toBe(-1)
          else {
            expect(barred[item]).toBe(0)
            expect(pool.topic[item]).not.toBe(1)
          }
        },
      ),
    )
  })
})

describe('keeping to the blueprint', () => {
  test('a long session has the shares that the weights say', () => {
    const weights = [5, 3, 2]
    const asked = [0, 0, 0]
    for (let question = 0; question < 100; question++) {
      const part = drawPart(weights, asked, [true, true, true], random)
      asked[part] = (asked[part] ?? 0) + 1
    }
    for (const [part, share] of [50, 30, 20].entries())
      expect(Math.abs((asked[part] ?? 0) - share)).toBeLessThanOrEqual(5)
  })

  test('over many short sessions a light part gets its share too', () => {
    let light = 0
    for (let session = 0; session < 2_000; session++) {
      const asked = [0, 0]
      for (let question = 0; question < 3; question++) {
        const part = drawPart([9, 1], asked, [true, true], random)
        asked[part] = (asked[part] ?? 0) + 1
      }
      light += asked[1] ?? 0
    }
    expect(light / 6_000).toBeGreaterThan(0.08)
    expect(light / 6_000).toBeLessThan(0.13)
  })

  test('a part with nothing left is passed over, and none is drawn when all are', () => {
    expect(drawPart([1, 1], [0, 5], [false, true], random)).toBe(1)
    expect(drawPart([1, 1], [0, 0], [false, false], random)).toBe(-1)
    expect(drawPart([], [], [], random)).toBe(-1)
  })
})
