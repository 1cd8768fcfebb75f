import { GRACE_MS } from '@quizmentor/engine/live/decide-answer'
import { reduce } from '@quizmentor/engine/live/game'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Gauge, Histogram } from 'prom-client'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../platform/database/schema.ts'
import { newId } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Ask, Draft, Reply } from './draft.ts'
import { finishedGame, type GameFinished } from './finished-game.ts'
import { GroupCommit } from './group-commit.ts'
import * as queries from './queries.ts'
import { Room, type StoredGame } from './room.ts'

export interface RoomsOptions {
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly log: Log
  readonly games: Gauge
  readonly answers: () => void
  readonly commitSeconds: Histogram
  readonly onFinished: (game: GameFinished) => Promise<void>
}

const lookAroundEveryMs = 30_000
const keptUnusedMs = 60_000
const timeUpAgainMs = 200

/** The games of this node: loaded from their logs when somebody needs them, kept while they are. */
export class Rooms {
  readonly #options: RoomsOptions
  readonly #rooms = new Map<string, Promise<Room | null>>()
  readonly #timers = new Map<Room, NodeJS.Timeout>()
  readonly #commits: GroupCommit
  #lookingAround: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(options: RoomsOptions) {
    this.#options = options
    this.#commits = new GroupCommit({
      pool: options.pool,
      onStored: (room, draft) => this.#stored(room, draft),
      onFailed: (room, error) => {
        options.log.warn({ err: error, gameId: room.facts.id }, 'a game could not be stored')
        void this.#restore(room)
      },
      onCommit: (seconds) => options.commitSeconds.observe(seconds),
    })
  }

  /**
   * Takes up the games that were going on when the program ended, their deadlines as they were.
   * Nobody has to wait for that: a game that somebody asks for is there at once.
   */
  start(): void {
    this.#lookingAround = setInterval(() => void this.#lookAround(), lookAroundEveryMs).unref()
    void this.#resume()
  }

  async #resume(): Promise<void> {
    const { db, log } = this.#options
    try {
      for (const id of await queries.unfinishedGames(db)) {
        if (this.#isClosed) return
        await this.get(id)
      }
    } catch (error) {
      log.error({ err: error }, 'games that were going on could not be taken up')
    }
  }

  /** Lets what was asked be stored, and stops all clocks. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#lookingAround) clearInterval(this.#lookingAround)
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await this.#commits.settled()
  }

  /** A game; `null` where there is none such, or its time is over. */
  get(gameId: string): Promise<Room | null> {
    const room = this.#rooms.get(gameId) ?? this.#open(gameId)
    if (!this.#rooms.has(gameId)) {
      this.#rooms.set(gameId, room)
      const forget = () => void this.#rooms.delete(gameId)
      room.then((opened) => opened ?? forget(), forget)
    }
    return room.then((opened) => {
      if (opened !== null) opened.usedAt = Date.now()
      return opened
    })
  }

  /** The game where it is in memory already. */
  async known(gameId: string): Promise<Room | null> {
    return (await this.#rooms.get(gameId)) ?? null
  }

  /** Asks a game something that arrived at `at`; gives the reply once it is certain. */
  ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    return this.#commits.ask(room, ask, at)
  }

  async #open(gameId: string): Promise<Room | null> {
    const game = await this.load(gameId)
    if (game === null || game.facts.expiresAt <= Date.now()) return null
    const room = new Room(game)
    this.#options.games.inc()
    this.#setTimer(room)
    return room
  }

  /** What is stored of a game, whether it goes on or is long over. */
  async load(gameId: string): Promise<StoredGame | null> {
    const { db } = this.#options
    const record = await queries.gameById(db, gameId)
    if (record === undefined) return null
    // The log first: whoever has an event in it has a seat as well.
    const events = await queries.eventsOf(db, gameId)
    const seats = await queries.seatsOf(db, gameId)
    const { id, workspaceId, hostId, code, screenTokenHash } = record
    const facts = { id, workspaceId, hostId, code, expiresAt: record.expiresAt.getTime() }
    return { facts, screenTokenHash, state: reduce(events), seats }
  }

  #stored(room: Room, draft: Draft): void {
    const events = draft.events.map(({ event }) => event)
    for (const { name } of events) if (name === 'answered') this.#options.answers()
    room.audience.tell(events)
    this.#setTimer(room)
    if (events.some(({ name }) => name === 'finished')) void this.#finish(room)
  }

  async #finish(room: Room): Promise<void> {
    const { log, onFinished } = this.#options
    try {
      await onFinished(finishedGame(room))
    } catch (error) {
      log.error({ err: error, gameId: room.facts.id }, 'what follows a game could not be done')
    }
  }

  /** Reads what is stored until that works, and shows everybody where the game really is. */
  async #restore(room: Room): Promise<void> {
    for (let waitMs = 50; !this.#isClosed; waitMs = Math.min(2_000, waitMs * 2)) {
      try {
        const game = await this.load(room.facts.id)
        if (game === null) return this.#drop(room)
        room.restore(game)
        room.audience.showAll()
        this.#setTimer(room)
        return
      } catch (error) {
        this.#options.log.warn({ err: error, gameId: room.facts.id }, 'a game could not be read')
        await delay(waitMs, undefined, { ref: false })
      }
    }
  }

  /** Tells the game when a question's time is over. */
  #setTimer(room: Room): void {
    clearTimeout(this.#timers.get(room))
    this.#timers.delete(room)
    const { phase } = room.state
    if (this.#isClosed || phase.name !== 'question_open') return
    if (phase.paused !== null || phase.closesAt === null) return
    const due = phase.closesAt + GRACE_MS
    const { question } = phase
    const tell = async () => {
      const now = Date.now()
      // Timers may be early.
      if (now < due) return this.#setTimer(room)
      const reply = await this.ask(room, { name: 'time_up', question }, now)
      if (reply !== null) wait(timeUpAgainMs, () => this.#setTimer(room))
    }
    const wait = (ms: number, then: () => unknown) => this.#timers.set(room, setTimeout(then, ms))
    wait(Math.max(0, due - Date.now()), tell)
  }

  /** Ends games whose time is over, and forgets those that nobody is connected to. */
  async #lookAround(): Promise<void> {
    const { db, log } = this.#options
    try {
      for (const id of await queries.expiredGames(db, new Date())) await this.#expire(id)
      for (const room of await Promise.all(this.#rooms.values())) {
        if (room === null) continue
        const isOver = room.facts.expiresAt <= Date.now()
        const isUnused = room.usedAt < Date.now() - keptUnusedMs
        const isIdle = isUnused && room.audience.size === 0 && !this.#timers.has(room)
        if (isOver || (isIdle && !room.isStale)) this.#drop(room)
      }
    } catch (error) {
      log.warn({ err: error }, 'games could not be looked after')
    }
  }

  async #expire(gameId: string): Promise<void> {
    const game = await this.load(gameId)
    const room = (await this.known(gameId)) ?? (game && new Room(game))
    if (room === null) return
    const end: Ask = { name: 'lead', id: newId(), seen: Infinity, command: { name: 'finish' } }
    await this.ask(room, end, Date.now())
  }

  #drop(room: Room): void {
    clearTimeout(this.#timers.get(room))
    this.#timers.delete(room)
    for (const connection of room.audience.all()) connection.end('gone')
    if (this.#rooms.delete(room.facts.id)) this.#options.games.dec()
  }
}
