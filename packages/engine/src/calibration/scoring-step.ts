import type { Freedom } from './free-parameters.ts'
import type { ItemLikelihood } from './item-likelihood.ts'
import { itemOf, type ItemParameters, type Parameters } from './parameters.ts'
import { solve } from './solve.ts'

/** A step of Fisher scoring: to the maximum of the parabola that touches the log likelihood. */
export interface ScoringStep {
  /** Of slope, intercept and, where it is estimated, guessing, which it doesn't take below 0. */
  readonly move: Float64Array
  /** Gradient times move: between what the parabola gains by the step and twice that. */
  readonly promise: number
}

/**
 * What is added to the information of each parameter, so that there is a step where answers tell
 * nothing of one of them, and none in its direction.
 */
const leastInformation = 1e-6

/** The step of one item of its own slope; `null` where there is none. */
export function itemStep(
  likelihood: ItemLikelihood,
  item: number,
  now: ItemParameters,
  guesses: boolean,
): ScoringStep | null {
  likelihood.derive(item, now)
  const { gradient } = likelihood
  const information = likelihood.information.map((of, at) =>
    at % 4 === 0 ? of + leastInformation : of,
  )
  const free = solve(information, gradient, guesses ? 3 : 2)
  if (free === null) return null
  const toBound = -now[2]
  const move = guesses && (free[2] ?? 0) < toBound ? boundStep(toBound) : free
  if (move === null) return null
  return { move, promise: move.reduce((sum, by, at) => sum + by * (gradient[at] ?? 0), 0) }

  /** The best step of those that take guessing to its bound. */
  function boundStep(byChance: number): Float64Array | null {
    const rest = gradient.map((of, row) => of - (information[3 * row + 2] ?? 0) * byChance)
    const found = solve(information, rest, 2)
    return found && Float64Array.of(found[0] ?? 0, found[1] ?? 0, byChance)
  }
}

/** A step where all items share one slope. */
export interface SharedStep {
  readonly bySlope: number
  /** By item; 0 for items that aren't placed. */
  readonly byIntercept: Float64Array
  readonly promise: number
}

/** The step where all items share one slope, which is solved for first, the intercepts after it. */
export function sharedStep(
  likelihood: ItemLikelihood,
  parameters: Parameters,
  items: readonly number[],
): SharedStep {
  const { gradient, information } = likelihood
  const size = parameters.slope.length
  const [byD, dd, ad] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  let [byA, aa, whole] = [0, 0, 0]
  for (const item of items) {
    likelihood.derive(item, itemOf(parameters, item))
    const [ga = 0, gd = 0] = gradient
    const [iaa = 0, iad = 0, , , idd = 1] = information
    byD[item] = gd
    dd[item] = idd
    ad[item] = iad
    whole += ga
    byA += ga - (iad * gd) / idd
    aa += iaa - iad ** 2 / idd
  }
  const bySlope = byA / aa
  const byIntercept = new Float64Array(size)
  let promise = whole * bySlope
  for (const item of items) {
    const by = ((byD[item] ?? 0) - (ad[item] ?? 0) * bySlope) / (dd[item] ?? 1)
    byIntercept[item] = by
    promise += by * (byD[item] ?? 0)
  }
  return { bySlope, byIntercept, promise }
}

/**
 * What a step from here promises in log likelihood, by the marginal score (which is the gradient of
 * the complete data that the last E step expects): 0 at a maximum, infinite where there is no step.
 */
export function promiseAt(
  likelihood: ItemLikelihood,
  parameters: Parameters,
  { placed, shared, guesses }: Freedom,
): number {
  if (shared) return placed.length === 0 ? 0 : sharedStep(likelihood, parameters, placed).promise
  return placed.reduce((sum, item) => {
    const step = itemStep(likelihood, item, itemOf(parameters, item), guesses)
    return sum + (step === null ? Infinity : step.promise)
  }, 0)
}
