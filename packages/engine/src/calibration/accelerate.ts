/** One step of a fixed-point iteration: moves `at` in place, and gives the objective before it. */
export type FixedPointStep = (at: Float64Array) => number

export interface IterationOptions {
  /** The largest change of a coordinate in one step at which the point counts as fixed. */
  readonly tolerance: number
  readonly mostIterations: number
  /** Told of each look at the change. */
  readonly onIteration?: ((iteration: number, change: number) => void) | undefined
}

export interface Settled {
  readonly iterations: number
  /** Whether the point is fixed: a step moves it by less than the tolerance. */
  readonly fixed: boolean
}

/**
 * Iterates to a fixed point by SQUAREM, scheme S3 (Varadhan and Roland, 2008): each two steps are
 * extrapolated, and the extrapolation is dropped where it lowers the objective. Lengths are taken on
 * the scale of the arc tangent: one coordinate that runs off to infinity doesn't hold up the others.
 */
export function iterate(
  at: Float64Array,
  step: FixedPointStep,
  { tolerance, mostIterations, onIteration }: IterationOptions,
): Settled {
  let iterations = 0
  while (iterations < mostIterations) {
    const first = at.slice()
    const second = at.slice()
    step(second)
    iterations++
    const changed = distance(first, second)
    onIteration?.(iterations, changed)
    if (changed < tolerance) {
      at.set(second)
      return { iterations, fixed: true }
    }
    const third = second.slice()
    const objective = step(third)
    iterations++

    let change = 0
    let bend = 0
    for (let k = 0; k < at.length; k++) {
      const r = (second[k] ?? 0) - (first[k] ?? 0)
      const scale = 1 / (1 + (first[k] ?? 0) ** 2)
      change += (scale * r) ** 2
      bend += (scale * ((third[k] ?? 0) - (second[k] ?? 0) - r)) ** 2
    }
    const length = Math.min(-1, -Math.sqrt(change / bend))
    if (!Number.isFinite(length)) {
      at.set(third)
      continue
    }
    for (let k = 0; k < at.length; k++) {
      const r = (second[k] ?? 0) - (first[k] ?? 0)
      const v = (third[k] ?? 0) - (second[k] ?? 0) - r
      at[k] = (first[k] ?? 0) - 2 * length * r + length * length * v
    }
    // The step after the extrapolation both judges it and mends its small errors.
    const reached = step(at)
    iterations++
    if (!(reached >= objective)) at.set(third)
  }
  return { iterations, fixed: false }
}

function distance(one: Float64Array, other: Float64Array): number {
  return one.reduce((largest, x, at) => Math.max(largest, Math.abs(x - (other[at] ?? 0))), 0)
}
