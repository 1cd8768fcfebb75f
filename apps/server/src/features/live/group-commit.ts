import type pg from 'pg'
import { Draft, type Ask, type Reply } from './draft.ts'
import type { Room } from './room.ts'
import { storeDrafts, type StoredSeats } from './store-drafts.ts'

interface Waiting {
  readonly room: Room
  readonly ask: Ask
  readonly at: number
  readonly reply: (reply: Reply) => void
}

export interface GroupCommitOptions {
  readonly pool: pg.Pool
  /** A draft of this room is stored, and the room is there. */
  readonly onStored: (room: Room, draft: Draft) => void
  /** A draft could not be stored, or nobody knows whether it was. */
  readonly onFailed: (room: Room, error: unknown) => void
  readonly onCommit: (seconds: number) => void
}

const most = 2_000
const mostWaiting = 20_000

/**
 * Decides and stores what games are asked, one commit after the other: what comes while one runs
 * goes into the next. So a commit is shared by more the busier it gets, and nobody is told that
 * something is done before it is stored.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(options: GroupCommitOptions) {
    this.#options = options
  }

  /** Asks a game something that arrived at `at`; gives the reply once it is certain. */
  ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    if (room.isStale) return Promise.resolve('try_again')
    if (this.#waiting.length >= mostWaiting) return Promise.resolve('too_many')
    return new Promise((reply) => {
      this.#waiting.push({ room, ask, at, reply })
      this.#running ??= this.#run()
    })
  }

  /** Waits for what was asked until now. */
  async settled(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What lies in the sockets already comes along.
      await new Promise(setImmediate)
      const batch = this.#waiting.slice(0, most)
      this.#waiting = this.#waiting.slice(most)
      await this.#work(batch)
    }
    this.#running = null
  }

  async #work(batch: readonly Waiting[]): Promise<void> {
    const drafts = new Map<Room, Draft>()
    const broken = new Set<Draft>()
    const replies: { draft: Draft; reply: Reply; to: Waiting }[] = []
    for (const to of batch) {
      const draft = drafts.get(to.room) ?? new Draft(to.room)
      drafts.set(to.room, draft)
      replies.push({ draft, reply: this.#take(draft, to, broken), to })
    }
    const sound = [...drafts.values()].filter((draft) => !broken.has(draft))
    const failed = await this.#store(sound.filter((draft) => draft.events.length > 0))
    for (const { draft, reply, to } of replies)
      to.reply(failed.has(draft) || broken.has(draft) ? 'try_again' : reply)
    for (const draft of sound)
      if (draft.events.length > 0 && !failed.has(draft)) this.#options.onStored(draft.room, draft)
  }

  #take(draft: Draft, { room, ask, at }: Waiting, broken: Set<Draft>): Reply {
    if (room.isStale || broken.has(draft)) return 'try_again'
    try {
      return draft.take(ask, at)
    } catch (error) {
      // A fault of ours in one game must not stop the others.
      broken.add(draft)
      this.#fail(room, error)
      return 'try_again'
    }
  }

  #fail(room: Room, error: unknown): void {
    room.isStale = true
    this.#options.onFailed(room, error)
  }

  /** Stores the drafts; gives those that failed. */
  async #store(drafts: readonly Draft[]): Promise<Set<Draft>> {
    if (drafts.length === 0) return new Set()
    const began = performance.now()
    try {
      const seats = await storeDrafts(this.#options.pool, drafts)
      this.#options.onCommit((performance.now() - began) / 1_000)
      this.#advance(drafts, seats)
      return new Set()
    } catch (error) {
      const [draft] = drafts
      if (drafts.length === 1 && draft !== undefined) {
        this.#fail(draft.room, error)
        return new Set([draft])
      }
      // One game's trouble is not the others': each for itself.
      const failed = await Promise.all(drafts.map((each) => this.#store([each])))
      return failed.reduce((all, some) => all.union(some), new Set<Draft>())
    }
  }

  #advance(drafts: readonly Draft[], seats: StoredSeats): void {
    for (const draft of drafts) draft.room.advance(draft, seats.get(draft) ?? [])
  }
}
