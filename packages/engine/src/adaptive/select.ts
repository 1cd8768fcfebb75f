import type { Random } from '../question/parts.ts'
import { probability } from './model.ts'
import type { ItemPool } from './pool.ts'
import { offer, pick, shortlist } from './shortlist.ts'

/** How unfit an item is: the smallest is chosen, `Infinity` never. */
export type Criterion = (item: number) => number

export interface Candidates {
  readonly pool: ItemPool
  /** Topics that may be asked. */
  readonly topics: readonly number[]
  /** 1 for each item that may not be asked now. */
  readonly barred: Uint8Array
}

export interface Exposure {
  /** One of this many best items is drawn, so that equal learners don't all get the same. */
  readonly among: number
  /** But none that is worse than the best by more than this. */
  readonly slack: number
}

/**
 * Randomesque choice (Kingsbury & Zara 1989): one of the few best items, or −1 where there is none.
 */
export function choose(
  { pool, topics, barred }: Candidates,
  criterion: Criterion,
  { among, slack }: Exposure,
  random: Random,
): number {
  const best = shortlist(among)
  for (const topic of topics) {
    const to = pool.topicStart[topic + 1] ?? 0
    for (let item = pool.topicStart[topic] ?? 0; item < to; item++)
      if (barred[item] !== 1) offer(best, item, criterion(item), random)
  }
  return pick(best, slack, random)
}

/** Flow: the success probability nearest to the target. `theta` is the ability per topic. */
export function flow(pool: ItemPool, theta: Float64Array, target: number): Criterion {
  const { a, b, c, d, topic } = pool
  return (item) => {
    const ability = theta[topic[item] ?? 0] ?? 0
    const p = probability(ability, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    return Math.abs(p - target)
  }
}

// A difference of exactly a step is within it.
const rounding = 1e-9

/** Another criterion, for items at most `step` away in difficulty from `previous`. */
export function withinStep(
  pool: ItemPool,
  previous: number,
  step: number,
  criterion: Criterion,
): Criterion {
  const { b } = pool
  return (item) =>
    Math.abs((b[item] ?? 0) - previous) <= step + rounding ? criterion(item) : Infinity
}

/** Another criterion, in which each item is less fit by its price. */
export function priced(criterion: Criterion, price: Float64Array | undefined): Criterion {
  return price === undefined ? criterion : (item) => criterion(item) + (price[item] ?? 0)
}

/** The difficulty nearest to `previous`: where nothing lies within a step of it. */
export function nearest(pool: ItemPool, previous: number): Criterion {
  const { b } = pool
  return (item) => Math.abs((b[item] ?? 0) - previous)
}
