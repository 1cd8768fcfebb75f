import type { Cancel } from '../../src/features/live/time.ts'

interface Due {
  readonly at: number
  readonly order: number
  /** `null`: cancelled. */
  happen: (() => void) | null
}

/** When the simulated world begins, in milliseconds since 1970. */
export const worldBeginsAt = 1_800_000_000_000
const atOnce = 64

/** What timers make of a time: whole milliseconds, and at least one. */
export function wholeMs(ms: number): number {
  return Math.max(1, Math.ceil(ms))
}

/**
 * Time that passes as fast as what happens in it can be worked out. What is due at the same moment
 * happens in the order it was asked for, so a run is the same again.
 */
export class SimulatedTime {
  readonly #due = new Queue()
  #now = worldBeginsAt
  #order = 0
  #fault: { readonly error: unknown } | null = null

  readonly now = (): number => this.#now

  readonly after = (ms: number, happen: () => void): Cancel => {
    const due: Due = { at: this.#now + Math.max(0, ms), order: this.#order++, happen }
    this.#due.add(due)
    return () => (due.happen = null)
  }

  /** Lets time pass for so long, or until something `isOver`. */
  async pass(ms: number, isOver: () => boolean = () => false): Promise<void> {
    const until = this.#now + ms
    const run = { isDone: false }
    const step = () => {
      if (!run.isDone) run.isDone = isOver() || !this.#step(until)
    }
    // The promises that each step keeps are followed up before the next one.
    while (!run.isDone) {
      for (let count = 1; count < atOnce; count++) setImmediate(step)
      await new Promise<void>((resolve) => {
        setImmediate(() => {
          step()
          resolve()
        })
      })
    }
    if (this.#fault !== null) throw this.#fault.error
    if (!isOver()) this.#now = until
  }

  /** Lets the next thing happen; `false` where there is none before `until`. */
  #step(until: number): boolean {
    const next = this.#due.take(until)
    if (next === null || this.#fault !== null) return false
    this.#now = next.at
    try {
      next.happen?.()
    } catch (error) {
      this.#fault = { error }
    }
    return true
  }
}

/** What is to come, the soonest first: a binary heap. */
class Queue {
  readonly #all: Due[] = []

  add(due: Due): void {
    const all = this.#all
    let place = all.length
    for (;;) {
      const above = (place - 1) >> 1
      const parent = all[above]
      if (place === 0 || parent === undefined || isBefore(parent, due)) break
      all[place] = parent
      place = above
    }
    all[place] = due
  }

  /** The next that is due by `until` and was not cancelled. */
  take(until: number): Due | null {
    for (let first = this.#all[0]; first !== undefined; first = this.#all[0]) {
      if (first.happen !== null && first.at > until) return null
      this.#removeFirst()
      if (first.happen !== null) return first
    }
    return null
  }

  #removeFirst(): void {
    const all = this.#all
    const last = all.pop()
    if (last === undefined || all.length === 0) return
    let place = 0
    for (;;) {
      const left = all[2 * place + 1]
      const right = all[2 * place + 2]
      if (left === undefined) break
      const isRight = right !== undefined && isBefore(right, left)
      const least = isRight ? right : left
      if (isBefore(last, least)) break
      all[place] = least
      place = 2 * place + (isRight ? 2 : 1)
    }
    all[place] = last
  }
}

function isBefore(one: Due, other: Due): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order)
}
