import type { BoundedCriterion } from './bounded-choice.ts'
import { compress } from './interpolation.ts'
import type { ItemTable } from './item-table.ts'
import { supportOf } from './support.ts'

// Selection by the whole of what is believed of an ability, not by one estimate. `mass` weighs the
// nodes and adds up to 1: that of the posterior, or that of the likelihood alone, which gives the
// first of each two names. catR's values are these times the integral of what weighs, which is the
// same for all questions.

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
