import { takeOne, type Limit } from './bucket.ts'

/** What is counted apart, so that too much of one doesn't hold up another. */
export type MessageKind = 'answer' | 'command' | 'ping' | 'control'

const limits: Readonly<Record<MessageKind, Limit>> = {
  // One a question, and again where no reply came.
  answer: { most: 20, perSecond: 4 },
  command: { most: 30, perSecond: 10 },
  ping: { most: 20, perSecond: 4 },
  // Pings of the protocol itself, and pongs that nobody asked for.
  control: { most: 20, perSecond: 2 },
}

/** Who is refused more often than this doesn't listen. It is forgiven as time goes by. */
const refusals: Limit = { most: 300, perSecond: 5 }

/** How much one socket may say. */
export class MessageRate {
  readonly #forgottenAt = { answer: 0, command: 0, ping: 0, control: 0 }
  #forgivenAt = 0

  /** Whether one more message may be listened to, not, or its sender is beyond hope. */
  take(kind: MessageKind, now: number): 'fine' | 'too_many' | 'hopeless' {
    const next = takeOne(limits[kind], this.#forgottenAt[kind], now)
    if (next !== null) {
      this.#forgottenAt[kind] = next
      return 'fine'
    }
    const forgivenAt = takeOne(refusals, this.#forgivenAt, now)
    if (forgivenAt === null) return 'hopeless'
    this.#forgivenAt = forgivenAt
    return 'too_many'
  }
}
