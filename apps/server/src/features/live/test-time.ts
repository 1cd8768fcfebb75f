import type { Cancel, LiveTime } from './time.ts'

interface Due {
  readonly at: number
  readonly run: () => void
}

/** A clock that stands still until it is moved. */
export class VirtualTime implements LiveTime {
  #now = 1_700_000_000_000
  readonly #due = new Set<Due>()
  #soon: (() => void)[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): Cancel {
    const due = { at: this.#now + ms, run }
    this.#due.add(due)
    return () => void this.#due.delete(due)
  }

  soon(then: () => void): void {
    this.#soon.push(then)
  }

  /** Lets one turn of the program's loop pass, with what was promised before it. */
  async turn(): Promise<void> {
    await settled()
    for (const then of this.#soon.splice(0)) then()
    await settled()
  }

  /** Lets everything be done that can be done without time passing. */
  async settle(): Promise<void> {
    do await this.turn()
    while (this.#soon.length > 0)
  }

  /** Moves the clock on, doing what comes due on the way. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms
    await this.settle()
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#due.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await this.settle()
    }
    this.#now = until
  }

  #next(until: number): Due | null {
    let next: Due | null = null
    for (const due of this.#due)
      if (due.at <= until && (next === null || due.at < next.at)) next = due
    return next
  }
}

/** A clock that stands still until it is moved, in a loop that turns by itself: for real sockets. */
export class HeldClock extends VirtualTime {
  override soon(then: () => void): void {
    setImmediate(then)
  }
}

/** Until all promises that can be kept are. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}
