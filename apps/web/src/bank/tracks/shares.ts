/** Weights as shares of one. Without any weight, all are the same. */
export function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + Math.max(0, weight), 0)
  return total === 0
    ? weights.map(() => 1 / weights.length)
    : weights.map((weight) => Math.max(0, weight) / total)
}

/** Shares as whole percents that add up to 100: the largest remainders are rounded up. */
export function wholePercents(weights: readonly number[]): number[] {
  const exact = shares(weights).map((share) => share * 100)
  const floors = exact.map((value) => Math.floor(value + 1e-9))
  const missing = Math.max(0, 100 - floors.reduce((sum, value) => sum + value, 0))
  const raised = new Set(
    exact
      .map((value, place) => ({ place, rest: value - (floors[place] ?? 0) }))
      .toSorted((one, other) => other.rest - one.rest || one.place - other.place)
      .slice(0, weights.length === 0 ? 0 : missing)
      .map(({ place }) => place),
  )
  return floors.map((value, place) => (raised.has(place) ? value + 1 : value))
}
