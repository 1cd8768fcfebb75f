import { inverse } from './solve.ts'

/** The covariance of two parameters; NaN where one of them isn't known. */
export type Covariance = (row: number, column: number) => number

/** What is known no better than to ± 100 isn't known. */
const leastInformation = 1e-4

/**
 * Inverts an information matrix (row by row) of parameters, without those that answers don't tell
 * of and those that `bound` says lie at a bound: they count as fixed. `null` where what is left has
 * no inverse.
 */
export function covarianceOf(
  information: Float64Array,
  bound: (parameter: number) => boolean,
): Covariance | null {
  const size = Math.round(Math.sqrt(information.length))
  const known: number[] = []
  for (let at = 0; at < size; at++)
    if (!bound(at) && (information[at * size + at] ?? 0) > leastInformation) known.push(at)
  const kept = new Float64Array(known.length ** 2)
  for (const [i, row] of known.entries())
    for (const [j, column] of known.entries())
      kept[i * known.length + j] = information[row * size + column] ?? 0
  const inverted = inverse(kept, known.length)
  if (inverted === null) return null
  const place = new Map<number, number>()
  for (const [at, parameter] of known.entries())
    if ((inverted[at * known.length + at] ?? NaN) < 1 / leastInformation) place.set(parameter, at)
  return (row, column) => {
    const [i, j] = [place.get(row), place.get(column)]
    return i === undefined || j === undefined ? NaN : (inverted[i * known.length + j] ?? NaN)
  }
}
