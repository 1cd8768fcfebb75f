/**
 * What the server's clock shows, worked out from pings: the quickest round trip is the best
 * witness, since the least can have happened on its way.
 */
export class ServerClock {
  readonly #monotonic: () => number
  #offset: number
  #bestRoundTrip = Infinity
  #roundTrip = 0
  #sent = new Map<number, number>()
  #count = 0

  /** `deviceNow` is what the device's own clock shows, for until the server was heard. */
  constructor(monotonic: () => number, deviceNow: number) {
    this.#monotonic = monotonic
    this.#offset = deviceNow - monotonic()
  }

  now(): number {
    return this.#monotonic() + this.#offset
  }

  /** Milliseconds there and back, as measured last; 0 before the first time. */
  get roundTrip(): number {
    return this.#roundTrip
  }

  /**
   * The server's time, seen on what it sent. A first guess, good to half a round trip, until the
   * pings are back. Later it only says that the clock is behind, as it is after a sleep in which
   * the device's stood still: nothing arrives before it was sent.
   */
  guess(serverNow: number): void {
    const behind = serverNow - this.now()
    if (behind <= 0 && this.#bestRoundTrip < Infinity) return
    this.#offset += behind
    // So far off was the best witness, at least.
    this.#bestRoundTrip += behind
  }

  /** Begins to measure anew: on another connection older witnesses are worth nothing. */
  restart(): void {
    this.#bestRoundTrip = Infinity
    this.#sent.clear()
  }

  /** The number of a ping that leaves now. */
  ping(): number {
    this.#count++
    this.#sent.set(this.#count, this.#monotonic())
    return this.#count
  }

  /** Takes the answer to a ping. Says whether it was one. */
  pong(number: number, serverNow: number): boolean {
    const sent = this.#sent.get(number)
    if (sent === undefined) return false
    this.#sent.delete(number)
    const back = this.#monotonic()
    this.#roundTrip = back - sent
    if (this.#roundTrip <= this.#bestRoundTrip) {
      this.#bestRoundTrip = this.#roundTrip
      this.#offset = serverNow + this.#roundTrip / 2 - back
    } else {
      // Clocks drift: a witness counts for less with each one that comes after it.
      this.#bestRoundTrip *= 1.1
      this.guess(serverNow)
    }
    return true
  }
}
