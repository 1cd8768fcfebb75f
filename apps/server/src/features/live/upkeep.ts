import type { Bus } from '../../platform/bus/bus.ts'
import type { Log } from '../../platform/log.ts'
import type { Ask, Reply } from './draft.ts'
import { hasOtherScreen } from './following.ts'
import type { Learning } from './learning.ts'
import type { Room } from './room.ts'
import { gameSaid } from './said.ts'
import { allOf, type LiveStore } from './store.ts'
import { delay, every, type Cancel, type LiveTime } from './time.ts'

export interface UpkeepOptions {
  readonly store: LiveStore
  readonly bus: Bus
  readonly time: LiveTime
  readonly log: Log
  /** Whether this node runs games. */
  readonly owns: boolean
  /** Told when others may have taken this node for dead, and its games for theirs. */
  readonly onLapsed: (listener: () => void) => Cancel
  readonly learning: Pick<Learning, 'catchUp'>
  /** The games in memory. */
  readonly open: Iterable<Room>
  readonly known: (gameId: string) => Promise<Room | null>
  readonly get: (gameId: string) => Promise<Room | null>
  /** A game that nobody needs, read for a moment. */
  readonly read: (gameId: string) => Promise<Room | null>
  readonly ask: (room: Room, ask: Ask, at: number) => Promise<Reply>
  readonly locate: (room: Room) => Promise<void>
  readonly restore: (room: Room) => Promise<void>
  readonly catchUp: (room: Room) => Promise<void>
  /** Whether nothing waits to be done in a game. */
  readonly isIdle: (room: Room) => boolean
  readonly drop: (room: Room) => void
}

const lookAroundEveryMs = 30_000
/** How soon games whose owner died get another one, once it is known to be dead. */
const adoptEveryMs = 500
const atOnce = 8
/** How long what this node stored may be on its way back. */
const settlingMs = 2_000
const compareAgainMs = 1_000
const mostOwed = 10_000
const keptUnusedMs = 60_000

/** Looks after games that nobody looks at: takes them up, ends them, forgets them. */
export class Upkeep {
  readonly #options: UpkeepOptions
  #timers: Cancel[] = []
  /** Games that could not be read, though this node may have taken them. */
  readonly #owed = new Set<string>()
  /** Whether others may have taken games of this node, and it has yet to find out which. */
  #isInDoubt = false
  #isExpiring = false
  #isAdopting = false
  #isClosed = false

  constructor(options: UpkeepOptions) {
    this.#options = options
  }

  /** Takes up the games that go on and that nobody runs, their deadlines as they were. */
  start(): void {
    const { time, owns, bus, log, onLapsed } = this.#options
    this.#timers = [
      every(time, lookAroundEveryMs, () => this.#lookAround()),
      onLapsed(() => {
        this.#isInDoubt = true
        void this.#compare()
      }),
    ]
    if (owns)
      this.#timers.push(
        every(time, adoptEveryMs, () => void this.#adoptAll()),
        bus.hear('live.released', () => void this.#adoptAll()),
        bus.hear('live.wanted', (body) => {
          this.#adopt(gameSaid.parse(body).gameId).catch((error: unknown) =>
            log.warn({ err: error }, 'a game that is wanted could not be taken up'),
          )
        }),
      )
    void this.#adoptAll().then(() => this.#lookAround())
  }

  close(): void {
    this.#isClosed = true
    for (const cancel of this.#timers) cancel()
  }

  get isInDoubt(): boolean {
    return this.#isInDoubt
  }

  /** A game could not be read, though this node may have taken it: it is read again. */
  owe(gameId: string): void {
    if (this.#options.owns && this.#owed.size < mostOwed) this.#owed.add(gameId)
  }

  async #adoptAll(): Promise<void> {
    const { store, owns, get } = this.#options
    if (this.#isAdopting || !owns) return
    this.#isAdopting = true
    const owed = [...this.#owed]
    this.#owed.clear()
    await this.#forEach(async (before) => (before === null ? owed : []), get)
    await this.#forEach(
      (before) => store.orphans(before),
      (id) => this.#adopt(id),
    )
    this.#isAdopting = false
  }

  async #adopt(gameId: string): Promise<void> {
    const { known, get, locate, store } = this.#options
    if (this.#isClosed) return
    const room = await known(gameId)
    if (room === null) {
      // All nodes come for it, and one is to read it.
      this.owe(gameId)
      const isTaken = (await store.take([gameId])).has(gameId)
      this.#owed.delete(gameId)
      if (isTaken) await get(gameId)
    } else if (!room.isDecidedHere) await locate(room)
  }

  /** Does what was left undone, and forgets games that nobody is connected to. */
  #lookAround(): void {
    if (this.#isClosed) return
    void this.#options.learning.catchUp()
    void this.#compare()
    // Who is connected sees the end before the game is gone.
    void this.#expireAll().then(() => this.#forgetUnused())
  }

  /**
   * Reads games again that this node takes for its own and that another one has taken, or that went
   * on without it: what it stored last may have been stored unheard.
   */
  async #compare(): Promise<void> {
    const { store, time, log, open, restore, catchUp } = this.#options
    try {
      const own = [...open].filter((room) => room.epoch !== null)
      if (own.length === 0) {
        this.#isInDoubt = false
        return
      }
      const stored = await store.standings(own.map(({ facts }) => facts.id))
      const isTaken = ({ facts }: Room) => typeof stored.get(facts.id)?.owner === 'string'
      for (const room of own) if (isTaken(room) && !room.isStale) void restore(room)
      this.#isInDoubt = false
      for (const room of own) {
        const standing = stored.get(room.facts.id)
        if (standing !== undefined && hasOtherScreen(room, standing)) await catchUp(room)
      }
      const isBehind = ({ facts, state }: Room) =>
        (stored.get(facts.id)?.version ?? 0) > state.version
      const behind = own.filter(isBehind)
      if (behind.length === 0) return
      await delay(time, settlingMs)
      for (const room of behind) if (isBehind(room) && !room.isStale) void restore(room)
    } catch (error) {
      log.warn({ err: error }, 'games could not be looked at')
      if (!this.#isClosed) time.after(compareAgainMs, () => void this.#compare())
    }
  }

  async #expireAll(): Promise<void> {
    const { store, time, owns } = this.#options
    if (this.#isExpiring || !owns) return
    this.#isExpiring = true
    await this.#forEach(
      (before) => store.expired(time.now(), before),
      (id) => this.#expire(id),
    )
    this.#isExpiring = false
  }

  /** Ends a game whose time is over, unless another node does. */
  async #expire(gameId: string): Promise<void> {
    const { known, read, ask, time } = this.#options
    const room = (await known(gameId)) ?? (await read(gameId))
    if (room === null || !room.isDecidedHere) return
    // The id of the game is that of its last command as well: it ends once.
    const end: Ask = { name: 'lead', id: gameId, seen: Infinity, command: { name: 'finish' } }
    await ask(room, end, time.now())
  }

  #forgetUnused(): void {
    const { open, time, isIdle, drop } = this.#options
    const now = time.now()
    for (const room of open) {
      const isOver = room.facts.expiresAt <= now
      const isUnused = room.usedAt < now - keptUnusedMs && room.audience.size === 0
      if (isOver || (isUnused && isIdle(room))) drop(room)
    }
  }

  /** Does something for many games: what fails with one is not the others' trouble. */
  async #forEach(
    page: (before: string | null) => Promise<readonly string[]>,
    work: (gameId: string) => Promise<unknown>,
  ): Promise<void> {
    const { log } = this.#options
    const left = allOf(page)
    const workOff = async () => {
      for await (const gameId of left) {
        if (this.#isClosed) return
        await work(gameId).catch((error: unknown) =>
          log.warn({ err: error, gameId }, 'a game could not be looked after'),
        )
      }
    }
    try {
      await Promise.all(Array.from({ length: atOnce }, workOff))
    } catch (error) {
      log.warn({ err: error }, 'games could not be looked after')
    }
  }
}
