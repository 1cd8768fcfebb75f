import { apply } from '@quizmentor/engine/live/game'
import type { GameState } from '@quizmentor/engine/live/types'
import { Arrivals } from './arrivals.ts'
import { Audience } from './audience.ts'
import type { Delivery } from './delivery.ts'
import type { Draft, Reply, Told } from './draft.ts'
import type { Happened } from './store.ts'

/** What of a game stays the same, whatever happens in it. */
export interface GameFacts {
  readonly id: string
  readonly workspaceId: string
  readonly hostId: number
  readonly code: string
  readonly expiresAt: number
}

/** What the server knows of a player beside the game. */
export interface Seat {
  readonly playerId: string
  readonly personId: number
  /** Whether the person is a member of the workspace, and so learns from the answers. */
  readonly isMember: boolean
  readonly tokenHash: Buffer
  readonly deviceHash: Buffer
  /** Of where the player came from; `null`: it was not kept then. */
  readonly addressMark: number | null
}

/** Everything that is stored of a game. */
export interface StoredGame {
  readonly facts: GameFacts
  readonly screenTokenHash: Buffer
  readonly state: GameState
  readonly seats: readonly Seat[]
  /** The host's commands that were carried out, the latest last. */
  readonly commands: readonly string[]
  /** The other living node that owns the game, if one does. */
  readonly owner: string | null
}

/** How many of the host's latest commands are known again. */
const knownCommands = 200
/** How many of the latest replies to what made no event. */
const knownReplies = 1_000

/**
 * One game in memory: what is stored of it, and who is connected here. Its state is always one that
 * was committed, so whatever is shown of it will not be taken back. One node owns it and decides;
 * others follow what the owner stores.
 */
export class Room {
  readonly facts: GameFacts
  readonly audience: Audience
  readonly arrivals = new Arrivals()
  screenTokenHash: Buffer
  /** After a failed commit: what is stored must be read again before anything is decided. */
  isStale = false
  usedAt: number
  /** Of this node's ownership; `null`: it doesn't own the game. */
  epoch: number | null = null
  /** Answers that were given to this node, and that it has not replied to yet. */
  readonly answering = new Set<string>()
  /** The other node that owns it, as far as is known. */
  owner: string | null = null
  #state: GameState
  readonly #banned = new Set<string>()
  readonly #seats = new Map<string, Seat>()
  readonly #seatsByToken = new Map<string, Seat>()
  readonly #doneCommands = new Set<string>()
  readonly #told = new Map<string, { readonly reply: Reply }>()

  constructor(game: StoredGame, delivery: Delivery) {
    this.facts = game.facts
    this.screenTokenHash = game.screenTokenHash
    this.#state = game.state
    this.usedAt = delivery.time.now()
    this.audience = new Audience(this, delivery)
    this.restore(game)
  }

  get state(): GameState {
    return this.#state
  }

  /** Whether this node answers what the game is asked; of one that is over, every node does. */
  get isDecidedHere(): boolean {
    return this.epoch !== null || this.#state.phase.name === 'finished'
  }

  get banned(): Iterable<string> {
    return this.#banned
  }

  get seats(): Iterable<Seat> {
    return this.#seats.values()
  }

  /** Takes over what is stored. */
  restore({ state, seats, commands, screenTokenHash }: StoredGame): void {
    this.#state = state
    this.screenTokenHash = screenTokenHash
    this.isStale = false
    for (const seat of seats) this.#addSeat(seat)
    for (const player of state.players.values())
      if (player.status === 'banned') this.#banned.add(player.id)
    for (const id of commands.slice(-knownCommands)) this.#remember(id)
  }

  /** Takes over a draft that was stored, with the persons of its new seats. */
  advance(draft: Draft, seats: readonly Seat[]): void {
    const events = draft.events.map(({ event }) => event)
    this.#moveOn(draft.state, { events, seats, commands: draft.commands })
  }

  /** Takes over what happened next and was stored by another node. */
  follow(happened: Omit<Happened, 'screenTokenHash'>): void {
    this.#moveOn(happened.events.reduce(apply, this.#state), happened)
  }

  #moveOn(state: GameState, { events, seats, commands }: Omit<Happened, 'screenTokenHash'>): void {
    this.#state = state
    for (const seat of seats) this.#addSeat(seat)
    for (const event of events)
      if (event.name === 'removed' && event.banned) this.#banned.add(event.playerId)
    for (const id of commands) this.#remember(id)
  }

  /** Another token opens the big screen from now on; with `ends`, those that are open end. */
  changeScreen(hash: Buffer, ends: boolean): void {
    this.screenTokenHash = hash
    if (!ends) return
    for (const connection of this.audience.stage())
      if (connection.part?.role === 'screen') connection.end('unauthorized')
  }

  seat(playerId: string): Seat | undefined {
    return this.#seats.get(playerId)
  }

  /** The seat that a token opens. */
  seatOf(tokenHash: Buffer): Seat | undefined {
    return this.#seatsByToken.get(tokenHash.toString('base64'))
  }

  /** Whether a host's command was carried out already: said again, it is not done again. */
  hasDone(commandId: string): boolean {
    return this.#doneCommands.has(commandId)
  }

  /**
   * What was replied to something that made no event. A copy of it may come much later, by a slower
   * way: whoever was told that it is refused must not find it done.
   */
  told(id: string): { readonly reply: Reply } | undefined {
    return this.#told.get(id)
  }

  /** Keeps in mind what is replied now. */
  tell(told: Told): void {
    for (const [id, reply] of told) this.#told.set(id, reply)
    for (const id of this.#told.keys()) {
      if (this.#told.size <= knownReplies) return
      this.#told.delete(id)
    }
  }

  #addSeat(seat: Seat): void {
    this.#seats.set(seat.playerId, seat)
    this.#seatsByToken.set(seat.tokenHash.toString('base64'), seat)
    if (seat.addressMark !== null) this.arrivals.add(seat.addressMark, seat.playerId)
  }

  #remember(commandId: string): void {
    this.#doneCommands.add(commandId)
    const [oldest] = this.#doneCommands
    if (this.#doneCommands.size > knownCommands && oldest !== undefined)
      this.#doneCommands.delete(oldest)
  }
}
