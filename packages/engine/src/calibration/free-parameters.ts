import type { Parameters } from './parameters.ts'

/** Which parameters are estimated. */
export interface Freedom {
  /** Items that can be placed. */
  readonly placed: readonly number[]
  /** One slope for all of them. */
  readonly shared: boolean
  /** A guessing parameter for each. */
  readonly guesses: boolean
}

/** Where the slope, the intercept and the guessing of a placed item lie in the vector. */
export function positionsOf({ placed, shared }: Freedom, index: number) {
  const slopes = shared ? Math.min(1, placed.length) : placed.length
  return [shared ? 0 : index, slopes + index, slopes + placed.length + index] as const
}

/** How many parameters are estimated. */
export function sizeOf({ placed, shared, guesses }: Freedom): number {
  const slopes = shared ? Math.min(1, placed.length) : placed.length
  return slopes + placed.length * (guesses ? 2 : 1)
}

/**
 * The free parameters as one vector: slopes, intercepts, guessing. (Not its logit: that runs away
 * where guessing goes to 0, and would take the others' steps with it.)
 */
export function vectorOf(parameters: Parameters, freedom: Freedom): Float64Array {
  const vector = new Float64Array(sizeOf(freedom))
  for (const [index, item] of freedom.placed.entries()) {
    const [slope, intercept, chance] = positionsOf(freedom, index)
    vector[slope] = parameters.slope[item] ?? 0
    vector[intercept] = parameters.intercept[item] ?? 0
    if (freedom.guesses) vector[chance] = parameters.guessing[item] ?? 0
  }
  return vector
}

/** Puts a vector back where it came from; guessing below 0 is taken for 0. */
export function setVector(parameters: Parameters, freedom: Freedom, vector: Float64Array): void {
  for (const [index, item] of freedom.placed.entries()) {
    const [slope, intercept, chance] = positionsOf(freedom, index)
    parameters.slope[item] = vector[slope] ?? 0
    parameters.intercept[item] = vector[intercept] ?? 0
    if (freedom.guesses) parameters.guessing[item] = Math.max(0, vector[chance] ?? 0)
  }
}
