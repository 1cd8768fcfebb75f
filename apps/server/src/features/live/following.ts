import type { Bus } from '../../platform/bus/bus.ts'
import type { Log } from '../../platform/log.ts'
import { sameHash } from './chance.ts'
import type { Draft } from './draft.ts'
import type { Room } from './room.ts'
import { gameSaid, happenedSaid, type HappenedSaid } from './said.ts'
import type { Happened, LiveStore, Standing } from './store.ts'
import { every, type Cancel, type LiveTime } from './time.ts'

export interface FollowingOptions {
  readonly bus: Bus
  readonly store: Pick<LiveStore, 'since' | 'standings'>
  readonly time: LiveTime
  readonly log: Log
  readonly rooms: () => Iterable<Room>
  readonly known: (gameId: string) => Promise<Room | null>
  /** A game that this node follows has another owner, or none that lives. */
  readonly moved: (room: Room, owner: string | null) => void
}

const nothing = { events: [], seats: [], commands: [] }
const compareEveryMs = 1_000
const followEveryMs = 5_000
/** A follower that hasn't said so again by then doesn't follow any more. */
const followedForMs = 3 * followEveryMs

/**
 * Keeps games that other nodes own as those stored them. Owners tell whoever follows what they have
 * stored; what gets lost on the way is read from the database, where all is looked up every second.
 */
export class Following {
  readonly #options: FollowingOptions
  /** Per game of this node: who follows it, and until when that is believed. */
  readonly #followers = new Map<string, Map<string, number>>()
  readonly #reading = new WeakMap<Room, Promise<void>>()
  readonly #end: Cancel[]
  #isComparing = false

  constructor(options: FollowingOptions) {
    const { bus, time, known } = options
    this.#options = options
    this.#end = [
      bus.hear('live.follow', (body, from) => {
        const { gameId } = gameSaid.parse(body)
        const followers = this.#followers.get(gameId) ?? new Map<string, number>()
        this.#followers.set(gameId, followers.set(from, time.now() + followedForMs))
        // What was stored before it followed may be news to it.
        void known(gameId).then((room) => {
          if (room === null) return
          const said = { gameId, from: room.state.version, ...nothing }
          bus.say(from, 'live.happened', happenedSaid.encode(said))
        })
      }),
      bus.hear('live.taken', (body, from) => {
        void known(gameSaid.parse(body).gameId).then((room) => {
          if (room === null || room.isDecidedHere || room.isStale) return
          room.owner = from
          this.follow(room)
        })
      }),
      bus.hear('live.happened', (body) => {
        this.#heard(happenedSaid.parse(body)).catch((error: unknown) => this.#failed(error))
      }),
      every(time, compareEveryMs, () => void this.#compare()),
      every(time, followEveryMs, () => this.#followAgain()),
    ]
  }

  close(): void {
    for (const end of this.#end) end()
  }

  /** Asks the owner of a game to be told what happens in it; the owner says that it is that. */
  follow({ owner, epoch, facts }: Room): void {
    const { bus } = this.#options
    const said = { gameId: facts.id }
    if (owner !== null) bus.say(owner, 'live.follow', said)
    else if (epoch !== null) bus.say('all', 'live.taken', said)
  }

  /** Whether other nodes have people in a game, too. */
  isShared(room: Room): boolean {
    return room.epoch === null || room.audience.isShared || this.#followers.has(room.facts.id)
  }

  /** Tells those who follow a game of this node what of it is stored. */
  tell(room: Room, draft: Draft): void {
    const followers = this.#followers.get(room.facts.id)
    if (followers === undefined) return
    const [first] = draft.events
    if (first === undefined) return
    const said = happenedSaid.encode({
      gameId: room.facts.id,
      from: first.seq - 1,
      events: draft.events.map(({ event }) => event),
      seats: Array.from(draft.seats.keys(), (id) => room.seat(id)).filter(
        (seat) => seat !== undefined,
      ),
      commands: [...draft.commands],
    })
    for (const node of followers.keys()) this.#options.bus.say(node, 'live.happened', said)
  }

  /** Reads what is stored of a game by now; of one that is decided here, its screen’s token. */
  async catchUp(room: Room): Promise<void> {
    // What is being read already may have been asked for before the latest was stored.
    await this.#reading.get(room)?.catch(() => {})
    const reading = this.#reading.get(room) ?? this.#read(room)
    this.#reading.set(room, reading)
    try {
      await reading
    } finally {
      if (this.#reading.get(room) === reading) this.#reading.delete(room)
    }
  }

  async #read(room: Room): Promise<void> {
    const { screenTokenHash: known, state } = room
    const { version } = state
    const happened = await this.#options.store.since(room.facts.id, version)
    if (happened === null) return
    const { screenTokenHash: stored } = happened
    // What was heard meanwhile is newer.
    if (room.screenTokenHash === known && !sameHash(stored, known)) room.changeScreen(stored, true)
    if (room.isDecidedHere) return
    this.#apply(room, version, happened)
  }

  async #heard({ gameId, from, ...happened }: HappenedSaid): Promise<void> {
    const room = await this.#options.known(gameId)
    if (room === null || room.isDecidedHere || room.isStale) return
    if (from > room.state.version) await this.catchUp(room)
    else this.#apply(room, from, happened)
  }

  /** Takes over what happened after `from` events, but for what is known already. */
  #apply(room: Room, from: number, happened: Omit<Happened, 'screenTokenHash'>): void {
    const events = happened.events.slice(room.state.version - from)
    if (events.length === 0) return
    room.follow({ ...happened, events })
    room.audience.tell(events)
  }

  #followed(): Room[] {
    return [...this.#options.rooms()].filter((room) => !room.isDecidedHere && !room.isStale)
  }

  #followAgain(): void {
    for (const room of this.#followed()) this.follow(room)
    const now = this.#options.time.now()
    for (const [gameId, followers] of this.#followers) {
      for (const [node, until] of followers) if (until < now) followers.delete(node)
      if (followers.size === 0) this.#followers.delete(gameId)
    }
  }

  /** Finds out what was missed, and which games have another owner, or none. */
  async #compare(): Promise<void> {
    const rooms = this.#followed()
    if (rooms.length === 0 || this.#isComparing) return
    this.#isComparing = true
    try {
      const standings = await this.#options.store.standings(rooms.map(({ facts }) => facts.id))
      for (const room of rooms) {
        const standing = standings.get(room.facts.id)
        if (standing === undefined || room.isDecidedHere) continue
        const { owner } = standing
        if (owner === null || owner !== room.owner) this.#options.moved(room, owner)
        // What fails with one game is not the others' trouble.
        if (standing.version > room.state.version || hasOtherScreen(room, standing))
          await this.catchUp(room).catch((error: unknown) => this.#failed(error))
      }
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#isComparing = false
    }
  }

  #failed(error: unknown): void {
    this.#options.log.warn({ err: error }, 'games of other nodes could not be followed')
  }
}

/** Whether it is not known here that another token opens the big screen now. */
export function hasOtherScreen({ screenTokenHash }: Room, stored: Standing): boolean {
  return !sameHash(screenTokenHash, stored.screenTokenHash)
}
