import type { BoundedCriterion } from './bounded-choice.ts'
import { compress } from './interpolation.ts'
import type { ItemTable } from './item-table.ts'
import { probability } from './model.ts'
import type { ItemPool } from './pool.ts'
import { log } from './portable-math.ts'
import type { Criterion } from './select.ts'

// Selection by the whole of what is believed of an ability, not by one estimate. `mass` weighs the
// nodes and adds up to 1: that of the posterior, or that of the likelihood alone, which gives the
// first of each two names. catR's values are these times the integral of what weighs, which is the
// same for all questions.

/** The entries of a column of weights that count: the others add less than rounding does. */
interface Support {
  readonly first: number
  /** One past the last. */
  readonly end: number
}

const negligible = 1e-18

function supportOf(weight: Float64Array): Support {
  const counts = (at: number) => Math.abs(weight[at] ?? 0) >= negligible
  let first = 0
  while (first < weight.length - 1 && !counts(first)) first++
  let end = weight.length
  while (end > first + 1 && !counts(end - 1)) end--
  return { first, end }
}

/**
 * MLWI and MPWI, maximum likelihood-weighted and posterior-weighted information (Veerkamp & Berger
 * 1997; van der Linden 1998). `table` is of information.
 */
export function weightedInformation(table: ItemTable, mass: Float64Array): BoundedCriterion {
  const { values, coarse, interpolation, error } = table
  const { first, end } = supportOf(mass)
  const weight = compress(interpolation, mass)
  const knots = supportOf(weight)
  return {
    exact: (item) => {
      const row = table.row(item)
      let sum = 0
      for (let k = first; k < end; k++) sum += (mass[k] ?? 0) * (values[row + k] ?? 0)
      return -sum
    },
    between: (item, bounds) => {
      const row = item * weight.length
      let sum = 0
      for (let j = knots.first; j < knots.end; j++) sum += (weight[j] ?? 0) * (coarse[row + j] ?? 0)
      bounds[0] = -sum - (error[item] ?? 0)
      bounds[1] = -sum + (error[item] ?? 0)
    },
  }
}

/**
 * KL and KLP: the Kullback–Leibler information between the estimate and what else the ability may
 * be, weighted (Chang & Ying 1996; Barrada et al. 2009). `right` and `wrong` are tables of ln P and
 * ln (1 − P).
 */
export function kullbackLeibler(
  pool: ItemPool,
  theta: number,
  right: ItemTable,
  wrong: ItemTable,
  mass: Float64Array,
): BoundedCriterion {
  const { first, end } = supportOf(mass)
  const weight = compress(right.interpolation, mass)
  const knots = supportOf(weight)
  return {
    exact: (item) => {
      const p = probabilityOf(pool, item, theta)
      const rightRow = right.row(item)
      const wrongRow = wrong.row(item)
      let ifRight = 0
      let ifWrong = 0
      for (let k = first; k < end; k++) {
        ifRight += (mass[k] ?? 0) * (right.values[rightRow + k] ?? 0)
        ifWrong += (mass[k] ?? 0) * (wrong.values[wrongRow + k] ?? 0)
      }
      return p * ifRight + (1 - p) * ifWrong - negentropy(p)
    },
    between: (item, bounds) => {
      const p = probabilityOf(pool, item, theta)
      const row = item * weight.length
      let ifRight = 0
      let ifWrong = 0
      for (let j = knots.first; j < knots.end; j++) {
        ifRight += (weight[j] ?? 0) * (right.coarse[row + j] ?? 0)
        ifWrong += (weight[j] ?? 0) * (wrong.coarse[row + j] ?? 0)
      }
      const unfit = p * ifRight + (1 - p) * ifWrong - nearNegentropy(p)
      const doubt = p * (right.error[item] ?? 0) + (1 - p) * (wrong.error[item] ?? 0)
      bounds[0] = unfit - doubt
      bounds[1] = unfit + doubt + nearness
    },
  }
}

/** p ln p + (1 − p) ln (1 − p) */
function negentropy(p: number): number {
  return p > 0 && p < 1 ? p * log(p) + (1 - p) * log(1 - p) : 0
}

const cells = 8_192
const negentropies = Float64Array.from({ length: cells + 2 }, (_, at) => negentropy(at / cells))

// The curve sags most below its chord in the first cell and in the last, by 1 / (e · cells).
const nearness = 0.37 / cells

/** The same read from a table, never less, and more by `nearness` at most. */
function nearNegentropy(p: number): number {
  const at = Math.floor(p * cells)
  const below = negentropies[at] ?? 0
  return below + (p * cells - at) * ((negentropies[at + 1] ?? 0) - below)
}

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
      const p = probabilityOf(pool, item, theta)
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
      const p = probabilityOf(pool, item, theta)
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

/**
 * GDI and GDIP, the global discrimination index (Kaplan, de la Torre & Barrada 2015): the variance
 * of P. `weight` is like `mass`, but of plain sums instead of the trapezoid rule, as in catR.
 * `table` is of P.
 */
export function globalDiscrimination(table: ItemTable, weight: Float64Array): Criterion {
  const { values } = table
  const { first, end } = supportOf(weight)
  return (item) => {
    const row = table.row(item)
    let mean = 0
    for (let k = first; k < end; k++) mean += (weight[k] ?? 0) * (values[row + k] ?? 0)
    let sum = 0
    for (let k = first; k < end; k++) {
      const away = (values[row + k] ?? 0) - mean
      sum += (weight[k] ?? 0) * away * away
    }
    return -sum
  }
}

/** Mass of the trapezoid rule as that of plain sums: the first and the last node count whole. */
export function plainWeights(mass: Float64Array): Float64Array {
  const last = mass.length - 1
  const total = 1 + (mass[0] ?? 0) + (mass[last] ?? 0)
  return mass.map((each, k) => (each * (k === 0 || k === last ? 2 : 1)) / total)
}

function probabilityOf({ a, b, c, d }: ItemPool, item: number, theta: number): number {
  return probability(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
}
