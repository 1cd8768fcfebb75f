/** The entries of a column of weights that count: the others add less than rounding does. */
export interface Support {
  readonly first: number
  /** One past the last. */
  readonly end: number
}

const negligible = 1e-18

/** From the first to the last entry that counts. */
export function supportOf(weight: Float64Array): Support {
  const counts = (at: number) => Math.abs(weight[at] ?? 0) >= negligible
  let first = 0
  while (first < weight.length - 1 && !counts(first)) first++
  let end = weight.length
  while (end > first + 1 && !counts(end - 1)) end--
  return { first, end }
}
