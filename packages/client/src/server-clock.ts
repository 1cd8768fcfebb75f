/** Milliseconds since the epoch by this device's clock, never jumping. */
const monotonicNow = () => performance.timeOrigin + performance.now()

/**
 * What the server's clock shows, worked out from pings: the quickest round trip is the best
 * witness, since the least can have happened on its way.
 */
export class ServerClock {
  readonly #deviceNow: () => number
  #offset = 0
  #bestRoundTrip = Infinity
  #sent = new Map<number, number>()
  #count = 0

  constructor(deviceNow: () => number = monotonicNow) {
    this.#deviceNow = deviceNow
  }

  now(): number {
    return this.#deviceNow() + this.#offset
  }

  /** A first guess, good to half a round trip; for until the pings are back. */
  guess(serverNow: number): void {
    if (this.#bestRoundTrip === Infinity) this.#offset = serverNow - this.#deviceNow()
  }

  /** Begins to measure anew: after sleep or on another network older witnesses are worth nothing. */
  restart(): void {
    this.#bestRoundTrip = Infinity
    this.#sent.clear()
  }

  /** The number of a ping that leaves now. */
  ping(): number {
    this.#count++
    this.#sent.set(this.#count, this.#deviceNow())
    return this.#count
  }

  pong(number: number, serverNow: number): void {
    const sent = this.#sent.get(number)
    if (sent === undefined) return
    this.#sent.delete(number)
    const back = this.#deviceNow()
    const roundTrip = back - sent
    if (roundTrip > this.#bestRoundTrip) {
      // Clocks drift: a witness counts for less with each one that comes after it.
      this.#bestRoundTrip *= 1.1
      return
    }
    this.#bestRoundTrip = roundTrip
    this.#offset = serverNow + roundTrip / 2 - back
  }
}
