import { greatestExposure } from './exposure-count.ts'
import type { SimulatedPerson, Simulation } from './simulate.ts'

/** How well simulated tests measured, and what they used of the pool. Errors are in logits. */
export interface SimulationSummary {
  /** Mean of estimate − true ability; like the next two `null` where no true ability is known. */
  readonly bias: number | null
  readonly rmse: number | null
  /** Between estimates and true abilities. */
  readonly correlation: number | null
  readonly meanLength: number
  /** The greatest share of tests that any question was in. */
  readonly maxExposure: number
  /** Questions that were asked at least once. */
  readonly questionsUsed: number
}

/** Sums up tests, each after at most `length` questions. */
export function summaryOf(
  { tests, exposure }: Simulation,
  people: readonly SimulatedPerson[],
  length = Infinity,
): SimulationSummary {
  const asked = new Uint32Array(exposure.asked.length)
  const pairs: (readonly [estimate: number, theta: number])[] = []
  let questions = 0
  for (const [number, { items, estimates }] of tests.entries()) {
    const count = Math.min(length, items.length)
    questions += count
    for (let at = 0; at < count; at++) {
      const item = items[at] ?? 0
      asked[item] = (asked[item] ?? 0) + 1
    }
    const theta = people[number]?.theta
    const estimate = estimates[count - 1]
    if (theta !== undefined && estimate !== undefined) pairs.push([estimate, theta])
  }
  return {
    ...errorsOf(pairs),
    meanLength: tests.length === 0 ? 0 : questions / tests.length,
    maxExposure: greatestExposure({ tests: tests.length, asked }),
    questionsUsed: asked.reduce((used, each) => used + (each > 0 ? 1 : 0), 0),
  }
}

function errorsOf(
  pairs: readonly (readonly [estimate: number, theta: number])[],
): Pick<SimulationSummary, 'bias' | 'rmse' | 'correlation'> {
  const count = pairs.length
  if (count === 0) return { bias: null, rmse: null, correlation: null }
  const mean = (of: (estimate: number, theta: number) => number) =>
    pairs.reduce((sum, [estimate, theta]) => sum + of(estimate, theta), 0) / count
  const meanEstimate = mean((estimate) => estimate)
  const meanTheta = mean((_, theta) => theta)
  const together = mean((estimate, theta) => (estimate - meanEstimate) * (theta - meanTheta))
  const spread =
    mean((estimate) => (estimate - meanEstimate) * (estimate - meanEstimate)) *
    mean((_, theta) => (theta - meanTheta) * (theta - meanTheta))
  return {
    bias: meanEstimate - meanTheta,
    rmse: Math.sqrt(mean((estimate, theta) => (estimate - theta) * (estimate - theta))),
    correlation: spread > 0 ? together / Math.sqrt(spread) : null,
  }
}
