import type { BoundedCriterion } from './bounded-choice.ts'
import { compress } from './interpolation.ts'
import type { ItemTable } from './item-table.ts'
import { probabilityIn, type ItemPool } from './pool.ts'
import { log } from './portable-math.ts'
import { supportOf } from './support.ts'

/**
 * KL and KLP: the Kullback–Leibler information between the estimate and what else the ability may
 * be, weighted (Chang & Ying 1996; Barrada et al. 2009). `right` and `wrong` are tables of ln P and
 * ln (1 − P); `mass` is as in `weighted-information.ts`.
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
      const p = probabilityIn(pool, item, theta)
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
      const p = probabilityIn(pool, item, theta)
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
