import type { Calibration } from './calibrate.ts'
import type { Residuals } from './residuals.ts'

/** Mean squares: 1 where answers vary as the model says, less where they vary too little. */
export interface ResidualFit {
  /** Weighted by information: tells of answers to items of about a person's own level. */
  readonly infit: number
  /** Unweighted: tells of surprises far from it. */
  readonly outfit: number
}

/** Infit and outfit of each item (Wright and Masters, 1982), at expected a posteriori abilities. */
export function residualFit(
  { patterns }: Calibration,
  { probability, residual }: Residuals,
): ResidualFit[] {
  const { items, size, start, answers, count } = patterns
  const squares = new Float64Array(items)
  const variances = new Float64Array(items)
  const standardised = new Float64Array(items)
  const people = new Float64Array(items)
  for (let pattern = 0; pattern < size; pattern++) {
    const times = count[pattern] ?? 0
    for (let at = start[pattern] ?? 0; at < (start[pattern + 1] ?? 0); at++) {
      const item = (answers[at] ?? 0) >> 1
      const p = probability[at] ?? 0
      const square = (residual[at] ?? 0) ** 2
      squares[item] = (squares[item] ?? 0) + times * square
      variances[item] = (variances[item] ?? 0) + times * p * (1 - p)
      standardised[item] = (standardised[item] ?? 0) + (times * square) / (p * (1 - p))
      people[item] = (people[item] ?? 0) + times
    }
  }
  return Array.from({ length: items }, (_, item) => ({
    infit: (squares[item] ?? NaN) / (variances[item] ?? NaN),
    outfit: (standardised[item] ?? NaN) / (people[item] ?? NaN),
  }))
}
