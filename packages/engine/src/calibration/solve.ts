/**
 * The solution x of A x = y by Cholesky's decomposition, of the leading `size` rows and columns of
 * a symmetric positive definite matrix; `null` where it is not one. Rows of A are √(its length) long.
 */
export function solve(
  matrix: Float64Array,
  right: Float64Array,
  size: number,
): Float64Array | null {
  const lower = cholesky(matrix, size)
  return lower === null ? null : solveWith(lower, right, size)
}

/** The inverse, of the leading `size` rows and columns; `null` as for `solve`. */
export function inverse(matrix: Float64Array, size: number): Float64Array | null {
  const lower = cholesky(matrix, size)
  if (lower === null) return null
  const result = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let column = 0; column < size; column++) {
    unit.fill(0)
    unit[column] = 1
    const x = solveWith(lower, unit, size)
    for (let row = 0; row < size; row++) result[row * size + column] = x[row] ?? 0
  }
  return result
}

function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const stride = Math.round(Math.sqrt(matrix.length))
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * stride + column] ?? 0
      for (let k = 0; k < column; k++)
        sum -= (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0)
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] ?? 1)
      else if (sum > 0) lower[row * size + row] = Math.sqrt(sum)
      else return null
    }
  return lower
}

function solveWith(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  const x = right.slice(0, size)
  for (let row = 0; row < size; row++) {
    let sum = x[row] ?? 0
    for (let k = 0; k < row; k++) sum -= (lower[row * size + k] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (lower[row * size + row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row] ?? 0
    for (let k = row + 1; k < size; k++) sum -= (lower[k * size + row] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (lower[row * size + row] ?? 1)
  }
  return x
}
