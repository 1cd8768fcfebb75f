import type { ClientMessage, LiveRefusal } from '@quizmentor/contract/live'
import { backoff } from './backoff.ts'
import type { Cancel, LivePlatform } from './platform.ts'

/** What is answered, accepted or refused, by its id. */
export type Said = Extract<ClientMessage, { readonly id: string }>

export interface UnansweredParts {
  readonly platform: LivePlatform
  readonly line: {
    readonly isOpen: boolean
    send(message: ClientMessage): void
    /** Asks whether anybody is there; nobody: the line is replaced. */
    check(): void
  }
  /** A message is on its way. */
  readonly sent: (message: Said) => void
  /** A message was answered: `null` where it is stored. Once for each. */
  readonly settled: (message: Said, refusal: LiveRefusal | null) => void
}

interface Pending {
  readonly message: Said
  readonly resolve: (refusal: LiveRefusal | null) => void
  /** The one timer of this message. */
  cancel: Cancel
  /** Sent on the line that is open now. */
  isSent: boolean
  /** How often its answer was missed on this line. */
  missed: number
  /** How often the server asked to say it again. */
  putOff: number
  /** Lines that were closed as talking nonsense, with this among what was said. */
  suspected: number
}

/** A line that lives loses nothing, but the server may: patience first, then once more. */
const missing = { first: 1_000, most: 8_000, jitter: 0.2 }
const puttingOff = { first: 250, most: 5_000, jitter: 0.5 }
const nonsense = 2

/** What was said and not answered yet. It is said again, with the same id, until it is. */
export class Unanswered {
  readonly #parts: UnansweredParts
  readonly #all = new Map<string, Pending>()

  constructor(parts: UnansweredParts) {
    this.#parts = parts
  }

  /** Says something. Gives `null` once it is stored, or why it isn't. */
  say(message: Said): Promise<LiveRefusal | null> {
    return new Promise((resolve) => {
      const cancel = () => {}
      const counts = { missed: 0, putOff: 0, suspected: 0 }
      const pending = { message, resolve, cancel, isSent: false, ...counts }
      this.#all.set(message.id, pending)
      this.#send(pending)
    })
  }

  /** A line is open: everything is said on it. */
  sayAll(): void {
    for (const pending of [...this.#all.values()]) this.#send(pending)
  }

  /** The line is over, closed as `isNonsense` or not. */
  pause(isNonsense: boolean): void {
    for (const pending of [...this.#all.values()]) {
      pending.cancel()
      if (isNonsense && pending.isSent && ++pending.suspected === nonsense)
        this.settle(pending.message.id, 'malformed')
      pending.isSent = false
    }
  }

  /** A message is answered for good. */
  settle(id: string, refusal: LiveRefusal | null): void {
    const pending = this.#all.get(id)
    if (pending === undefined) return
    this.#all.delete(id)
    pending.cancel()
    this.#parts.settled(pending.message, refusal)
    pending.resolve(refusal)
  }

  /** The server asks to say it again, later. */
  putOff(id: string): void {
    const pending = this.#all.get(id)
    if (pending === undefined) return
    pending.putOff++
    this.#wait(pending, backoff(pending.putOff, puttingOff, this.#parts.platform.random), () =>
      this.#send(pending),
    )
  }

  /** Nothing will be answered any more. */
  end(): void {
    for (const id of [...this.#all.keys()]) this.settle(id, 'not_allowed')
  }

  #send(pending: Pending): void {
    const { line, sent } = this.#parts
    if (!line.isOpen || !this.#all.has(pending.message.id)) return
    pending.isSent = true
    pending.missed = 0
    this.#waitForAnswer(pending)
    sent(pending.message)
    line.send(pending.message)
  }

  #waitForAnswer(pending: Pending): void {
    const { line, platform } = this.#parts
    pending.missed++
    this.#wait(pending, backoff(pending.missed, missing, platform.random), () => {
      const isResent = pending.missed > 1
      this.#waitForAnswer(pending)
      line.check()
      if (isResent) line.send(pending.message)
    })
  }

  #wait(pending: Pending, ms: number, then: () => void): void {
    pending.cancel()
    pending.cancel = this.#parts.platform.after(ms, then)
  }
}
