import type { Calibration } from './calibrate.ts'
import { fillLogProbabilities } from './parameters.ts'
import { posteriorsOf } from './posteriors.ts'

/** Mean squares: 1 where answers vary as the model says, less where they vary too little. */
export interface ResidualFit {
  /** Weighted by information: tells of answers to items of about a person's own level. */
  readonly infit: number
  /** Unweighted: tells of surprises far from it. */
  readonly outfit: number
}

/**
 * Infit and outfit of each item (Wright and Masters, 1982), averaged over each person's posterior
 * (Adams and Wu, 2007), not taken at an estimate of ability: so 1 is expected of short tests too.
 * NaN for an item that nobody answered.
 */
export function residualFit(calibration: Calibration): ResidualFit[] {
  const { patterns, grid, parameters, onePeak } = calibration
  const { items, size, start, answers, count } = patterns
  const width = grid.nodes.length
  const table = new Float64Array(2 * items * width)
  fillLogProbabilities(parameters, grid.nodes, table)
  const probabilities = table.map(Math.exp)
  const posteriors = posteriorsOf(patterns, grid, onePeak)

  const squares = new Float64Array(items)
  const variances = new Float64Array(items)
  const standardised = new Float64Array(items)
  const people = new Float64Array(items)
  for (let pattern = 0; pattern < size; pattern++) {
    posteriors.run(pattern, table)
    const { weights, low, high } = posteriors
    const times = count[pattern] ?? 0
    for (let at = start[pattern] ?? 0; at < (start[pattern + 1] ?? 0); at++) {
      const code = answers[at] ?? 0
      const given = code * width
      const other = (code ^ 1) * width
      let square = 0
      let variance = 0
      let ratio = 0
      for (let node = low; node <= high; node++) {
        const weight = weights[node] ?? 0
        const p = probabilities[given + node] ?? 0
        const q = probabilities[other + node] ?? 0
        square += weight * q * q
        variance += weight * p * q
        ratio += (weight * q) / p
      }
      const item = code >> 1
      squares[item] = (squares[item] ?? 0) + times * square
      variances[item] = (variances[item] ?? 0) + times * variance
      standardised[item] = (standardised[item] ?? 0) + times * ratio
      people[item] = (people[item] ?? 0) + times
    }
  }
  return Array.from({ length: items }, (_, item) => ({
    infit: (squares[item] ?? NaN) / (variances[item] ?? NaN),
    outfit: (standardised[item] ?? NaN) / (people[item] ?? NaN),
  }))
}
