import type { Random } from '@quizmentor/engine/question/parts'
import type { Log } from '../../platform/log.ts'
import { Draft, type Ask, type Reply } from './draft.ts'
import type { Room } from './room.ts'
import { Unstorable, type LiveStore } from './store.ts'
import type { LiveTime } from './time.ts'

interface Waiting {
  readonly room: Room
  readonly ask: Ask
  readonly at: number
  readonly reply: (reply: Reply) => void
}

export interface GroupCommitOptions {
  readonly store: Pick<LiveStore, 'store'>
  readonly time: Pick<LiveTime, 'soon'>
  readonly random: Random
  readonly log: Log
  /** Whether no other node can have taken this one's games. */
  readonly isSure: () => boolean
  /** A draft of this room is stored, and the room is there. */
  readonly onStored: (room: Room, draft: Draft) => void
  /** A draft could not be stored, or nobody knows whether it was. */
  readonly onFailed: (room: Room, error: unknown) => void
}

/** Why nobody knows what was stored. */
interface Lost {
  readonly error: unknown
}

/** In one commit. Joins can wait, answers can't. */
const most = { joins: 200, others: 2_000 }
const mostWaiting = { joins: 10_000, others: 20_000 }
/** Of games that are stored each for itself. */
const atOnce = 4

/**
 * Decides and stores what games are asked, one commit after the other: what comes while one runs
 * goes into the next. So a commit is shared by more the busier it gets, and nobody is told that
 * something is done before it is stored.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions
  #joins: Waiting[] = []
  #others: Waiting[] = []
  #running: Promise<void> | null = null
  /** Games that could not be stored last time: others don't share a commit with them. */
  readonly #apart = new WeakSet<Room>()

  constructor(options: GroupCommitOptions) {
    this.#options = options
  }

  /** Asks a game something that arrived at `at`; gives the reply once it is certain. */
  ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    const isJoin = ask.name === 'join'
    const waiting = isJoin ? this.#joins : this.#others
    const isFull = waiting.length >= (isJoin ? mostWaiting.joins : mostWaiting.others)
    if (room.isStale || isFull) return Promise.resolve('try_again')
    return new Promise((reply) => {
      waiting.push({ room, ask, at, reply })
      this.#running ??= this.#run()
    })
  }

  /** Waits for what was asked until now. */
  async settled(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#joins.length + this.#others.length > 0) {
      // What lies in the sockets already comes along.
      await new Promise<void>((resolve) => this.#options.time.soon(resolve))
      await this.#work([
        ...this.#others.splice(0, most.others),
        ...this.#joins.splice(0, most.joins),
      ])
    }
    this.#running = null
  }

  async #work(batch: readonly Waiting[]): Promise<void> {
    const drafts = new Map<Room, Draft>()
    const replies: { readonly draft: Draft; readonly reply: Reply; readonly to: Waiting }[] = []
    for (const to of batch) {
      const draft = drafts.get(to.room) ?? new Draft(to.room, this.#options.random)
      drafts.set(to.room, draft)
      replies.push({ draft, reply: this.#take(draft, to), to })
    }
    const full = [...drafts.values()].filter((draft) => draft.events.length > 0)
    const stored = await this.#store(full)
    // What makes no event is refused by no epoch: only a node that is sure may say it.
    const isUpToDate = ({ epoch }: Room) => epoch === null || this.#options.isSure()
    const isCertain = (draft: Draft) =>
      draft.events.length === 0 ? isUpToDate(draft.room) : stored.has(draft)
    for (const draft of drafts.values()) if (isCertain(draft)) draft.room.tell(draft.told)
    for (const { draft, reply, to } of replies) to.reply(isCertain(draft) ? reply : 'try_again')
    for (const draft of stored)
      this.#guarded(draft.room, () => this.#options.onStored(draft.room, draft))
  }

  #take(draft: Draft, { room, ask, at }: Waiting): Reply {
    if (room.isStale || !room.isDecidedHere) return 'try_again'
    try {
      return draft.take(ask, at)
    } catch (error) {
      this.#logFault(room, error)
      return 'try_again'
    }
  }

  /** Stores drafts together, or each for itself where one spoils it; gives those that are stored. */
  async #store(drafts: readonly Draft[]): Promise<ReadonlySet<Draft>> {
    const stored = new Set<Draft>()
    const together = drafts.filter(({ room }) => !this.#apart.has(room))
    const alone = drafts.filter(({ room }) => this.#apart.has(room))
    const isSpoilt = together.length < 2 || !(await this.#storeTogether(together, stored))
    if (isSpoilt) alone.push(...together)
    await this.#storeEach(alone, stored)
    return stored
  }

  /** Gives whether it is over with them; else one of them spoils it for the others. */
  async #storeTogether(drafts: readonly Draft[], stored: Set<Draft>): Promise<boolean> {
    try {
      await this.#commit(drafts, stored)
    } catch (error) {
      if (error instanceof Unstorable) return false
      for (const { room } of drafts) this.#fail(room, error)
    }
    return true
  }

  async #storeEach(drafts: readonly Draft[], stored: Set<Draft>): Promise<void> {
    let lost: Lost | null = null
    const left = drafts.values()
    const work = async () => {
      for (const draft of left) {
        // Where the database is gone, the games don't wait for it one after the other.
        if (lost === null) lost = (await this.#storeAlone(draft, stored)) ?? lost
        else this.#fail(draft.room, lost.error)
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, drafts.length) }, work))
  }

  async #storeAlone(draft: Draft, stored: Set<Draft>): Promise<Lost | null> {
    const { room } = draft
    try {
      await this.#commit([draft], stored)
      this.#apart.delete(room)
      return null
    } catch (error) {
      this.#fail(room, error)
      if (!(error instanceof Unstorable)) return { error }
      this.#apart.add(room)
      return null
    }
  }

  async #commit(drafts: readonly Draft[], stored: Set<Draft>): Promise<void> {
    const seats = await this.#options.store.store(drafts)
    for (const draft of drafts) {
      const { room } = draft
      try {
        room.advance(draft, seats.get(draft) ?? [])
        stored.add(draft)
      } catch (error) {
        this.#fail(room, error)
      }
    }
  }

  #fail(room: Room, error: unknown): void {
    room.isStale = true
    this.#guarded(room, () => this.#options.onFailed(room, error))
  }

  /** A fault of ours in one game must not stop the others. */
  #guarded(room: Room, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#logFault(room, error)
    }
  }

  #logFault({ facts }: Room, error: unknown): void {
    this.#options.log.error({ err: error, gameId: facts.id }, 'a live game has a fault')
  }
}
