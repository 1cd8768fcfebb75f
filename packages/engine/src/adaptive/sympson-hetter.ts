import { seededRandom } from '../question/parts.ts'
import { greatestExposure } from './exposure-count.ts'
import { standardNormalFrom } from './normal-quantile.ts'
import type { ItemPool } from './pool.ts'
import { simulate, type SimulationPlan } from './simulate.ts'

export interface SympsonHetter {
  /** For each item the probability that it is asked when it is chosen. */
  readonly admission: Float64Array
  /** The greatest exposure in each round of the calibration. */
  readonly exposures: readonly number[]
}

/**
 * Finds the parameters of Sympson & Hetter (1985) by simulation: rounds of tests of standard normal
 * people, after each of which an item that was chosen in more than a share `most` of them is given
 * the probability of being asked that would have kept it there. As many items as a test is long are
 * always asked when chosen, so that no test runs dry.
 */
export function calibrateSympsonHetter(
  pool: ItemPool,
  plan: SimulationPlan,
  most: number,
  { people = 1_000, rounds = 12 }: { readonly people?: number; readonly rounds?: number } = {},
  done: (rounds: number) => void = () => {},
): SympsonHetter {
  let admission: Float64Array = new Float64Array(pool.size).fill(1)
  const exposures: number[] = []
  for (let round = 0; round < rounds; round++) {
    const random = seededRandom(plan.seed + round)
    const standardNormal = Array.from({ length: people }, () => ({
      theta: standardNormalFrom(random),
    }))
    const design = { ...plan.design, admission }
    const { exposure, chosen } = simulate(
      pool,
      { design, stop: plan.stop, seed: plan.seed + round },
      standardNormal,
    )
    exposures.push(greatestExposure(exposure))
    const next = Float64Array.from(chosen, (times) => Math.min(1, (most * people) / times))
    admission = withSure(next, plan.stop.length)
    done(round + 1)
  }
  return { admission, exposures }
}

/** With as many items as `count` always admitted: those that are admitted most. */
function withSure(admission: Float64Array, count: number): Float64Array {
  const least = admission.toSorted().at(-Math.min(count, admission.length)) ?? 1
  return admission.map((each) => (each >= least ? 1 : each))
}
