import { reduce } from '@quizmentor/engine/live/game'
import type { GameEvent } from '@quizmentor/engine/live/types'
import type { Draft } from '../../src/features/live/draft.ts'
import type { GameFacts, Seat } from '../../src/features/live/room.ts'
import {
  type Happened,
  type LiveStore,
  type Standing,
  type StoredSeats,
  Unstorable,
} from '../../src/features/live/store.ts'
import type { Dice } from './dice.ts'
import type { Program } from './program.ts'
import type { SimulatedTime } from './time.ts'

/** How bad the database is: shares of what it is asked. */
export interface Trouble {
  /** Commits that fail, and nothing is stored. */
  readonly failing: number
  /** Commits that are stored, though whoever asked is told that the connection broke. */
  readonly unheard: number
  /** Of both: failures that say for certain that nothing was stored. */
  readonly certain: number
  /** Reads that fail. */
  readonly unread: number
  /** What takes up to three seconds. */
  readonly slow: number
}

export const sound: Trouble = { failing: 0, unheard: 0, certain: 0, unread: 0, slow: 0 }

export interface StoredEvent {
  readonly seq: number
  readonly at: number
  readonly event: GameEvent
  readonly commandId: string | null
}

/** One game as it is stored. */
export class StoredLog {
  readonly facts: GameFacts
  readonly screenTokenHash: Buffer
  owner: string | null = null
  epoch = 0
  readonly seats: Seat[] = []
  readonly events: StoredEvent[] = []
  readonly answerIds = new Set<string>()
  readonly commandIds = new Set<string>()
  /** When learning went on from it. */
  learnedAt: number | null = null
  isFinished = false

  constructor(facts: GameFacts, screenTokenHash: Buffer, created: GameEvent, at: number) {
    this.facts = facts
    this.screenTokenHash = screenTokenHash
    this.add({ seq: 1, at, event: created, commandId: null })
  }

  /** Whether a draft goes on from here, and takes no key that is in use. */
  fits({ events, seats, epoch }: Draft): boolean {
    return (
      epoch === this.epoch &&
      events[0]?.seq === this.events.length + 1 &&
      !this.seats.some(({ playerId }) => seats.has(playerId))
    )
  }

  add({ seq, at, event, commandId }: StoredEvent): void {
    this.events.push({ seq, at, event: asKept(event), commandId })
    if (commandId !== null) this.commandIds.add(commandId)
    if (event.name === 'answered') this.answerIds.add(event.answerId)
    if (event.name === 'finished') this.isFinished = true
  }
}

/** What becomes of an event in a database, which keeps JSON. */
function asKept(event: GameEvent): GameEvent {
  const kept: unknown = JSON.parse(JSON.stringify(event))
  if (!isEvent(kept)) throw new Error('an event is not kept as what it was')
  return kept
}

function isEvent(kept: unknown): kept is GameEvent {
  return kept instanceof Object && 'name' in kept
}

/** A node that has said nothing for longer counts as dead. */
export const aliveForMs = 2_000

/** A database that outlives the programs that use it. */
export class SimulatedStore {
  readonly logs = new Map<string, StoredLog>()
  /** Told of each commit, as soon as it is stored. */
  onStored: (log: StoredLog, events: readonly StoredEvent[]) => void = () => {}
  /** Told when somebody wants something stored. */
  onAsked: () => void = () => {}
  readonly #time: SimulatedTime
  readonly #dice: Dice
  readonly #trouble: Trouble
  readonly #nodes = new Map<string, { readonly place: number; readonly until: number }>()
  #aheadMs: number
  #isOver = false
  #persons = 1_000

  constructor(time: SimulatedTime, dice: Dice, trouble: Trouble) {
    this.#time = time
    this.#dice = dice
    this.#trouble = trouble
    this.#aheadMs = dice.happens(0.3) ? dice.int(-400, 400) : 0
  }

  heal(): void {
    this.#isOver = true
  }

  /** What time it is here, which is what all nodes go by. */
  readonly clock = (): number => this.#time.now() + this.#aheadMs

  /** Its clock is set right, or wrong. */
  jump(ms: number): void {
    this.#aheadMs += ms
  }

  /** A node says that it is alive; who was at the same place before is dead. Gives whether it was. */
  async beat(nodeId: string, place: number): Promise<boolean> {
    await this.#passes(1, 5)
    const wasAlive = (this.#nodes.get(nodeId)?.until ?? 0) > this.clock()
    for (const [id, other] of this.#nodes)
      if (other.place === place && id !== nodeId) this.#nodes.delete(id)
    this.#nodes.set(nodeId, { place, until: this.clock() + aliveForMs })
    return wasAlive
  }

  /** What a node is connected with; once it is dead, nothing reaches it any more. */
  connect(nodeId: string, program: Program): LiveStore {
    const read = <Read>(what: () => Read) => this.#read(program, what)
    const ids = (which: (log: StoredLog) => boolean) => (before: string | null) =>
      read(() => this.#page(before, which))
    return {
      load: (gameId) => read(() => this.#load(nodeId, gameId)),
      standings: (gameIds) => read(() => this.#standings(nodeId, gameIds)),
      since: (gameId, version) => read(() => this.#since(gameId, version)),
      take: (gameIds) =>
        read(() => new Map(gameIds.flatMap((gameId) => this.#take(nodeId, gameId)))),
      release: () =>
        read(() => {
          for (const log of this.logs.values()) if (log.owner === nodeId) log.owner = null
        }),
      orphans: ids((log) => !log.isFinished && this.#ownerOf(log) === null),
      store: (drafts) => this.#store(drafts, program),
      expired: (now, before) => ids((log) => !log.isFinished && log.facts.expiresAt <= now)(before),
      unlearned: ids((log) => log.isFinished && log.learnedAt === null),
      learned: (gameId, at) =>
        read(() => {
          const log = this.logs.get(gameId)
          if (log !== undefined) log.learnedAt ??= at
        }),
    }
  }

  get #troubleNow(): Trouble {
    return this.#isOver ? sound : this.#trouble
  }

  /** The living owner. */
  #ownerOf({ owner }: StoredLog): string | null {
    const until = this.#nodes.get(owner ?? '')?.until ?? 0
    return until > this.clock() ? owner : null
  }

  /** The living owner, where it is another node. */
  #other(nodeId: string, log: StoredLog): string | null {
    const owner = this.#ownerOf(log)
    return owner === nodeId ? null : owner
  }

  #standings(nodeId: string, gameIds: readonly string[]): ReadonlyMap<string, Standing> {
    const logs = gameIds.flatMap((id) => this.logs.get(id) ?? [])
    return new Map(
      logs.map((log) => {
        const { facts, events, screenTokenHash } = log
        const owner = this.#other(nodeId, log)
        return [facts.id, { version: events.length, owner, screenTokenHash }]
      }),
    )
  }

  #take(nodeId: string, gameId: string): [string, number][] {
    const log = this.logs.get(gameId)
    if (log === undefined || log.isFinished || this.#other(nodeId, log) !== null) return []
    log.owner = nodeId
    return [[gameId, ++log.epoch]]
  }

  #since(gameId: string, version: number): Happened | null {
    const log = this.logs.get(gameId)
    if (log === undefined) return null
    const later = log.events.slice(version)
    const joined = new Set(
      later.flatMap(({ event }) => (event.name === 'joined' ? event.playerId : [])),
    )
    return {
      events: later.map(({ event }) => event),
      commands: later.flatMap(({ commandId }) => commandId ?? []),
      seats: log.seats.filter(({ playerId }) => joined.has(playerId)),
      screenTokenHash: log.screenTokenHash,
    }
  }

  #load(nodeId: string, gameId: string) {
    const log = this.logs.get(gameId)
    if (log === undefined) return null
    const { facts, screenTokenHash, seats, events } = log
    const commands = events.flatMap(({ commandId }) => commandId ?? [])
    const state = reduce(events.map(({ event }) => event))
    const owner = this.#other(nodeId, log)
    return { facts, screenTokenHash, state, seats: [...seats], commands, owner }
  }

  #page(before: string | null, which: (log: StoredLog) => boolean): string[] {
    return [...this.logs]
      .filter(([id, log]) => (before === null || id < before) && which(log))
      .map(([id]) => id)
      .toSorted()
      .toReversed()
  }

  async #read<Read>(program: Program, what: () => Read): Promise<Read> {
    const fails = this.#dice.happens(this.#troubleNow.unread)
    await this.#passes(1, 5)
    const found = what()
    await this.#passes(0, 2)
    await ifAlive(program)
    if (fails) throw new Error('the connection to the database broke')
    return found
  }

  async #store(drafts: readonly Draft[], program: Program): Promise<StoredSeats> {
    const { failing, unheard, certain } = this.#troubleNow
    const fails = this.#dice.happens(failing)
    const isUnheard = this.#dice.happens(unheard)
    const isCertain = this.#dice.happens(certain)
    this.onAsked()
    await this.#passes(1, 6)
    // From here on it is done, whether the program that asked lives or not.
    const outcome = fails ? null : this.#commit(drafts)
    await this.#passes(0, 3)
    await ifAlive(program)
    if (outcome instanceof Unstorable) throw outcome
    if (outcome === null && isCertain) throw new Unstorable(new Error('the data is unfit'))
    if (outcome === null || isUnheard) throw new Error('the connection to the database broke')
    return outcome
  }

  #commit(drafts: readonly Draft[]): StoredSeats | Unstorable {
    if (drafts.some((draft) => !this.#logOf(draft).fits(draft)))
      return new Unstorable(new Error('another program has stored something meanwhile'))
    return new Map(
      drafts.map((draft) => {
        const log = this.#logOf(draft)
        for (const event of draft.events) log.add(event)
        const seats = Array.from(draft.seats.values(), (drafted) => {
          const { memberId, joinedAt: _, ...seat } = drafted
          return { ...seat, personId: memberId ?? this.#persons++, isMember: memberId !== null }
        })
        log.seats.push(...seats)
        this.onStored(log, draft.events)
        return [draft, seats]
      }),
    )
  }

  #logOf({ room }: Draft): StoredLog {
    const log = this.logs.get(room.facts.id)
    if (log === undefined) throw new Error('there is no such game')
    return log
  }

  #passes(least: number, most: number): Promise<void> {
    const isSlow = this.#dice.happens(this.#troubleNow.slow)
    const ms = isSlow ? this.#dice.between(most, 3_000) : this.#dice.between(least, most)
    return new Promise((resolve) => void this.#time.after(ms, resolve))
  }
}

/** Waits forever where the program is dead: nobody follows up what it began. */
function ifAlive(program: Program): Promise<void> {
  return new Promise((resolve) => program.run(resolve))
}
