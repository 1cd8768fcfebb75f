import type { Calibration } from './calibrate.ts'
import { fillLogProbabilities, itemOf } from './parameters.ts'
import { posteriorsOf } from './posteriors.ts'

/** What answers leave unexplained, pattern by pattern. */
export interface Residuals {
  /** Expected a posteriori ability of each pattern. */
  readonly theta: Float64Array
  /** Each answer, 1 or 0, less the probability of a right one at that ability. */
  readonly residual: Float64Array
}

/** The residuals of a calibration at each person's expected a posteriori ability. */
export function residualsOf(calibration: Calibration): Residuals {
  const { patterns, grid, parameters, onePeak } = calibration
  const { items, size, start, answers } = patterns
  const { nodes } = grid
  const table = new Float64Array(2 * items * nodes.length)
  fillLogProbabilities(parameters, nodes, table)
  const posteriors = posteriorsOf(patterns, grid, onePeak)
  const theta = new Float64Array(size)
  const residual = new Float64Array(answers.length)
  for (let pattern = 0; pattern < size; pattern++) {
    posteriors.run(pattern, table)
    let mean = 0
    for (let node = posteriors.low; node <= posteriors.high; node++)
      mean += (posteriors.weights[node] ?? 0) * (nodes[node] ?? 0)
    theta[pattern] = mean
    for (let at = start[pattern] ?? 0; at < (start[pattern + 1] ?? 0); at++) {
      const code = answers[at] ?? 0
      const [slope, intercept, c] = itemOf(parameters, code >> 1)
      const p = c + (1 - c) / (1 + Math.exp(-(slope * mean + intercept)))
      residual[at] = (code & 1) - p
    }
  }
  return { theta, residual }
}
