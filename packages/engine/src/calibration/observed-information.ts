import type { Calibration } from './calibrate.ts'
import { vectorOf } from './free-parameters.ts'
import { marginalOf } from './marginal.ts'

/** Step of the central differences; guessing stays above 0. */
const longestStep = 1e-4

/**
 * Gives columns of the observed information: minus the derivatives of the marginal log posterior's
 * gradient by one free parameter, by central differences.
 */
export function observedInformation(calibration: Calibration): (column: number) => Float64Array {
  const { parameters, freedom } = calibration
  const { slope, intercept, guessing } = parameters
  const best = vectorOf(parameters, freedom)
  const { gradientAt } = marginalOf({
    ...calibration,
    parameters: {
      slope: slope.slice(),
      intercept: intercept.slice(),
      guessing: guessing.slice(),
    },
  })
  const gradientMoved = (column: number, by: number) => {
    const point = best.slice()
    point[column] = (point[column] ?? 0) + by
    return gradientAt(point)
  }
  const chances = freedom.guesses ? best.length - freedom.placed.length : best.length
  return (column) => {
    const h = column < chances ? longestStep : Math.min(longestStep, (best[column] ?? 0) / 2)
    const above = gradientMoved(column, h)
    return gradientMoved(column, -h).map((below, row) => (below - (above[row] ?? 0)) / (2 * h))
  }
}
