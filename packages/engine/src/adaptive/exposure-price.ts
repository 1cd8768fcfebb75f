import { seededRandom } from '../question/parts.ts'
import { adaptiveTest } from './adaptive-test.ts'
import { standardNormalFrom } from './normal-quantile.ts'
import { probabilityIn, type ItemPool } from './pool.ts'
import type { TestDesign } from './test-design.ts'

/** What questions cost, in units of a rule's criterion, at least 0. */
export interface Prices {
  readonly price: Float64Array
  /** How far the price of a question rises with a test that holds it, before all prices sink. */
  readonly step: number
}

export interface PriceSettings {
  readonly design: TestDesign
  /** Questions in a test. */
  readonly length: number
  /** The greatest share of tests that a question should be in. */
  readonly most: number
  readonly seed: number
  /** Simulated tests. */
  readonly people?: number
}

// Tests in which prices are 0, to see how much the best question is better than others.
const trial = 20
// The first step is this share of that advantage; later ones shrink with the square root.
const firstStep = 0.04
const steadyFor = 300
// Aim a little lower, so that chance doesn't drive a question over the limit.
const margin = 0.99

/**
 * Prices that keep exposure down at the least loss: a question is chosen by what it is worth minus
 * its price, in units of the rule's criterion, so that a scarce question goes to those whom it
 * measures so much better that it is worth its price. They are the multipliers of the programme that
 * maximises information under limits of exposure (van der Linden & Veldkamp 2004 pose it), found by
 * stochastic approximation (Robbins & Monro 1951, averaged as by Polyak & Juditsky 1992) in
 * simulated tests of standard normal people: a price rises with each test that holds its question
 * and sinks with each that doesn't.
 */
export function calibratePrices(
  pool: ItemPool,
  { design, length, most, seed, people = 2_000 }: PriceSettings,
  done: (people: number) => void = () => {},
): Prices {
  const random = seededRandom(seed)
  const price = new Float64Array(pool.size)
  const average = new Float64Array(pool.size)
  const test = adaptiveTest(pool, { ...design, price }, Math.min(length, pool.size))
  let advantage = 0
  let choices = 0
  let step = 0
  for (let person = 0; person < people; person++) {
    const theta = standardNormalFrom(random)
    test.begin()
    for (let question = 0; question < length; question++) {
      if (person < trial) {
        advantage += test.advantage(random)
        choices++
      }
      const item = test.next(random)
      if (item < 0) break
      test.answer(item, random() < probabilityIn(pool, item, theta) ? 1 : 0)
    }
    if (person >= trial) {
      const slowdown = Math.min(1, Math.sqrt(steadyFor / (person - trial + 1)))
      step = (firstStep * slowdown * advantage) / choices
      movePrices({ price, step }, test.asked.subarray(0, test.answers.count), most)
    }
    if (person >= people / 2)
      for (let item = 0; item < pool.size; item++)
        average[item] = (average[item] ?? 0) + (price[item] ?? 0) / Math.ceil(people / 2)
    done(person + 1)
  }
  return { price: average, step }
}

/** Moves prices after a test that held the items `asked`. */
export function movePrices({ price, step }: Prices, asked: Int32Array, most: number): void {
  for (const item of asked) price[item] = (price[item] ?? 0) + step
  for (let item = 0; item < price.length; item++)
    price[item] = Math.max(0, (price[item] ?? 0) - step * most * margin)
}
