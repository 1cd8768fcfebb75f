import type { Bus } from '../../platform/bus/bus.ts'
import type { Log } from '../../platform/log.ts'
import type { Ask, Reply } from './draft.ts'
import type { Room } from './room.ts'
import { answeredSaid, askedSaid } from './said.ts'
import { delay, type LiveTime } from './time.ts'

export interface RelayOptions {
  readonly bus: Bus
  readonly time: LiveTime
  readonly log: Log
  /** Asks a game of this node; `elsewhere` where it isn't this node's. */
  readonly decide: (gameId: string, ask: Ask, at: number) => Promise<Reply | 'elsewhere'>
  /** Finds out anew which node owns a game. */
  readonly locate: (room: Room) => Promise<void>
}

/** A game without a living owner gets one within as long, or whoever asked is told to try again. */
const patienceMs = 3_000
/** What an owner hasn't replied to by then may not be done any more. */
const replyWithinMs = 700
const lookAgainMs = 100
const mostUnanswered = 20_000

/**
 * Brings what is asked on this node to the node that owns the game, and the reply back. It is brought
 * there once, and is void after a moment: what is lost on the way the client says again, maybe to
 * another node, and what it was told then must stay true.
 */
export class Relay {
  readonly #options: RelayOptions
  readonly #unanswered = new Map<number, (reply: Reply | 'elsewhere') => void>()
  readonly #silence: (() => void)[]
  #asked = 0
  #isClosed = false

  constructor(options: RelayOptions) {
    const { bus } = options
    this.#options = options
    this.#silence = [
      bus.hear('live.ask', (body, from) => void this.#heard(body, from)),
      bus.hear('live.reply', (body) => {
        const { n, reply } = answeredSaid.parse(body)
        this.#unanswered.get(n)?.(reply)
      }),
    ]
  }

  /** Asks the owner of a game something that arrived here at `at`. */
  async ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    const { time, decide, locate } = this.#options
    const until = time.now() + patienceMs
    while (!this.#isClosed && time.now() < until) {
      const { owner, facts, isDecidedHere } = room
      let reply: Reply | 'elsewhere' = 'elsewhere'
      if (isDecidedHere) reply = await decide(facts.id, ask, at)
      else if (owner !== null) reply = await this.#askOwner(owner, facts.id, ask, at)
      if (reply !== 'elsewhere') return reply
      await locate(room)
      // Nobody has it, or who has it is about to read it or to leave.
      const isSame = room.owner === null || room.owner === owner
      if (isSame && room.isDecidedHere === isDecidedHere) await delay(time, lookAgainMs)
    }
    return 'try_again'
  }

  close(): void {
    this.#isClosed = true
    for (const silence of this.#silence) silence()
    for (const settle of this.#unanswered.values()) settle('elsewhere')
  }

  async #askOwner(owner: string, gameId: string, ask: Ask, at: number) {
    const { bus, time } = this.#options
    if (this.#unanswered.size >= mostUnanswered) return 'try_again' as const
    const n = ++this.#asked
    const { promise, resolve } = Promise.withResolvers<Reply | 'elsewhere'>()
    const sentAt = time.now()
    const cancel = time.after(replyWithinMs, () => resolve('try_again'))
    this.#unanswered.set(n, resolve)
    bus.say(owner, 'live.ask', askedSaid.encode({ n, gameId, ask, at, sentAt }))
    const reply = await promise
    cancel()
    this.#unanswered.delete(n)
    return reply
  }

  async #heard(body: unknown, from: string): Promise<void> {
    const { bus, log, time, decide } = this.#options
    try {
      const { n, gameId, ask, at, sentAt } = askedSaid.parse(body)
      if (time.now() > sentAt + replyWithinMs) return
      const reply = await decide(gameId, ask, at)
      bus.say(from, 'live.reply', answeredSaid.encode({ n, reply }))
    } catch (error) {
      log.warn({ err: error }, 'what another node asked of a game could not be answered')
    }
  }
}
