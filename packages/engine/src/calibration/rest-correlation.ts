import type { Calibration } from './calibrate.ts'
import { fillLogProbabilities } from './parameters.ts'
import { posteriorsOf } from './posteriors.ts'

/**
 * Of each item the correlation of right answers with ability (expected a posteriori) as the same
 * people's other answers tell it: the corrected point-biserial for people who were asked different
 * questions. Below 0 the able get it wrong more often than others do, which a discrimination with a
 * lognormal prior can't say. NaN where it was not both right and wrong, or nobody answered another.
 */
export function restCorrelations(calibration: Calibration): Float64Array {
  const { patterns, grid, parameters, onePeak } = calibration
  const { items, size, start, answers, count } = patterns
  const { nodes } = grid
  const width = nodes.length
  const table = new Float64Array(2 * items * width)
  fillLogProbabilities(parameters, nodes, table)
  const probabilities = table.map(Math.exp)
  const posteriors = posteriorsOf(patterns, grid, onePeak)

  const people = new Float64Array(items)
  const right = new Float64Array(items)
  const sum = new Float64Array(items)
  const squares = new Float64Array(items)
  const sumOfRight = new Float64Array(items)
  for (let pattern = 0; pattern < size; pattern++) {
    const from = start[pattern] ?? 0
    const to = start[pattern + 1] ?? 0
    if (to - from < 2) continue
    posteriors.run(pattern, table)
    const { weights, low, high } = posteriors
    const times = count[pattern] ?? 0
    for (let at = from; at < to; at++) {
      const code = answers[at] ?? 0
      const row = code * width
      // The posterior without this answer: its likelihood divided out again.
      let mass = 0
      let moment = 0
      for (let node = low; node <= high; node++) {
        const weight = (weights[node] ?? 0) / (probabilities[row + node] ?? 1)
        mass += weight
        moment += weight * (nodes[node] ?? 0)
      }
      const theta = moment / mass
      const item = code >> 1
      people[item] = (people[item] ?? 0) + times
      sum[item] = (sum[item] ?? 0) + times * theta
      squares[item] = (squares[item] ?? 0) + times * theta ** 2
      if ((code & 1) === 0) continue
      right[item] = (right[item] ?? 0) + times
      sumOfRight[item] = (sumOfRight[item] ?? 0) + times * theta
    }
  }
  return people.map((n, item) => {
    const facility = (right[item] ?? 0) / n
    const mean = (sum[item] ?? 0) / n
    const spread = (squares[item] ?? 0) / n - mean ** 2
    const together = (sumOfRight[item] ?? 0) / n - facility * mean
    const scale = Math.sqrt(spread * facility * (1 - facility))
    return scale > 1e-9 ? together / scale : NaN
  })
}
