/**
 * Parameters of a bank as columns, in slope-intercept form, in which estimation is well behaved:
 * P(θ) = c + (1 − c) / (1 + exp(−(slope · θ + intercept))). Discrimination a = slope, difficulty
 * b = −intercept / slope.
 */
export interface Parameters {
  readonly slope: Float64Array
  readonly intercept: Float64Array
  readonly guessing: Float64Array
}

/** Slope, intercept and guessing of one item. */
export type ItemParameters = readonly [slope: number, intercept: number, guessing: number]

export function itemOf({ slope, intercept, guessing }: Parameters, item: number): ItemParameters {
  return [slope[item] ?? 1, intercept[item] ?? 0, guessing[item] ?? 0]
}

/** Fills a table of ln P and ln (1 − P): a row of nodes for each answer code. */
export function fillLogProbabilities(
  { slope, intercept, guessing }: Parameters,
  nodes: Float64Array,
  table: Float64Array,
): void {
  const width = nodes.length
  for (let item = 0; item < slope.length; item++) {
    const a = slope[item] ?? 0
    const d = intercept[item] ?? 0
    const c = guessing[item] ?? 0
    const wrong = 2 * item * width
    const right = wrong + width
    for (let node = 0; node < width; node++) {
      const z = a * (nodes[node] ?? 0) + d
      // ln (1 + e⁻ᶻ), without overflow.
      const soft = z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z
      table[right + node] = c === 0 ? -soft : Math.log(c + (1 - c) * Math.exp(-soft))
      table[wrong + node] = Math.log1p(-c) - z - soft
    }
  }
}
