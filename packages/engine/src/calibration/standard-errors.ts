import type { Calibration } from './calibrate.ts'
import { covarianceOf } from './covariance.ts'
import { positionsOf, sizeOf } from './free-parameters.ts'
import { itemBlocks, type ItemCovariance } from './item-blocks.ts'
import { observedInformation } from './observed-information.ts'
import { itemOf } from './parameters.ts'

/**
 * Standard errors of discrimination, difficulty and guessing; NaN where there is none. Guessing at 0
 * has none, as the estimate would be below if it could; those of the others take it as known.
 */
export interface StandardErrors {
  readonly a: Float64Array
  readonly b: Float64Array
  readonly c: Float64Array
  /**
   * `observed`: from the whole observed information matrix. `item by item`: from the blocks of the
   * single items on its diagonal, where inverting the whole would take long; with many items the
   * difference is small.
   */
  readonly method: 'observed' | 'item by item'
}

/** Multiplications that are worth an exact result: a few seconds. */
const affordable = 3e9

/** Standard errors of a calibration; those of b by the delta method. */
export function standardErrors(calibration: Calibration): StandardErrors {
  const { patterns, grid, freedom } = calibration
  const size = sizeOf(freedom)
  const work = 2 * size * patterns.answers.length * grid.nodes.length
  const covariance = work <= affordable ? wholeCovariance(calibration) : null
  const method = covariance === null ? 'item by item' : 'observed'
  const blocks = covariance ?? itemBlocks(calibration)
  const { length } = calibration.parameters.slope
  const a = new Float64Array(length).fill(NaN)
  const b = new Float64Array(length).fill(NaN)
  const c = new Float64Array(length).fill(NaN)
  for (const [index, item] of freedom.placed.entries()) {
    const [aa, ad, dd, cc] = blocks(index)
    const [slope, intercept] = itemOf(calibration.parameters, item)
    const difficulty = -intercept / slope
    a[item] = Math.sqrt(aa)
    b[item] = Math.sqrt(dd + difficulty ** 2 * aa + 2 * difficulty * ad) / Math.abs(slope)
    if (freedom.guesses) c[item] = Math.sqrt(cc)
  }
  return { a, b, c, method }
}

/** The inverse of the whole observed information; `null` where it has none. */
function wholeCovariance(calibration: Calibration): ItemCovariance | null {
  const { freedom, parameters } = calibration
  const size = sizeOf(freedom)
  const atBound = new Set(
    freedom.placed.flatMap((item, index) =>
      freedom.guesses && parameters.guessing[item] === 0 ? [positionsOf(freedom, index)[2]] : [],
    ),
  )
  const columnOf = observedInformation(calibration)
  const information = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    if (atBound.has(column)) continue
    for (const [row, value] of columnOf(column).entries()) {
      // Half of it in either place, so that the matrix is symmetric to the last bit.
      const [here, there] = [row * size + column, column * size + row]
      information[here] = (information[here] ?? 0) + value / 2
      information[there] = (information[there] ?? 0) + value / 2
    }
  }
  const at = covarianceOf(information, (parameter) => atBound.has(parameter))
  if (at === null) return null
  return (index) => {
    const [slope, intercept, chance] = positionsOf(freedom, index)
    const cc = freedom.guesses ? at(chance, chance) : NaN
    return [at(slope, slope), at(slope, intercept), at(intercept, intercept), cc]
  }
}
