import type { LiveTime } from './time.ts'

/**
 * Lets those who come in through a few at a time, so that a crowd doesn't hold up the games that
 * are going on, and sends away whom it has no room for.
 */
export class Pace {
  readonly #time: LiveTime
  readonly #perTurn: number
  readonly #most: number
  #waiting: (() => void)[] = []

  /** `perTurn` are let through before others get to work; at most `most` wait. */
  constructor(time: LiveTime, { perTurn, most }: { perTurn: number; most: number }) {
    this.#time = time
    this.#perTurn = perTurn
    this.#most = most
  }

  /** Waits for one's turn; gives whether there is one. */
  turn(): Promise<boolean> {
    if (this.#waiting.length >= this.#most) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(true))
      if (this.#waiting.length === 1) this.#time.soon(this.#work)
    })
  }

  readonly #work = (): void => {
    for (const enter of this.#waiting.splice(0, this.#perTurn)) enter()
    if (this.#waiting.length > 0) this.#time.soon(this.#work)
  }
}
