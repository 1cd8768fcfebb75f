import type { Random } from '@quizmentor/engine/question/parts'
import type { Gauge } from 'prom-client'
import type { Log } from '../../platform/log.ts'
import { Deadlines } from './deadlines.ts'
import type { Delivery } from './delivery.ts'
import type { Ask, Draft, Reply } from './draft.ts'
import type { GameFinished } from './finished-game.ts'
import { GroupCommit } from './group-commit.ts'
import { Learning } from './learning.ts'
import { Room, type StoredGame } from './room.ts'
import { allOf, type LiveStore } from './store.ts'
import { delay, every, type Cancel, type LiveTime } from './time.ts'

export interface RoomsOptions {
  readonly store: LiveStore
  readonly time: LiveTime
  readonly random: Random
  readonly log: Log
  /** Shows people where their games are. */
  readonly delivery: Delivery
  readonly games: Pick<Gauge, 'inc' | 'dec'>
  readonly answers: () => void
  /** Told of a finished game at least once. */
  readonly onFinished: (game: GameFinished) => Promise<void>
}

const lookAroundEveryMs = 30_000
/** How long what this program stored may be on its way back. */
const settlingMs = 2_000
const keptUnusedMs = 60_000
const readAgainMs = { first: 50, longest: 2_000 }

/** The games of this node: loaded from their logs when somebody needs them, kept while they are. */
export class Rooms {
  readonly #options: RoomsOptions
  readonly #rooms = new Map<string, Promise<Room | null>>()
  readonly #open = new Set<Room>()
  readonly #deadlines: Deadlines
  readonly #commits: GroupCommit
  readonly #learning: Learning
  #stopLooking: Cancel = () => {}
  #isExpiring = false
  #isClosed = false

  constructor(options: RoomsOptions) {
    const { log } = options
    this.#options = options
    this.#deadlines = new Deadlines(options.time, (room, ask, at) => this.ask(room, ask, at))
    this.#learning = new Learning(options)
    this.#commits = new GroupCommit({
      ...options,
      onStored: (room, draft) => this.#stored(room, draft),
      onFailed: (room, error) => {
        log.warn({ err: error, gameId: room.facts.id }, 'a game could not be stored')
        void this.#restore(room)
      },
    })
  }

  /**
   * Takes up the games that were going on when the program ended, their deadlines as they were.
   * Nobody has to wait for that: a game that somebody asks for is there at once.
   */
  start(): void {
    const { time } = this.#options
    this.#stopLooking = every(time, lookAroundEveryMs, () => this.#lookAround())
    void this.#resume()
  }

  /** Lets what was asked be stored, and stops all clocks. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopLooking()
    this.#deadlines.close()
    await this.#commits.settled()
    await this.#learning.close()
  }

  /** A game; `null` where there is none such, or its time is over. */
  get(gameId: string): Promise<Room | null> {
    const room = this.#rooms.get(gameId) ?? this.#load(gameId)
    if (!this.#rooms.has(gameId)) {
      this.#rooms.set(gameId, room)
      const forget = () => void this.#rooms.delete(gameId)
      room.then((opened) => opened ?? forget(), forget)
    }
    return room.then((opened) => {
      if (opened !== null) opened.usedAt = this.#options.time.now()
      return opened
    })
  }

  /** The game where it is in memory already. */
  async known(gameId: string): Promise<Room | null> {
    return (await this.#rooms.get(gameId)) ?? null
  }

  /** What is stored of a game, whether it goes on or is long over. */
  load(gameId: string): Promise<StoredGame | null> {
    return this.#options.store.load(gameId)
  }

  /** Asks a game something that arrived at `at`; gives the reply once it is certain. */
  ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    return this.#commits.ask(room, ask, at)
  }

  async #load(gameId: string): Promise<Room | null> {
    const { time, delivery, games } = this.#options
    const game = await this.load(gameId)
    if (game === null || game.facts.expiresAt <= time.now()) return null
    const room = new Room(game, delivery)
    games.inc()
    this.#open.add(room)
    this.#deadlines.set(room)
    return room
  }

  #stored(room: Room, draft: Draft): void {
    const events = draft.events.map(({ event }) => event)
    for (const { name } of events) if (name === 'answered') this.#options.answers()
    // First what must not be missed.
    this.#watch(room)
    if (events.some(({ name }) => name === 'finished')) void this.#learning.from(room)
    room.audience.tell(events)
  }

  /** Goes by the clock of a game, unless it was forgotten. */
  #watch(room: Room): void {
    if (this.#open.has(room)) this.#deadlines.set(room)
  }

  /** Reads what is stored until that works, and shows everybody where the game really is. */
  async #restore(room: Room): Promise<void> {
    const { time, log } = this.#options
    const { first, longest } = readAgainMs
    for (let waitMs = first; !this.#isClosed; waitMs = Math.min(longest, waitMs * 2)) {
      try {
        const game = await this.load(room.facts.id)
        if (game === null) return this.#drop(room)
        room.restore(game)
        this.#watch(room)
        endRemoved(room)
        room.audience.showAll()
        // It may have come to its end without our knowing.
        if (game.state.phase.name === 'finished') void this.#learning.catchUp()
        return
      } catch (error) {
        log.warn({ err: error, gameId: room.facts.id }, 'a game could not be read')
        await delay(time, waitMs)
      }
    }
  }

  /**
   * Reads games again that went on without this program: the one before it may have died with a
   * commit on its way, or be there still.
   */
  async #catchUp(): Promise<void> {
    const { store, time, log } = this.#options
    try {
      const stored = await store.versions(Array.from(this.#open, ({ facts }) => facts.id))
      const isBehind = (room: Room) => (stored.get(room.facts.id) ?? 0) > room.state.version
      const behind = [...this.#open].filter(isBehind)
      if (behind.length === 0) return
      await delay(time, settlingMs)
      for (const room of behind) {
        if (!isBehind(room) || room.isStale) continue
        room.isStale = true
        void this.#restore(room)
      }
    } catch (error) {
      log.warn({ err: error }, 'games could not be looked at')
    }
  }

  async #resume(): Promise<void> {
    const { store } = this.#options
    await this.#forEach(
      (before) => store.unfinished(before),
      (id) => this.get(id),
    )
    this.#lookAround()
  }

  /** Does what was left undone, and forgets games that nobody is connected to. */
  #lookAround(): void {
    if (this.#isClosed) return
    void this.#learning.catchUp()
    if (this.#open.size > 0) void this.#catchUp()
    // Who is connected sees the end before the game is gone.
    void this.#expireAll().then(() => this.#forgetUnused())
  }

  async #expireAll(): Promise<void> {
    if (this.#isExpiring) return
    this.#isExpiring = true
    const { store, time } = this.#options
    await this.#forEach(
      (before) => store.expired(time.now(), before),
      (id) => this.#expire(id),
    )
    this.#isExpiring = false
  }

  /** Does something for many games: what fails with one is not the others' trouble. */
  async #forEach(
    page: (before: string | null) => Promise<readonly string[]>,
    work: (gameId: string) => Promise<unknown>,
  ): Promise<void> {
    const { log } = this.#options
    try {
      for await (const gameId of allOf(page)) {
        if (this.#isClosed) return
        await work(gameId).catch((error: unknown) =>
          log.warn({ err: error, gameId }, 'a game could not be looked after'),
        )
      }
    } catch (error) {
      log.warn({ err: error }, 'games could not be looked after')
    }
  }

  #forgetUnused(): void {
    const now = this.#options.time.now()
    for (const room of this.#open) {
      const isOver = room.facts.expiresAt <= now
      const isUnused = room.usedAt < now - keptUnusedMs
      const isIdle = isUnused && room.audience.size === 0 && !this.#deadlines.has(room)
      if (isOver || (isIdle && !room.isStale)) this.#drop(room)
    }
  }

  /** Ends a game whose time is over. */
  async #expire(gameId: string): Promise<void> {
    const known = await this.known(gameId)
    const game = known === null ? await this.load(gameId) : null
    const room = known ?? (game && new Room(game, this.#options.delivery))
    if (room === null) return
    // The id of the game is that of its last command as well: it ends once.
    const end: Ask = { name: 'lead', id: gameId, seen: Infinity, command: { name: 'finish' } }
    await this.ask(room, end, this.#options.time.now())
  }

  #drop(room: Room): void {
    this.#deadlines.forget(room)
    for (const connection of room.audience.all()) connection.end('gone')
    if (!this.#open.delete(room)) return
    this.#rooms.delete(room.facts.id)
    this.#options.games.dec()
  }
}

/** Sends away who was removed without our knowing. */
function endRemoved({ audience, state }: Room): void {
  for (const connection of audience.all()) {
    const { part } = connection
    if (part?.role === 'player' && state.players.get(part.playerId)?.status !== 'in')
      connection.end('removed')
  }
}
