import type { ClientMessage } from '@quizmentor/contract/live'
import { liveClose } from '@quizmentor/contract/live-protocol'
import type { ServerClock } from '../server-clock.ts'
import { backoff } from './backoff.ts'
import { broken, clockSamples, type Heard, Line } from './line.ts'
import type { Cancel, LivePlatform } from './platform.ts'

export interface ConnectionParts {
  readonly platform: LivePlatform
  readonly clock: ServerClock
  readonly url: string
  readonly hello: ClientMessage
  readonly heard: (message: Heard) => void
  /** A line is over; the next one comes by itself, unless the connection is ended now. */
  readonly lost: (code: number, tries: number) => void
}

/** Back within a blink after one drop; a server that stays away is not besieged. */
const comeBack = { first: 250, most: 5_000, jitter: 0.8 }
/** Open for this long, a line counts as good: what comes after it begins anew. */
const steadyMs = 5_000
const welcomeWithinMs = { first: 5_000, most: 10_000, jitter: 0 }
const checkMs = { least: 1_000, most: 8_000 }
/** A person waits: whoever comes back is to be in the game again within a second. */
const wokenCheckMs = 600
/** Events of a device that wakes come in a bunch: an attempt this young is after all of them. */
const youngMs = 250
/** Codes that say this client asks too much: it comes back, but not at once. */
const tooMuch = new Set<number>([liveClose.tooSlow, liveClose.tooMany, liveClose.malformed])
const triesAfterTooMuch = 4
/** How late the hello of a line that was given up may still arrive. */
const ghostMs = 30_000

/** One line to the server after another, for as long as it is wanted. */
export class Connection {
  readonly #parts: ConnectionParts
  #stopWaking: Cancel = () => {}
  #line: Line | null = null
  #retry: Cancel = () => {}
  /** Lines lost since the last good one. */
  #tries = 0
  #isEnded = false
  /** When lines were given up that had said hello and not been welcomed. */
  #ghosts: number[] = []

  constructor(parts: ConnectionParts) {
    this.#parts = parts
  }

  begin(): void {
    this.#connect()
    this.#stopWaking = this.#parts.platform.onWake(() => this.#hurry())
  }

  get isOpen(): boolean {
    return this.#line?.isOpen ?? false
  }

  send(message: ClientMessage): void {
    this.#line?.send(message)
  }

  /** Asks whether the open line is alive. A silent one is replaced. */
  check(leastMs = checkMs.least, pings = 1): void {
    const usual = Math.max(leastMs, 3 * this.#parts.clock.roundTrip)
    // Where lines were lost a moment ago the network may just be slow.
    this.#line?.check(Math.min(checkMs.most, usual * 2 ** this.#tries), pings)
  }

  /** Ends for good. */
  end(): void {
    this.#isEnded = true
    this.#stopWaking()
    this.#retry()
    this.#line?.hangUp()
    this.#line = null
  }

  #connect(): void {
    this.#retry()
    const { platform, heard } = this.#parts
    const line = new Line({
      ...this.#parts,
      welcomeWithinMs: backoff(this.#tries + 1, welcomeWithinMs, platform.random),
      heard: (message) => {
        if (message.t === 'welcome') line.after(steadyMs, () => (this.#tries = 0))
        heard(message)
      },
      over: (code) => {
        this.#gaveUp(line)
        this.#lost(this.#isOwnGhost(code) ? broken : code)
      },
    })
    this.#line = line
  }

  #lost(code: number): void {
    this.#line = null
    this.#tries = Math.max(this.#tries + 1, tooMuch.has(code) ? triesAfterTooMuch : 1)
    this.#parts.lost(code, this.#tries)
    if (this.#isEnded) return
    const { after, random } = this.#parts.platform
    this.#retry = after(backoff(this.#tries, comeBack, random), () => this.#connect())
  }

  #gaveUp(line: Line): void {
    const now = this.#parts.platform.monotonic()
    this.#ghosts = this.#ghosts.filter((at) => at > now - ghostMs)
    if (line.isUnheard) this.#ghosts.push(now)
  }

  /**
   * A hello of this very client, overtaken by the next one, looks like another device: once. What
   * replaces it more often is one, and two devices are not to take the place from each other.
   */
  #isOwnGhost(code: number): boolean {
    return code === liveClose.replaced && this.#ghosts.shift() !== undefined
  }

  /** The device is back: what was begun before may be dead, and there is no reason to wait. */
  #hurry(): void {
    const line = this.#line
    if (line === null) this.#connect()
    else if (line.isOpen) this.check(wokenCheckMs, clockSamples)
    else if (this.#parts.platform.monotonic() - line.startedAt > youngMs) {
      line.hangUp()
      this.#gaveUp(line)
      this.#connect()
    }
  }
}
