import type { ServerMessage } from '@quizmentor/contract/live'
import { liveClose } from '@quizmentor/contract/live-protocol'
import type { Room } from './room.ts'
import type { LiveTime } from './time.ts'
import type { Frame, Wire } from './wire.ts'

/** As whom somebody takes part. */
export type Part =
  | { readonly role: 'player'; readonly room: Room; readonly playerId: string }
  | { readonly role: 'screen'; readonly room: Room }
  | HostPart

export interface HostPart {
  readonly role: 'host'
  readonly room: Room
  readonly sessionId: string
  readonly userId: string
}

/** `restart`: the client comes back at once, here or elsewhere. */
export type EndReason = keyof typeof liveClose | 'restart'

/** Bytes that wait for a client that doesn't read: from here on it gets only the latest view … */
const congestedFrom = 64 * 1024
/** … for as long as this … */
const congestedForMs = 10_000
/** … and here it is cut off at once, before it costs the others their memory. */
const hopelessFrom = 1024 * 1024

const helloWithinMs = 5_000
const closingMs = 1_000
/** For who is slow the code has to get past what waits before it. */
const slowlyClosingMs = 5_000
const pongWithinMs = 15_000

/** One socket: who is at its other end, how much it can take, and how far away it is. */
export class Connection {
  readonly #wire: Wire
  readonly #time: LiveTime
  readonly #openedAt: number
  /** What limits of the handshake count it by. */
  readonly address: string
  /** Of the handshake: who a host is, their cookies say. */
  cookie: string
  part: Part | null = null
  isGreeted = false
  /** When it was shown the game first. */
  shownAt = 0
  isEnding = false
  /** What it has yet to be shown: what all are, or a view of its own. */
  due: 'phase' | 'view' | null = null
  /** How long a frame took to it and back, when last measured. */
  latencyMs: number | null = null
  #isLeaving = false
  #unanswered = 0
  #congestedSince: number | null = null
  #heardAt: number
  #pingedAt = 0
  #nonce: string | null = null

  constructor(wire: Wire, time: LiveTime, { cookie = '', address = '' } = {}) {
    this.#wire = wire
    this.#time = time
    this.#openedAt = this.#heardAt = time.now()
    this.cookie = cookie
    this.address = address
  }

  get isOpen(): boolean {
    return !this.isEnding && this.#wire.isOpen
  }

  /** Whether what it says is listened to. */
  get isHeard(): boolean {
    return this.isOpen && !this.#isLeaving
  }

  get isCongested(): boolean {
    return this.#wire.bufferedAmount > congestedFrom
  }

  say(message: ServerMessage): void {
    this.send(JSON.stringify(message))
  }

  send(frame: Frame): void {
    if (!this.isOpen) return
    if (this.#wire.bufferedAmount > hopelessFrom) return this.end('tooSlow')
    this.#wire.send(frame)
  }

  /** Answers what was asked, once `reply` is there; until then `leave` waits. */
  async answer(reply: Promise<ServerMessage>): Promise<void> {
    this.#unanswered++
    try {
      this.say(await reply)
    } finally {
      this.#unanswered--
      if (this.#isLeaving) this.leave()
    }
  }

  /** Asks to come back, once what was asked is answered; nothing more is listened to. */
  leave(): void {
    this.#isLeaving = true
    if (this.#unanswered === 0) this.end('restart')
  }

  /** Closes, and doesn't wait for long that the other side agrees. */
  end(why: EndReason): void {
    if (this.isEnding) return
    this.isEnding = true
    this.#wire.close(why === 'restart' ? 1012 : liveClose[why])
    const patienceMs = why === 'tooSlow' ? slowlyClosingMs : closingMs
    this.#time.after(patienceMs, () => this.#wire.terminate())
  }

  /** Ends it where it has said no hello, reads nothing, or is gone without having said so. */
  look(now: number): void {
    if (this.isEnding) return
    // It may still be on its way from a slow phone, which is to try again.
    if (!this.isGreeted && now - this.#openedAt >= helloWithinMs) return this.end('restart')
    if (!this.isCongested) this.#congestedSince = null
    else if (now - (this.#congestedSince ??= now) >= congestedForMs) return this.end('tooSlow')
    const isSilent = this.#nonce !== null && this.#heardAt < this.#pingedAt
    if (isSilent && now - this.#pingedAt >= pongWithinMs) this.#wire.terminate()
  }

  /** Whether the time for another ping has come, at one each `everyMs`. */
  isPingDue(now: number, everyMs: number): boolean {
    return now - this.#pingedAt >= (this.#nonce === null ? everyMs : pongWithinMs)
  }

  /** Pings with something that only a real answer can hold. */
  ping(now: number, nonce: string): void {
    if (!this.isOpen) return
    this.#pingedAt = now
    this.#nonce = nonce
    this.#wire.ping(nonce)
  }

  heard(): void {
    this.#heardAt = this.#time.now()
  }

  /** Takes a pong; gives whether it is the one that was asked for. */
  ponged(nonce: string): boolean {
    if (nonce !== this.#nonce) return false
    this.#nonce = null
    this.latencyMs = this.#time.now() - this.#pingedAt
    return true
  }
}
