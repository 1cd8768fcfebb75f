/** A program that may die, or stand still for a while as when its machine has no time for it. */
export class Program {
  #isAlive = true
  /** What waits until it goes on; `null`: it does. */
  #waiting: (() => void)[] | null = null

  get isAlive(): boolean {
    return this.#isAlive
  }

  /** Does something once the program has time for it; never where it is dead. */
  run(then: () => void): void {
    if (this.#waiting !== null) this.#waiting.push(then)
    else if (this.#isAlive) then()
  }

  kill(): void {
    this.#isAlive = false
  }

  stall(): void {
    this.#waiting ??= []
  }

  /** Does all that waited, in order. */
  goOn(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const then of waiting) this.run(then)
  }
}
