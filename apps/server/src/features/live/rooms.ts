import type { Random } from '@quizmentor/engine/question/parts'
import type { Gauge } from 'prom-client'
import type { Bus } from '../../platform/bus/bus.ts'
import type { Log } from '../../platform/log.ts'
import { Deadlines } from './deadlines.ts'
import type { Delivery } from './delivery.ts'
import type { Ask, Draft, Reply } from './draft.ts'
import type { GameFinished } from './finished-game.ts'
import { Following } from './following.ts'
import { Gathering } from './gathering.ts'
import { GroupCommit } from './group-commit.ts'
import { Learning } from './learning.ts'
import { Relay } from './relay.ts'
import { Room, type StoredGame } from './room.ts'
import type { LiveStore } from './store.ts'
import { delay, type Cancel, type LiveTime } from './time.ts'
import { Upkeep } from './upkeep.ts'

export interface RoomsOptions {
  readonly store: LiveStore
  readonly bus: Bus
  /** This node. */
  readonly nodeId: string
  /** Told when others may have taken this node for dead, and its games for theirs. */
  readonly onLapsed: (listener: () => void) => Cancel
  /** Whether no other node can have taken this one's games. */
  readonly isSure: () => boolean
  /** Whether this node runs games, or leaves that to others and follows. */
  readonly owns: boolean
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

const newsWithinMs = 2_000
const readAgainMs = { first: 50, longest: 2_000 }
/** Who asks a game that can't be read is told so, rather than kept waiting. */
const settledWithinMs = 1_000

/**
 * The games that this node knows: loaded from their logs when somebody needs them, kept while they
 * are. Those that no other living node owns it takes and decides; the others it follows.
 */
export class Rooms {
  readonly #options: RoomsOptions
  readonly #rooms = new Map<string, Promise<Room | null>>()
  readonly #open = new Set<Room>()
  readonly #deadlines: Deadlines
  readonly #commits: GroupCommit
  readonly #learning: Learning
  readonly #following: Following
  readonly #gathering: Gathering
  readonly #relay: Relay
  readonly #upkeep: Upkeep
  readonly #locating = new WeakMap<Room, Promise<void>>()
  #isClosed = false

  constructor(options: RoomsOptions) {
    const { log } = options
    this.#options = options
    this.#deadlines = new Deadlines(options.time, (room, ask, at) => this.ask(room, ask, at))
    this.#learning = new Learning(options)
    this.#commits = new GroupCommit({
      ...options,
      isSure: () => this.#isSure(),
      onStored: (room, draft) => this.#stored(room, draft),
      onFailed: (room, error) => {
        log.warn({ err: error, gameId: room.facts.id }, 'a game could not be stored')
        void this.#restore(room)
      },
    })
    this.#following = new Following({
      ...options,
      rooms: () => this.#open,
      known: (gameId) => this.known(gameId),
      moved: (room, owner) => this.#moved(room, owner),
    })
    this.#gathering = new Gathering({
      ...options,
      rooms: () => this.#open,
      known: (gameId) => this.known(gameId),
      isShared: (room) => this.#following.isShared(room),
    })
    this.#relay = new Relay({
      ...options,
      decide: (gameId, ask, at) => this.#decide(gameId, ask, at),
      locate: (room) => this.#locate(room),
    })
    this.#upkeep = new Upkeep({
      ...options,
      learning: this.#learning,
      open: this.#open,
      known: (gameId) => this.known(gameId),
      get: (gameId) => this.get(gameId),
      read: (gameId) => this.#aside(gameId),
      ask: (room, ask, at) => this.ask(room, ask, at),
      locate: (room) => this.#locate(room),
      restore: (room) => this.#restore(room),
      catchUp: (room) => this.#following.catchUp(room),
      isIdle: (room) => !this.#deadlines.has(room) && !room.isStale,
      drop: (room) => this.#drop(room),
    })
  }

  /**
   * Takes up the games that go on and that nobody runs, their deadlines as they were. Nobody has to
   * wait for that: a game that somebody asks for is there at once.
   */
  start(): void {
    this.#upkeep.start()
  }

  /** Lets what was asked be stored, stops all clocks, and leaves the games to other nodes. */
  async close(): Promise<void> {
    const { store, bus, log } = this.#options
    this.#isClosed = true
    this.#upkeep.close()
    this.#following.close()
    this.#gathering.close()
    this.#relay.close()
    this.#deadlines.close()
    await this.#commits.settled()
    await store
      .release()
      .then(() => bus.say('all', 'live.released', {}))
      .catch((error: unknown) => log.warn({ err: error }, 'games could not be given back'))
    await this.#learning.close()
  }

  /** A game; `null` where there is none such, or its time is over. */
  get(gameId: string): Promise<Room | null> {
    const room = this.#rooms.get(gameId) ?? this.#load(gameId)
    if (!this.#rooms.has(gameId)) {
      this.#rooms.set(gameId, room)
      const forget = () => void this.#rooms.delete(gameId)
      room.then(
        (opened) => opened ?? forget(),
        () => {
          forget()
          // It may be ours by now, and then nobody else runs it.
          this.#upkeep.owe(gameId)
        },
      )
    }
    return room.then((opened) => {
      if (opened !== null) opened.usedAt = this.#options.time.now()
      return opened
    })
  }

  /** The game where it is in memory already. */
  async known(gameId: string): Promise<Room | null> {
    return (await this.#rooms.get(gameId)?.catch(() => null)) ?? null
  }

  /** Of the games in memory that go on: how many this node owns, and how many it follows. */
  get tally(): { readonly owned: number; readonly followed: number } {
    const goOn = [...this.#open].filter(({ state }) => state.phase.name !== 'finished')
    const owned = goOn.filter(({ epoch }) => epoch !== null).length
    return { owned, followed: goOn.length - owned }
  }

  /** What is stored of a game, whether it goes on or is long over. */
  load(gameId: string): Promise<StoredGame | null> {
    return this.#options.store.load(gameId)
  }

  /** Asks a game something that arrived at `at`; gives the reply once it is certain. */
  async ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    if (this.#isClosed) return 'try_again'
    if (ask.name !== 'answer') return this.#ask(room, ask, at)
    room.answering.add(ask.answerId)
    try {
      return await this.#ask(room, ask, at)
    } finally {
      const forget = () => void room.answering.delete(ask.answerId)
      // The reply of another node may be faster than its news.
      if (room.isDecidedHere) forget()
      else this.#options.time.after(newsWithinMs, forget)
    }
  }

  #ask(room: Room, ask: Ask, at: number): Promise<Reply> {
    return room.isDecidedHere ? this.#commits.ask(room, ask, at) : this.#relay.ask(room, ask, at)
  }

  /** Makes certain that a game is known as it is stored now, whichever node stores it. */
  async refresh(room: Room): Promise<void> {
    await this.#settled(room)
    const { time } = this.#options
    // Who may have been taken for dead finds out first whether the game is still theirs.
    while (room.epoch !== null && !this.#isSure() && !this.#isClosed)
      await delay(time, readAgainMs.first)
    await this.#settled(room)
    await this.#following.catchUp(room)
  }

  /** Whether the games of this node are certainly still its own. */
  #isSure(): boolean {
    return this.#options.isSure() && !this.#upkeep.isInDoubt
  }

  /** Waits while a game is read again, but not for longer than that. */
  async #settled(room: Room, mostMs = Infinity): Promise<void> {
    const { time } = this.#options
    const until = time.now() + mostMs
    while (room.isStale && !this.#isClosed && time.now() < until)
      await delay(time, readAgainMs.first)
  }

  /** A player is connected here since `at`: what connects them elsewhere is from before. */
  seated(gameId: string, playerId: string, at: number): void {
    this.#gathering.seated(gameId, playerId, at)
  }

  /** Another token opens the big screen from now on; with `ends`, those that are open end. */
  changeScreen(gameId: string, hash: Buffer, ends: boolean): Promise<void> {
    return this.#gathering.changeScreen({ gameId, hash, ends })
  }

  /** Takes a game that no living node owns, and reads it. */
  async #read(gameId: string): Promise<{ game: StoredGame; epoch: number | null } | null> {
    const { store, owns } = this.#options
    const taken = owns && !this.#isClosed ? await store.take([gameId]) : null
    const game = await this.load(gameId)
    return game && { game, epoch: taken?.get(gameId) ?? null }
  }

  async #load(gameId: string): Promise<Room | null> {
    const { time, delivery, games } = this.#options
    const read = await this.#read(gameId)
    if (read === null || read.game.facts.expiresAt <= time.now()) return null
    const room = new Room(read.game, delivery)
    games.inc()
    this.#open.add(room)
    this.#hold(room, read.epoch, read.game)
    return room
  }

  /** Decides a game from now on, or follows it. */
  #hold(room: Room, epoch: number | null, { owner }: Pick<StoredGame, 'owner'>): void {
    room.epoch = epoch
    room.owner = epoch === null ? owner : null
    this.#watch(room)
    this.#following.follow(room)
  }

  #stored(room: Room, draft: Draft): void {
    const events = draft.events.map(({ event }) => event)
    for (const { name } of events) if (name === 'answered') this.#options.answers()
    // First what must not be missed.
    this.#watch(room)
    this.#following.tell(room, draft)
    if (events.some(({ name }) => name === 'finished')) void this.#learning.from(room)
    room.audience.tell(events)
  }

  /** What another node asks of a game. */
  async #decide(gameId: string, ask: Ask, at: number): Promise<Reply | 'elsewhere'> {
    if (this.#isClosed) return 'elsewhere'
    const room = await this.get(gameId)
    if (room === null) return 'game_finished'
    return room.isDecidedHere ? this.#commits.ask(room, ask, at) : 'elsewhere'
  }

  /** Goes by the clock of a game, if it is this node's and wasn't forgotten. */
  #watch(room: Room): void {
    if (this.#open.has(room) && room.epoch !== null) this.#deadlines.set(room)
    else this.#deadlines.forget(room)
  }

  /** Reads what is stored until that works, and shows everybody where the game really is. */
  async #restore(room: Room): Promise<void> {
    const { time, log } = this.#options
    const { first, longest } = readAgainMs
    room.isStale = true
    for (let waitMs = first; !this.#isClosed; waitMs = Math.min(longest, waitMs * 2)) {
      try {
        const read = await this.#read(room.facts.id)
        if (read === null) return this.#drop(room)
        room.restore(read.game)
        this.#hold(room, read.epoch, read.game)
        endRemoved(room)
        room.audience.showAll()
        // It may have come to its end without our knowing.
        if (room.state.phase.name === 'finished') void this.#learning.catchUp()
        return
      } catch (error) {
        log.warn({ err: error, gameId: room.facts.id }, 'a game could not be read')
        await delay(time, waitMs)
      }
    }
  }

  /** Finds out which node owns a game that another one should; takes it where none does. */
  #locate(room: Room): Promise<void> {
    const locating =
      this.#locating.get(room) ?? this.#find(room).finally(() => this.#locating.delete(room))
    this.#locating.set(room, locating)
    return locating
  }

  async #find(room: Room): Promise<void> {
    const { store, log, time } = this.#options
    try {
      const standing = (await store.standings([room.facts.id])).get(room.facts.id)
      if (standing !== undefined && !room.isDecidedHere) this.#moved(room, standing.owner)
      await this.#settled(room, settledWithinMs)
    } catch (error) {
      log.warn({ err: error, gameId: room.facts.id }, 'the owner of a game could not be found')
      await delay(time, readAgainMs.first)
    }
  }

  #moved(room: Room, owner: string | null): void {
    const { owns, bus } = this.#options
    if (room.isStale || this.#isClosed) return
    const isNew = owner !== room.owner
    room.owner = owner
    if (owner !== null) {
      if (isNew) this.#following.follow(room)
    } else if (owns) void this.#restore(room)
    else bus.say('all', 'live.wanted', { gameId: room.facts.id })
  }

  /** A game that is looked after without being kept. */
  async #aside(gameId: string): Promise<Room | null> {
    const read = await this.#read(gameId)
    if (read === null) return null
    const room = new Room(read.game, this.#options.delivery)
    room.epoch = read.epoch
    return room
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
