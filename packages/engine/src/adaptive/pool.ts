import { probability } from './model.ts'

/** Questions that may be asked, as columns, those of one topic next to each other. */
export interface ItemPool {
  readonly size: number
  /** What the caller knows each question by. */
  readonly num: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly c: Float64Array
  readonly d: Float64Array
  /** Index of the topic. */
  readonly topic: Uint32Array
  /** Where each topic begins; one more entry than topics. */
  readonly topicStart: Uint32Array
  /** num → position in the columns. */
  readonly at: ReadonlyMap<number, number>
}

export interface PoolItem {
  readonly num: number
  /** Index of the topic, from 0 to less than the number of topics. */
  readonly topic: number
  readonly a: number
  readonly b: number
  readonly c?: number
  readonly d?: number
}

/** Lays questions out in columns. */
export function poolOf(items: readonly PoolItem[], topics: number): ItemPool {
  const sorted = items.toSorted((one, other) => one.topic - other.topic || one.num - other.num)
  const topicStart = new Uint32Array(topics + 1)
  for (const { topic } of sorted) topicStart[topic + 1] = (topicStart[topic + 1] ?? 0) + 1
  for (let topic = 0; topic < topics; topic++)
    topicStart[topic + 1] = (topicStart[topic + 1] ?? 0) + (topicStart[topic] ?? 0)
  return {
    size: sorted.length,
    num: Float64Array.from(sorted, ({ num }) => num),
    a: Float64Array.from(sorted, ({ a }) => a),
    b: Float64Array.from(sorted, ({ b }) => b),
    c: Float64Array.from(sorted, ({ c }) => c ?? 0),
    d: Float64Array.from(sorted, ({ d }) => d ?? 1),
    topic: Uint32Array.from(sorted, ({ topic }) => topic),
    topicStart,
    at: new Map(sorted.map(({ num }, index) => [num, index])),
  }
}

/** The probability of a right answer to an item of the pool. */
export function probabilityIn({ a, b, c, d }: ItemPool, item: number, theta: number): number {
  return probability(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
}
