import { log } from './portable-math.ts'
import { probability } from './model.ts'
import type { ItemPool } from './pool.ts'
import type { Criterion } from './select.ts'
import type { ItemTable } from './item-table.ts'

// Selection by the whole of what is believed of an ability, not by one estimate. `mass` weighs the
// nodes and adds up to 1: that of the posterior, or that of the likelihood alone, which gives the
// first of each two names. catR's values are these times the integral of what weighs, which is the
// same for all questions.

/** The nodes that weigh anything: the others add less than rounding does. */
interface Support {
  readonly first: number
  /** One past the last. */
  readonly end: number
}

const negligible = 1e-18

function supportOf(mass: Float64Array): Support {
  let first = 0
  while (first < mass.length - 1 && (mass[first] ?? 0) < negligible) first++
  let end = mass.length
  while (end > first + 1 && (mass[end - 1] ?? 0) < negligible) end--
  return { first, end }
}

/**
 * MLWI and MPWI, maximum likelihood-weighted and posterior-weighted information (Veerkamp & Berger
 * 1997; van der Linden 1998). `table` is of information.
 */
export function weightedInformation(table: ItemTable, mass: Float64Array): Criterion {
  const { values } = table
  const { first, end } = supportOf(mass)
  return (item) => {
    const row = table.row(item)
    let sum = 0
    for (let k = first; k < end; k++) sum += (mass[k] ?? 0) * (values[row + k] ?? 0)
    return -sum
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
): Criterion {
  const { a, b, c, d } = pool
  const { first, end } = supportOf(mass)
  return (item) => {
    const p = probability(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    const rightRow = right.row(item)
    const wrongRow = wrong.row(item)
    let sum = 0
    for (let k = first; k < end; k++) {
      const ifRight = right.values[rightRow + k] ?? 0
      const ifWrong = wrong.values[wrongRow + k] ?? 0
      sum += (mass[k] ?? 0) * (p * ifRight + (1 - p) * ifWrong)
    }
    const entropy = (p > 0 ? p * log(p) : 0) + (p < 1 ? (1 - p) * log(1 - p) : 0)
    return sum - entropy
  }
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
): Criterion {
  const { a, b, c, d } = pool
  const { values } = table
  const { first, end } = supportOf(mass)
  let mean = 0
  for (let k = first; k < end; k++) mean += (mass[k] ?? 0) * (nodes[k] ?? 0)
  // Moments about the mean, so that the variance isn't a small difference of large numbers.
  const once = nodes.map((node, k) => (mass[k] ?? 0) * (node - mean))
  const twice = nodes.map((node, k) => (once[k] ?? 0) * (node - mean))
  let total = 0
  let allOnce = 0
  let allTwice = 0
  for (let k = first; k < end; k++) {
    total += mass[k] ?? 0
    allOnce += once[k] ?? 0
    allTwice += twice[k] ?? 0
  }
  return (item) => {
    const row = table.row(item)
    let right = 0
    let rightOnce = 0
    let rightTwice = 0
    for (let k = first; k < end; k++) {
      const p = values[row + k] ?? 0
      right += p * (mass[k] ?? 0)
      rightOnce += p * (once[k] ?? 0)
      rightTwice += p * (twice[k] ?? 0)
    }
    const p = probability(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    const ifRight = variance(right, rightOnce, rightTwice)
    const ifWrong = variance(total - right, allOnce - rightOnce, allTwice - rightTwice)
    return p * ifRight + (1 - p) * ifWrong
  }
}

function variance(weight: number, first: number, second: number): number {
  if (!(weight > 0)) return 0
  const mean = first / weight
  return second / weight - mean * mean
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
