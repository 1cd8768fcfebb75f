import type { ItemTable } from './item-table.ts'
import type { Criterion } from './select.ts'
import { supportOf } from './support.ts'

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
