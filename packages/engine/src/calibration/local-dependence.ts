import type { Calibration } from './calibrate.ts'
import type { Residuals } from './residuals.ts'

/** Two items whose answers go together more, or less, than one ability explains. */
export interface DependentPair {
  readonly items: readonly [number, number]
  /** Yen's Q3: the correlation of their residuals. */
  readonly q3: number
  readonly people: number
}

export interface LocalDependence {
  /** Of all pairs; about −1 / (items − 1) where the model holds. */
  readonly mean: number
  /** The pairs further from the mean than the limit, the furthest first. */
  readonly pairs: readonly DependentPair[]
}

export interface DependenceOptions {
  /** How far from the mean is too far (Christensen, Makransky and Horton, 2017: 0.2). */
  readonly limit?: number
  /** Pairs that fewer people answered together are left out. */
  readonly fewestPeople?: number
}

/** More items than this would need too much memory. */
const mostItems = 1_000
/** More pairs of answers than this would take minutes; then every second or nth pattern will do. */
const mostPairs = 5e8

/**
 * Yen's Q3 (1984) of all pairs of items; `null` above 1,000 items, of which there are too many.
 */
export function localDependence(
  { patterns }: Calibration,
  { residual }: Residuals,
  { limit = 0.2, fewestPeople = 30 }: DependenceOptions = {},
): LocalDependence | null {
  const { items, size, start, answers, count } = patterns
  if (items > mostItems) return null
  // For each pair, of those who answered both: their number and the sums of both residuals.
  const moments = new Float64Array(6 * ((items * (items - 1)) / 2))
  const stride = strideOf(start)
  for (let pattern = 0; pattern < size; pattern += stride) {
    const times = count[pattern] ?? 0
    const end = start[pattern + 1] ?? 0
    for (let one = start[pattern] ?? 0; one < end; one++) {
      const x = residual[one] ?? 0
      for (let other = one + 1; other < end; other++) {
        const at = 6 * pairOf((answers[one] ?? 0) >> 1, (answers[other] ?? 0) >> 1)
        const y = residual[other] ?? 0
        moments[at] = (moments[at] ?? 0) + times
        moments[at + 1] = (moments[at + 1] ?? 0) + times * x
        moments[at + 2] = (moments[at + 2] ?? 0) + times * y
        moments[at + 3] = (moments[at + 3] ?? 0) + times * x * x
        moments[at + 4] = (moments[at + 4] ?? 0) + times * y * y
        moments[at + 5] = (moments[at + 5] ?? 0) + times * x * y
      }
    }
  }

  const pairs: DependentPair[] = []
  let sum = 0
  for (let second = 1; second < items; second++)
    for (let first = 0; first < second; first++) {
      const at = 6 * pairOf(first, second)
      const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = moments.subarray(at, at + 6)
      if (n < fewestPeople) continue
      const q3 = (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y))
      if (!Number.isFinite(q3)) continue
      sum += q3
      pairs.push({ items: [first, second], q3, people: n })
    }
  const mean = sum / pairs.length
  const isFar = ({ q3 }: DependentPair) => Math.abs(q3 - mean) > limit
  return {
    mean,
    pairs: pairs
      .filter(isFar)
      .sort((one, other) => Math.abs(other.q3 - mean) - Math.abs(one.q3 - mean)),
  }
}

function strideOf(start: Uint32Array): number {
  let pairs = 0
  for (let pattern = 1; pattern < start.length; pattern++)
    pairs += ((start[pattern] ?? 0) - (start[pattern - 1] ?? 0)) ** 2 / 2
  return Math.max(1, Math.ceil(pairs / mostPairs))
}

/** The place of a pair, first < second, in a triangle. */
function pairOf(first: number, second: number): number {
  return (second * (second - 1)) / 2 + first
}
