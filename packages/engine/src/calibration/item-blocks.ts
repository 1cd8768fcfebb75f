import type { Calibration } from './calibrate.ts'
import { marginalOf } from './marginal.ts'
import { fillLogProbabilities, itemOf } from './parameters.ts'
import { posteriorsOf } from './posteriors.ts'
import { inverse } from './solve.ts'
import { observedInformation } from './observed-information.ts'

/**
 * Gives the (co)variances of slope and intercept of the placed item of an index, and the variance
 * of the logit of its guessing parameter.
 */
export type ItemCovariance = (
  index: number,
) => readonly [aa: number, ad: number, dd: number, cc: number]

/**
 * (Co)variances from each item's own block of the observed information, by Louis' identity (1982):
 * the information of the complete data, less what is missing as ability isn't known. The complete
 * data's is Fisher's, by which minus the second derivative is replaced in expectation.
 */
export function itemBlocks(calibration: Calibration): ItemCovariance {
  const { freedom, parameters } = calibration
  const { likelihood, logLikelihood } = marginalOf(calibration)
  logLikelihood()
  const missing = missingInformation(calibration)
  const size = freedom.guesses ? 3 : 2
  const blocks = freedom.placed.map((item) => {
    likelihood.derive(item, itemOf(parameters, item))
    return likelihood.information.map((value, at) => value - (missing[9 * item + at] ?? 0))
  })
  if (freedom.shared) return sharedSlope(calibration, blocks)
  const inverses = blocks.map((block) => inverse(block, size))
  return (index) => {
    const found = inverses[index]
    const at = (row: number, column: number) => found?.[row * size + column] ?? NaN
    return [at(0, 0), at(0, 1), at(1, 1), size === 3 ? at(2, 2) : NaN]
  }
}

/**
 * All items share the first row and column, which are taken from the whole information: an arrow,
 * whose inverse is known.
 */
function sharedSlope(calibration: Calibration, blocks: readonly Float64Array[]): ItemCovariance {
  const [aa = NaN, ...ads] = observedInformation(calibration)(0)
  const dds = blocks.map((block) => block[4] ?? NaN)
  const variance = 1 / ads.reduce((rest, ad, index) => rest - ad ** 2 / (dds[index] ?? NaN), aa)
  return (index) => {
    const [ad = NaN, dd = NaN] = [ads[index], dds[index]]
    return [variance, (-ad / dd) * variance, 1 / dd + (ad / dd) ** 2 * variance, NaN]
  }
}

/** Per item a 3 × 3 matrix: the variance that each person's score has over their posterior. */
function missingInformation({ patterns, grid, parameters, freedom, onePeak }: Calibration) {
  const { items, size, start, count, answers } = patterns
  const { nodes } = grid
  const width = nodes.length
  const table = new Float64Array(2 * items * width)
  fillLogProbabilities(parameters, nodes, table)
  const posteriors = posteriorsOf(patterns, grid, onePeak)
  const placed = new Set(freedom.placed)
  const missing = new Float64Array(9 * items)

  for (let pattern = 0; pattern < size; pattern++) {
    posteriors.run(pattern, table)
    const { weights, low, high } = posteriors
    for (let at = start[pattern] ?? 0; at < (start[pattern + 1] ?? 0); at++) {
      const code = answers[at] ?? 0
      const item = code >> 1
      if (!placed.has(item)) continue
      const [a, d, c] = itemOf(parameters, item)
      let [sa, sd, sc, aa, ad, ac, dd, dc, cc] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (let node = low; node <= high; node++) {
        const weight = weights[node] ?? 0
        const theta = nodes[node] ?? 0
        const s = 1 / (1 + Math.exp(-(a * theta + d)))
        const p = c + (1 - c) * s
        // The derivatives of ln P, or of ln (1 − P), by intercept and by the logit of c.
        const byD = (code & 1) === 1 ? (s / p) * (1 - p) : -s
        const byC = (code & 1) === 1 ? (c / p) * (1 - p) : -c
        const byA = byD * theta
        sa += weight * byA
        sd += weight * byD
        sc += weight * byC
        aa += weight * byA * byA
        ad += weight * byA * byD
        ac += weight * byA * byC
        dd += weight * byD * byD
        dc += weight * byD * byC
        cc += weight * byC * byC
      }
      const times = count[pattern] ?? 0
      const add = (row: number, column: number, value: number) => {
        const at = 9 * item + 3 * row + column
        missing[at] = (missing[at] ?? 0) + times * value
      }
      add(0, 0, aa - sa * sa)
      add(0, 1, ad - sa * sd)
      add(1, 0, ad - sa * sd)
      add(1, 1, dd - sd * sd)
      if (!freedom.guesses) continue
      add(0, 2, ac - sa * sc)
      add(2, 0, ac - sa * sc)
      add(1, 2, dc - sd * sc)
      add(2, 1, dc - sd * sc)
      add(2, 2, cc - sc * sc)
    }
  }
  return missing
}
