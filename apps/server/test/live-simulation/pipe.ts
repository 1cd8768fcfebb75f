import type { SimulatedTime } from './time.ts'

/** One direction of a connection: what is carried arrives in order, or not at all. */
export class Pipe {
  readonly #time: SimulatedTime
  readonly #wayMs: () => number
  #lastAt = 0
  #heldUntil = 0
  #isDead = false
  /** Bytes that have not left, since nothing moves. */
  heldBytes = 0

  constructor(time: SimulatedTime, wayMs: () => number) {
    this.#time = time
    this.#wayMs = wayMs
  }

  carry(bytes: number, arrive: () => void): void {
    const now = this.#time.now()
    const isHeld = this.#isDead || now < this.#heldUntil
    if (isHeld) this.heldBytes += bytes
    if (this.#isDead) return
    this.#lastAt = Math.max(this.#lastAt, this.#heldUntil, now + this.#wayMs())
    this.#time.after(this.#lastAt - now, () => {
      if (isHeld) this.heldBytes -= bytes
      if (!this.#isDead) arrive()
    })
  }

  /** Nothing moves for so long; then everything comes. */
  stall(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#time.now() + ms)
  }

  die(): void {
    this.#isDead = true
  }
}
