import type { BoundedCriterion } from './bounded-choice.ts'
import { compress } from './interpolation.ts'
import type { ItemTable } from './item-table.ts'
import { probabilityIn, type ItemPool } from './pool.ts'
import { supportOf } from './support.ts'

/**
 * MEPV, minimum expected posterior variance (Owen 1975; van der Linden 1998): what the variance is
 * expected to be after the answer, the answer's probability being that at the estimate, as in catR.
 * `table` is of P, `nodes` are the abilities at its nodes.
 */
export function expectedPosteriorVariance(
  pool: ItemPool,
  theta: number,
  table: ItemTable,
  nodes: Float64Array,
  mass: Float64Array,
): BoundedCriterion {
  const { values, coarse, interpolation, error } = table
  const { first, end } = supportOf(mass)
  let mean = 0
  for (let k = first; k < end; k++) mean += (mass[k] ?? 0) * (nodes[k] ?? 0)
  // Moments about the mean, so that the variance isn't a small difference of large numbers.
  const once = nodes.map((node, k) => (mass[k] ?? 0) * (node - mean))
  const twice = nodes.map((node, k) => (once[k] ?? 0) * (node - mean))
  const whole: Moments = { weight: 0, first: 0, second: 0 }
  let absolute = 0
  for (let k = first; k < end; k++) {
    whole.weight += mass[k] ?? 0
    whole.first += once[k] ?? 0
    whole.second += twice[k] ?? 0
    absolute += Math.abs(once[k] ?? 0)
  }
  const weight = compress(interpolation, mass)
  const weightOnce = compress(interpolation, once)
  const weightTwice = compress(interpolation, twice)
  const knots = supportOf(weight)
  const right: Moments = { weight: 0, first: 0, second: 0 }
  const wrong: Moments = { weight: 0, first: 0, second: 0 }

  const split = (all: number, allOnce: number, allTwice: number) => {
    right.weight = all
    right.first = allOnce
    right.second = allTwice
    wrong.weight = whole.weight - all
    wrong.first = whole.first - allOnce
    wrong.second = whole.second - allTwice
  }
  return {
    exact: (item) => {
      const row = table.row(item)
      let all = 0
      let allOnce = 0
      let allTwice = 0
      for (let k = first; k < end; k++) {
        const p = values[row + k] ?? 0
        all += p * (mass[k] ?? 0)
        allOnce += p * (once[k] ?? 0)
        allTwice += p * (twice[k] ?? 0)
      }
      split(all, allOnce, allTwice)
      const p = probabilityIn(pool, item, theta)
      return p * variance(right) + (1 - p) * variance(wrong)
    },
    between: (item, bounds) => {
      const row = item * weight.length
      let all = 0
      let allOnce = 0
      let allTwice = 0
      for (let j = knots.first; j < knots.end; j++) {
        const p = coarse[row + j] ?? 0
        all += p * (weight[j] ?? 0)
        allOnce += p * (weightOnce[j] ?? 0)
        allTwice += p * (weightTwice[j] ?? 0)
      }
      split(all, allOnce, allTwice)
      const p = probabilityIn(pool, item, theta)
      const unfit = p * variance(right) + (1 - p) * variance(wrong)
      const off = error[item] ?? 0
      const doubt =
        p * doubtOf(right, off, absolute, whole.second) +
        (1 - p) * doubtOf(wrong, off, absolute, whole.second)
      bounds[0] = unfit - doubt
      bounds[1] = unfit + doubt
    },
  }
}

interface Moments {
  weight: number
  first: number
  second: number
}

function variance({ weight, first, second }: Moments): number {
  if (!(weight > 0)) return 0
  const mean = first / weight
  return second / weight - mean * mean
}

/** How far off the variance can be where P is off by `off`, and the moments with it. */
function doubtOf(
  { weight, first, second }: Moments,
  off: number,
  absolute: number,
  square: number,
): number {
  // Then dividing by a weight that is off is no worse than this many times.
  if (!(weight > 4 * off)) return Infinity
  const factor = 1 / weight
  const worse = factor * (1 + 2 * off * factor)
  const mean = Math.abs(first) * factor
  const ofMean = worse * off * (absolute + mean)
  return worse * off * (square + second * factor) + ofMean * (2 * mean + ofMean)
}
