import { calibratePrices } from '@quizmentor/engine/adaptive/exposure-price'
import type { ItemPool } from '@quizmentor/engine/adaptive/pool'
import {
  simulate,
  type SimulatedPerson,
  type Simulation,
} from '@quizmentor/engine/adaptive/simulate'
import { summaryOf } from '@quizmentor/engine/adaptive/simulation-summary'
import type { TestDesign } from '@quizmentor/engine/adaptive/test-design'
import { expectedError } from './expected-error.ts'
import { costOfScarcity } from './scarcity.ts'

export const mostExposure = 0.3
/** What the limit may cost: less than this share of RMSE. */
export const mostLoss = 0.05

/** What limiting exposure costs at one length of test. Shares are of the RMSE without limit. */
export interface LimitRow {
  readonly length: number
  /** The greatest of any question, in any of the runs. */
  readonly maxExposure: number
  /** With the answers that catR's figures are of. */
  readonly reference: Comparison
  /** With many further sets of answers of the same people. */
  readonly sets: Comparison & {
    readonly count: number
    /** Standard error of `more`. */
    readonly error: number
    /** Standard deviation of what single sets give. */
    readonly spread: number
    /** More by the tests' own standard errors, which move less than the errors themselves. */
    readonly moreExpected: number
  }
  /** About what it would cost if abilities were known from the start; takes too long when quick. */
  readonly scarcity: number | null
}

export interface Comparison {
  readonly limited: number
  readonly free: number
  readonly more: number
}

/** Each length as a test of its own: a limit holds for whole tests. */
export function limitRows(given: {
  readonly pool: ItemPool
  /** Each with a true ability and the answers of the reference. */
  readonly people: readonly SimulatedPerson[]
  readonly design: TestDesign
  readonly lengths: readonly number[]
  readonly quick: boolean
}): LimitRow[] {
  const { pool, people, design, lengths, quick } = given
  const longest = Math.max(...lengths)
  const drawn = people.map(({ theta }) => (theta === undefined ? {} : { theta }))
  const seeds = Array.from({ length: quick ? 5 : 40 }, (_, set) => 1_001 + set)
  const plan = (length: number, seed: number) => ({ design, stop: { length }, seed })
  // Without limit a shorter test is the beginning of the longest.
  const freeReference = simulate(pool, plan(longest, 1), people)
  const freeSets = seeds.map((seed) => simulate(pool, plan(longest, seed), drawn))
  return lengths.map((length) => {
    const prices = calibratePrices(pool, { design, length, most: mostExposure, seed: 1 })
    const held = (seed: number, who: readonly SimulatedPerson[]) =>
      simulate(pool, { ...plan(length, seed), prices, mostExposure }, who)
    const reference = held(1, people)
    const pairs = seeds.map((seed, set) => {
      const limited = held(seed, drawn)
      const free = freeSets[set] ?? limited
      return {
        ...compared(limited, free, people, length),
        moreExpected: expectedError(limited, length) / expectedError(free, length) - 1,
        maxExposure: summaryOf(limited, people).maxExposure,
      }
    })
    const more = pairs.map((pair) => pair.more)
    const spread = deviation(more)
    const ofReference = summaryOf(reference, people).maxExposure
    return {
      length,
      maxExposure: Math.max(ofReference, ...pairs.map((pair) => pair.maxExposure)),
      reference: compared(reference, freeReference, people, length),
      sets: {
        count: pairs.length,
        limited: mean(pairs.map(({ limited }) => limited)),
        free: mean(pairs.map(({ free }) => free)),
        more: mean(more),
        error: spread / Math.sqrt(pairs.length),
        spread,
        moreExpected: mean(pairs.map(({ moreExpected }) => moreExpected)),
      },
      scarcity: quick ? null : costOfScarcity(pool, length, mostExposure),
    }
  })
}

/** RMSE of the same people, who give the same answer to a question in both. */
function compared(
  limited: Simulation,
  free: Simulation,
  people: readonly SimulatedPerson[],
  length: number,
): Comparison {
  const rmse = (simulation: Simulation) => summaryOf(simulation, people, length).rmse ?? NaN
  return { limited: rmse(limited), free: rmse(free), more: rmse(limited) / rmse(free) - 1 }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  const squares = values.reduce((sum, each) => sum + (each - middle) * (each - middle), 0)
  return Math.sqrt(squares / (values.length - 1))
}
