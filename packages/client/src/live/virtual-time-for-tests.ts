import type { Cancel } from './platform.ts'

interface Timer {
  readonly at: number
  readonly happen: () => void
}

/** Time that passes when it is told to. */
export class VirtualTime {
  #now = 0
  #timers: Timer[] = []

  readonly now = (): number => this.#now

  readonly after = (ms: number, then: () => void): Cancel => {
    const timer = { at: this.#now + Math.max(0, ms), happen: then }
    const later = this.#timers.findIndex(({ at }) => at > timer.at)
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  /** Timers that have yet to come. */
  get waiting(): number {
    return this.#timers.length
  }

  /** Lets so many milliseconds go by, and all that happens in them happen. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    for (;;) {
      await settled()
      const next = this.#timers[0]
      if (next === undefined || next.at > until) break
      this.#timers.shift()
      this.#now = Math.max(this.#now, next.at)
      next.happen()
    }
    this.#now = Math.max(this.#now, until)
  }

  /** Lets time go by in which nothing happens, as while a device sleeps. */
  sleep(ms: number): void {
    this.#now += ms
  }
}

/** All promises that can be kept now have been. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve()
}
