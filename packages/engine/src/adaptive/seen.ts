import type { ItemPool } from './pool.ts'

/** What becomes of questions that the learner has answered before. */
export type SeenRule =
  /** They don't come again. */
  | { readonly kind: 'never' }
  /** They come again once so many milliseconds have passed. */
  | { readonly kind: 'after'; readonly ms: number }
  /** They come again when nothing else is left. */
  | { readonly kind: 'last' }
  /** They are like any other. */
  | { readonly kind: 'any' }

/** The questions a learner has answered, by the pool's num, with the time of the last answer. */
export interface Seen {
  readonly num: ArrayLike<number>
  readonly at: ArrayLike<number>
}

/** 1 for each item that the rule bars at `now`, and for each that it keeps in reserve. */
export function barSeen(
  pool: ItemPool,
  seen: Seen,
  rule: SeenRule,
  now: number,
): { readonly barred: Uint8Array; readonly reserve: Uint8Array } {
  const barred = new Uint8Array(pool.size)
  const reserve = new Uint8Array(pool.size)
  if (rule.kind === 'any') return { barred, reserve }
  for (let index = 0; index < seen.num.length; index++) {
    const item = pool.at.get(seen.num[index] ?? -1)
    if (item === undefined) continue
    if (rule.kind === 'last') reserve[item] = 1
    else if (rule.kind === 'never' || now - (seen.at[index] ?? 0) < rule.ms) barred[item] = 1
  }
  return { barred, reserve }
}
