import { seededRandom } from '../question/parts.ts'
import { adaptiveTest, type AdaptiveTest } from './adaptive-test.ts'
import { movePrices, type Prices } from './exposure-price.ts'
import { barOverexposed, noExposure, type ExposureCount } from './exposure-count.ts'
import { probabilityIn, type ItemPool } from './pool.ts'
import { chanceOf } from './simulated-answer.ts'
import { stopReason, type StopReason, type StopRules } from './stopping.ts'
import type { Availability, TestDesign } from './test-design.ts'

/** Many people taking the same adaptive test. */
export interface SimulationPlan {
  readonly design: TestDesign
  readonly stop: StopRules & { readonly length: number }
  /** No item is in more than this share of all the tests. */
  readonly mostExposure?: number
  /** What items cost to begin with; prices go on moving with each test. */
  readonly prices?: Prices
  readonly seed: number
}

/** Somebody who takes the test: with a true ability, with known answers, or with both. */
export interface SimulatedPerson {
  readonly theta?: number
  /** The score on each item, by its position in the pool; above 1 where it can't be asked. */
  readonly scores?: ArrayLike<number>
  /** How long each item takes, likewise; NaN where it can't be asked. The deadline is of their sum. */
  readonly seconds?: ArrayLike<number>
  /** What may not be asked, or only at the end: see `seen.ts`. */
  readonly availability?: Availability
}

/** One person's test. Columns of equal length, in the order of the questions. */
export interface SimulatedTest {
  readonly items: Int32Array
  readonly estimates: Float64Array
  readonly standardErrors: Float64Array
  /** After each answer, the bound at which the estimate lies for want of a finite one. */
  readonly bounds: readonly ('lower' | 'upper' | null)[]
  /** How long the test took, where it is known how long questions take. */
  readonly seconds: number | null
  readonly ended: StopReason
}

export interface Simulation {
  readonly tests: SimulatedTest[]
  readonly exposure: ExposureCount
  /** How often each item was chosen, asked or not, where the design admits by chance. */
  readonly chosen: Uint32Array
}

/**
 * Simulates the tests one after another. The same seed gives the same again; a person's answers hang
 * on the seed, the person and the question alone. `done` hears how many tests are finished.
 */
export function simulate(
  pool: ItemPool,
  plan: SimulationPlan,
  people: readonly SimulatedPerson[],
  done: (tests: number) => void = () => {},
): Simulation {
  const longest = Math.min(plan.stop.length, pool.size)
  const prices = plan.prices && { ...plan.prices, price: plan.prices.price.slice() }
  const design = prices ? { ...plan.design, price: prices.price } : plan.design
  const test = adaptiveTest(pool, design, longest)
  const exposure = noExposure(pool.size)
  const barred = new Uint8Array(pool.size)
  const reserve = new Uint8Array(pool.size)
  // Prices spread a question over all tests; without them favourites would go to the first people.
  const planned = prices ? people.length : Math.min(people.length, countedTogether)
  const tests = people.map((person, number) => {
    bar(person, barred)
    if (plan.mostExposure !== undefined)
      barOverexposed(exposure, plan.mostExposure, barred, planned)
    const kept = person.availability?.reserve
    for (let item = 0; item < pool.size; item++)
      reserve[item] = kept?.[item] === 1 && barred[item] !== 1 ? 1 : 0
    test.begin(kept ? { barred, reserve } : { barred })
    const taken = take(test, pool, plan, person, number)
    for (const item of taken.items) exposure.asked[item] = (exposure.asked[item] ?? 0) + 1
    exposure.tests++
    if (prices) movePrices(prices, taken.items, plan.mostExposure ?? 1)
    done(number + 1)
    return taken
  })
  return { tests, exposure, chosen: test.chosen }
}

// Shares of fewer tests than these say little, and would leave nothing to ask of a small pool.
const countedTogether = 100

function take(
  test: AdaptiveTest,
  pool: ItemPool,
  { stop, seed }: SimulationPlan,
  person: SimulatedPerson,
  number: number,
): SimulatedTest {
  const random = seededRandom(Math.floor(chanceOf(seed, number, -1) * 2 ** 32))
  const estimates: number[] = []
  const standardErrors: number[] = []
  const bounds: SimulatedTest['bounds'][number][] = []
  let seconds = 0
  let ended: StopReason | null = null
  while (ended === null) {
    const item = test.next(random)
    if (item < 0) {
      ended = 'nothing left'
      break
    }
    const ability = test.answer(item, scoreOf(pool, person, item, seed, number))
    estimates.push(ability.theta)
    standardErrors.push(ability.se)
    bounds.push(ability.atBound ?? null)
    seconds += person.seconds?.[item] ?? 0
    // What is kept in reserve comes to light only when the next question is asked for.
    const best = stop.leastInformation === undefined ? -1 : test.bestInformation()
    const bestInformation = best < 0 ? Infinity : best
    const now = seconds * 1_000
    ended = stopReason(stop, { answers: test.answers, ability, now, bestInformation })
  }
  return {
    items: test.asked.slice(0, test.answers.count),
    estimates: Float64Array.from(estimates),
    standardErrors: Float64Array.from(standardErrors),
    bounds,
    seconds: person.seconds === undefined ? null : seconds,
    ended,
  }
}

/** Bars what this person can't be asked. */
function bar({ scores, seconds, availability }: SimulatedPerson, barred: Uint8Array): void {
  if (availability?.barred) barred.set(availability.barred)
  else barred.fill(0)
  for (let item = 0; item < barred.length; item++)
    if ((scores && !((scores[item] ?? NaN) <= 1)) || (seconds && !((seconds[item] ?? NaN) >= 0)))
      barred[item] = 1
}

function scoreOf(
  pool: ItemPool,
  { scores, theta = 0 }: SimulatedPerson,
  item: number,
  seed: number,
  number: number,
): number {
  if (scores) return scores[item] ?? 0
  return chanceOf(seed, number, item) < probabilityIn(pool, item, theta) ? 1 : 0
}
