/** NaN where there is nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0
  return sum / values.length
}

/** Of a sample: divided by n − 1. */
export function covariance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [x, y] = [mean(one), mean(other)]
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += ((one[at] ?? 0) - x) * ((other[at] ?? 0) - y)
  return sum / (one.length - 1)
}

/** Of a sample: divided by n − 1. */
export function variance(values: ArrayLike<number>): number {
  return covariance(values, values)
}

/** Pearson's; NaN where either does not vary. */
export function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [x, y] = [variance(one), variance(other)]
  return x > 0 && y > 0 ? covariance(one, other) / Math.sqrt(x * y) : NaN
}
