/** How much of something is allowed: `most` at once, and `perSecond` more as time goes by. */
export interface Limit {
  readonly most: number
  readonly perSecond: number
}

/**
 * Takes one more of a limit. All there is to keep of what was taken is when it will be forgotten:
 * gives that time, or `null` where it is too much.
 */
export function takeOne({ most, perSecond }: Limit, forgottenAt: number, now: number) {
  const each = 1_000 / perSecond
  // Half of one more, as sums of fractions are not exact.
  const longest = now + (most + 0.5) * each
  // Later than it can be: the clock was put back.
  const from = forgottenAt > longest ? now : Math.max(forgottenAt, now)
  return from + each > longest ? null : from + each
}

/** A limit for each of many, such as network addresses. */
export class KeyedLimit {
  readonly #limit: Limit
  readonly #forgottenAt = new Map<string, number>()

  constructor(limit: Limit) {
    this.#limit = limit
  }

  /** Takes one more; gives how many milliseconds to wait where that is too much, else 0. */
  take(key: string, now: number): number {
    const { most, perSecond } = this.#limit
    const forgottenAt = this.#forgottenAt.get(key) ?? 0
    const next = takeOne(this.#limit, forgottenAt, now)
    if (next === null) return Math.max(1, forgottenAt - now - ((most - 1) * 1_000) / perSecond)
    this.#forgottenAt.set(key, next)
    return 0
  }

  /** Takes back that one was taken. */
  giveBack(key: string): void {
    const forgottenAt = this.#forgottenAt.get(key)
    if (forgottenAt === undefined) return
    this.#forgottenAt.set(key, forgottenAt - 1_000 / this.#limit.perSecond)
  }

  /** Drops what is forgotten. */
  tidy(now: number): void {
    for (const [key, forgottenAt] of this.#forgottenAt)
      if (forgottenAt <= now) this.#forgottenAt.delete(key)
  }
}
