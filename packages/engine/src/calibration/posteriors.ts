import type { Grid } from './grid.ts'
import type { Patterns } from './patterns.ts'

/** The posterior of ability given a response pattern, by Bayes' rule on a grid. */
export interface Posteriors {
  /** The posterior of the pattern that was run last, summing to 1 over the nodes `low` to `high`. */
  readonly weights: Float64Array
  /** Outside of these nodes it is negligible, and `weights` means nothing. */
  readonly low: number
  readonly high: number
  /** Gives the log likelihood of one pattern; `logProbabilities` has a row for each answer code. */
  run(pattern: number, logProbabilities: Float64Array): number
}

/** What is less likely than this adds nothing that would show. */
const negligible = 1e-12
/** How many nodes further than last time are looked at. */
const margin = 2

/**
 * Of a long test each posterior is narrow, and moves little from one iteration to the next. Where
 * posteriors have one peak only (as those of 1PL and 2PL have), each is first looked for where it
 * was the last time, and everywhere if it is no longer all there.
 */
export function posteriorsOf(
  { start, answers, size }: Patterns,
  { logWeights }: Grid,
  onePeak: boolean,
): Posteriors {
  const width = logWeights.length
  const last = width - 1
  const weights = new Float64Array(width)
  const lows = new Uint16Array(size)
  const highs = new Uint16Array(size).fill(last)

  /** Fills the weights of some nodes, and narrows `low` and `high` to those that count. */
  function fill(pattern: number, table: Float64Array, from: number, to: number): number {
    for (let node = from; node <= to; node++) weights[node] = logWeights[node] ?? 0
    const end = start[pattern + 1] ?? 0
    for (let at = start[pattern] ?? 0; at < end; at++) {
      const row = (answers[at] ?? 0) * width
      for (let node = from; node <= to; node++)
        weights[node] = (weights[node] ?? 0) + (table[row + node] ?? 0)
    }
    let highest = -Infinity
    for (let node = from; node <= to; node++)
      if ((weights[node] ?? 0) > highest) highest = weights[node] ?? 0
    let mass = 0
    for (let node = from; node <= to; node++) {
      const weight = Math.exp((weights[node] ?? 0) - highest)
      weights[node] = weight
      mass += weight
    }
    for (let node = from; node <= to; node++) weights[node] = (weights[node] ?? 0) / mass
    let low = from
    let high = to
    while (low < high && (weights[low] ?? 0) < negligible) low++
    while (high > low && (weights[high] ?? 0) < negligible) high--
    lows[pattern] = low
    highs[pattern] = high
    return highest + Math.log(mass)
  }

  const posteriors = {
    weights,
    low: 0,
    high: last,
    run(pattern: number, table: Float64Array): number {
      const from = onePeak ? Math.max(0, (lows[pattern] ?? 0) - margin) : 0
      const to = onePeak ? Math.min(last, (highs[pattern] ?? last) + margin) : last
      let value = fill(pattern, table, from, to)
      const isCut = (from > 0 && lows[pattern] === from) || (to < last && highs[pattern] === to)
      if (isCut) value = fill(pattern, table, 0, last)
      posteriors.low = lows[pattern] ?? 0
      posteriors.high = highs[pattern] ?? last
      return value
    },
  }
  return posteriors
}
