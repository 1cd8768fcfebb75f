import type { ClientMessage, ServerMessage } from '@quizmentor/contract/live'
import type { ServerClock } from '../server-clock.ts'
import { readServerMessage } from '../server-message.ts'
import type { Cancel, LivePlatform, LiveSocket } from './platform.ts'

/** What others than the line itself have to hear. */
export type Heard = Exclude<ServerMessage, { readonly t: 'pong' }>

export interface LineParts {
  readonly platform: LivePlatform
  readonly clock: ServerClock
  readonly url: string
  readonly hello: ClientMessage
  /** How long to wait for the welcome. */
  readonly welcomeWithinMs: number
  readonly heard: (message: Heard) => void
  /** The line is over, closed by the other side or found dead; once. */
  readonly over: (code: number) => void
}

/** Pings that tell the server's time. */
export const clockSamples = 5
const pingGapMs = 100
const silenceMs = 20_000
const patientMs = 5_000
/** What a browser says of a connection that broke. */
export const broken = 1006

/** One socket, from its opening to its end: says hello, measures the clock, notices its own death. */
export class Line {
  readonly #parts: LineParts
  readonly #socket: LiveSocket
  readonly #timers = new Set<Cancel>()
  readonly #silenceMs: number
  readonly startedAt: number
  #isOver = false
  #hasSaidHello = false
  #isWelcome = false
  #heardAt = 0
  #framesHeard = 0
  #pingsLeft = 0

  constructor(parts: LineParts) {
    const { platform, url, hello, welcomeWithinMs } = parts
    this.#parts = parts
    this.startedAt = platform.monotonic()
    // Of thousands who heard the same frame last, not all ask in the same instant.
    this.#silenceMs = silenceMs * (1 + platform.random() / 4)
    const socket = platform.openSocket(url)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#hasSaidHello = !this.#isOver
      this.send(hello)
    })
    socket.addEventListener('message', ({ data }) => this.#hear(data))
    socket.addEventListener('close', ({ code }) => this.#end(code))
    // A socket that fails closes as well: that is where it is handled.
    socket.addEventListener('error', () => {})
    this.after(welcomeWithinMs, () => this.#isWelcome || this.#drop())
  }

  /** Whether what is sent arrives, as far as is known. */
  get isOpen(): boolean {
    return this.#isWelcome && !this.#isOver
  }

  /** Whether it said hello, and never heard that it is welcome. */
  get isUnheard(): boolean {
    return this.#hasSaidHello && !this.#isWelcome
  }

  send(message: ClientMessage): void {
    if (!this.#isOver) this.#socket.send(JSON.stringify(message))
  }

  /** Asks whether somebody is there; ends where nothing at all is heard in time. */
  check(withinMs: number, pings = 1): void {
    const { monotonic } = this.#parts.platform
    const asked = monotonic()
    const before = this.#framesHeard
    this.#measure(pings)
    this.after(withinMs, () => {
      if (this.#framesHeard > before) return
      // Far too late: the device slept, and the answer may wait behind this very timer.
      if (monotonic() - asked > 2 * withinMs) this.check(withinMs)
      else this.#drop()
    })
  }

  /** Does something later, unless the line is over by then. */
  after(ms: number, then: () => void): void {
    const cancel = this.#parts.platform.after(ms, () => {
      this.#timers.delete(cancel)
      then()
    })
    this.#timers.add(cancel)
  }

  /** Gives the line up, without a word to its owner. */
  hangUp(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const cancel of this.#timers) cancel()
    this.#socket.close()
  }

  #hear(data: unknown): void {
    if (this.#isOver) return
    this.#framesHeard++
    this.#heardAt = this.#parts.platform.monotonic()
    const { clock, heard } = this.#parts
    const message = readServerMessage(data)
    if (message === null) return
    if (message.t === 'pong') {
      if (clock.pong(message.n, message.now) && --this.#pingsLeft > 0)
        this.after(pingGapMs * (clockSamples - this.#pingsLeft), () => this.#ping())
      return
    }
    if (message.t === 'welcome') {
      if (this.#isWelcome) return
      this.#isWelcome = true
      clock.restart()
    }
    if ('now' in message) clock.guess(message.now)
    heard(message)
    if (message.t !== 'welcome' || this.#isOver) return
    this.#measure(clockSamples)
    this.#listen(this.#silenceMs)
  }

  /** A connection can be dead without anybody having closed it. */
  #listen(ms: number): void {
    this.after(ms, () => {
      const left = this.#silenceMs - (this.#parts.platform.monotonic() - this.#heardAt)
      if (left <= 0) this.check(patientMs)
      this.#listen(left > 0 ? left : this.#silenceMs)
    })
  }

  /** Pings so often, each when the one before is answered. */
  #measure(pings: number): void {
    this.#pingsLeft = Math.max(this.#pingsLeft, pings)
    this.#ping()
  }

  #ping(): void {
    this.send({ t: 'ping', n: this.#parts.clock.ping() })
  }

  #drop(): void {
    this.#end(broken)
  }

  #end(code: number): void {
    if (this.#isOver) return
    this.hangUp()
    this.#parts.over(code)
  }
}
