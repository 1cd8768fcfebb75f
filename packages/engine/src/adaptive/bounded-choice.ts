import type { Random } from '../question/parts.ts'
import type { ItemPool } from './pool.ts'
import type { Candidates, Criterion, Exposure } from './select.ts'
import { clear, offer, pick, shortlist, worst } from './shortlist.ts'

/** A criterion that is dear to work out, with bounds that are cheap. */
export interface BoundedCriterion {
  readonly exact: Criterion
  /** Puts into `bounds` what the criterion is at least and at most. */
  readonly between: (item: number, bounds: Float64Array) => void
}

// Bounds are worked out with rounding.
const margin = 1e-12

// A choice takes no memory of the bank's size: one column for each pool, overwritten by each choice.
const scratches = new WeakMap<ItemPool, Float64Array>()

function scratchOf(pool: ItemPool): Float64Array {
  const known = scratches.get(pool)
  if (known !== undefined) return known
  const made = new Float64Array(pool.size)
  scratches.set(pool, made)
  return made
}

/**
 * What `choose` gives with the exact criterion: first the bounds of all items, then the criterion of
 * those only that could be among the best. An item is less fit by its `price`.
 */
export function chooseBounded(
  { pool, topics, barred }: Candidates,
  { exact, between }: BoundedCriterion,
  { among, slack }: Exposure,
  random: Random,
  price?: Float64Array,
): number {
  const least = scratchOf(pool)
  const bounds = new Float64Array(2)
  const best = shortlist(among)
  const never = () => 0
  let limit = Infinity
  for (const topic of topics) {
    const to = pool.topicStart[topic + 1] ?? 0
    for (let item = pool.topicStart[topic] ?? 0; item < to; item++) {
      if (barred[item] === 1) continue
      between(item, bounds)
      const cost = price === undefined ? 0 : (price[item] ?? 0)
      least[item] = (bounds[0] ?? 0) + cost
      const most = (bounds[1] ?? 0) + cost
      if (most > limit) continue
      offer(best, item, most, never)
      limit = worst(best)
    }
  }
  limit += margin * (1 + Math.abs(limit))
  clear(best)
  for (const topic of topics) {
    const to = pool.topicStart[topic + 1] ?? 0
    for (let item = pool.topicStart[topic] ?? 0; item < to; item++)
      if (barred[item] !== 1 && (least[item] ?? 0) <= limit)
        offer(best, item, exact(item) + (price?.[item] ?? 0), random)
  }
  return pick(best, slack, random)
}
