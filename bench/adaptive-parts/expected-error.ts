import type { Simulation } from '@quizmentor/engine/adaptive/simulate'

/** The root of the mean of the squared standard errors after so many questions. */
export function expectedError({ tests }: Simulation, length: number): number {
  const squares = tests.map(({ standardErrors }) => {
    const error = standardErrors[Math.min(length, standardErrors.length) - 1] ?? NaN
    return error * error
  })
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length)
}
