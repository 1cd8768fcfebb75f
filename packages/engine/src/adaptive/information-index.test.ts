import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { chooseMostInformative, informationIndex } from './information-index.ts'
import { fisherInformation } from './point-criteria.ts'
import { randomPool } from './pool-for-tests.ts'
import { choose, priced } from './select.ts'

const pool = randomPool(3_000, 1, { topics: 3 })
const index = informationIndex(pool)
const exactly = { among: 1, slack: 0 }

test('the index finds the very item that looking at all finds', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.subarray([0, 1, 2], { minLength: 1 }),
      fc.nat(1_000),
      fc.boolean(),
      (theta, topics, seed, hasPrices) => {
        const random = seededRandom(seed)
        const most = random()
        const barred = Uint8Array.from({ length: pool.size }, () => (random() < most ? 1 : 0))
        const price = hasPrices
          ? Float64Array.from({ length: pool.size }, () => random() * 0.3)
          : undefined
        const candidates = { pool, topics, barred }
        const criterion = priced(fisherInformation(pool, theta), price)
        const item = chooseMostInformative(index, theta, candidates, exactly, random, price)
        expect(item).toBe(choose(candidates, criterion, exactly, random))
      },
    ),
    { numRuns: 300 },
  )
})

test('the few best to draw from are the same too', () => {
  const theta = 0.37
  const candidates = { pool, topics: [0, 1, 2], barred: new Uint8Array(pool.size) }
  const few = { among: 8, slack: Infinity }
  const drawn = (draw: (seed: number) => number) =>
    new Set(Array.from({ length: 400 }, (_, seed) => draw(seed)))
  const byIndex = drawn((seed) =>
    chooseMostInformative(index, theta, candidates, few, seededRandom(seed)),
  )
  const byAll = drawn((seed) =>
    choose(candidates, fisherInformation(pool, theta), few, seededRandom(seed)),
  )
  expect(byIndex).toEqual(byAll)
  expect(byIndex.size).toBe(8)
})

test('nothing is chosen where nothing may be asked', () => {
  const barred = new Uint8Array(pool.size).fill(1)
  const none = { pool, topics: [0, 1, 2], barred }
  expect(chooseMostInformative(index, 0, none, exactly, seededRandom(1))).toBe(-1)
})
