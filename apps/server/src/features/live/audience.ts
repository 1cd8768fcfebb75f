import type { ServerMessage } from '@quizmentor/contract/live'
import type { GameEvent, GameState } from '@quizmentor/engine/live/types'
import type { Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import { Frames } from './frames.ts'
import { type Crowd, crowdOf, latencyMessage } from './latency.ts'
import type { Room } from './room.ts'
import { coalesced } from './time.ts'
import type { Frame } from './wire.ts'

/** Between two counters to host and screen: at most five a second. */
const countsEveryMs = 200
const latencyEveryMs = 2_000
/** Of what other nodes say every two seconds. */
const believedForMs = 7_000

/** Who is connected to a game, and what they are sent of it. */
export class Audience {
  readonly #room: Pick<Room, 'state' | 'answering'>
  readonly #delivery: Delivery
  readonly #frames: Frames
  readonly #players = new Map<string, Connection>()
  /** Big screens and hosts. */
  readonly #stage = new Set<Connection>()
  readonly #hosts = new Set<Connection>()
  readonly #joined = new Set<string>()
  /** By node: who is connected to the game there. */
  readonly #elsewhere = new Map<string, { readonly crowd: Crowd; readonly until: number }>()
  readonly #countSoon: () => void
  readonly #tellLatencySoon: () => void

  constructor(room: Pick<Room, 'state' | 'answering'>, delivery: Delivery) {
    const { time } = delivery
    this.#room = room
    this.#delivery = delivery
    this.#frames = new Frames(time)
    this.#countSoon = coalesced(time, countsEveryMs, () => this.#count())
    this.#tellLatencySoon = coalesced(time, latencyEveryMs, () => this.#tellLatency())
  }

  get size(): number {
    return this.#players.size + this.#stage.size
  }

  get hasHost(): boolean {
    return this.#hosts.size > 0
  }

  all(): Iterable<Connection> {
    return [...this.#players.values(), ...this.#stage]
  }

  stage(): Iterable<Connection> {
    return [...this.#stage]
  }

  /** Takes somebody in and shows them where the game is. A player's older socket is closed. */
  add(connection: Connection): void {
    const { part } = connection
    if (part?.role === 'player') {
      this.#players.get(part.playerId)?.end('replaced')
      this.#players.set(part.playerId, connection)
    } else if (part !== null) this.#stage.add(connection)
    if (part?.role === 'host') this.#hosts.add(connection)
    connection.shownAt = this.#delivery.time.now()
    this.#show([connection], 'view')
    this.measured()
  }

  /**
   * A player is connected elsewhere since `at`: what connects them here from before is closed. Of
   * the same moment, the other connection `wins` or this one does.
   */
  replaced(playerId: string, at: number, wins: boolean): void {
    const connection = this.#players.get(playerId)
    if (connection === undefined) return
    const { shownAt } = connection
    if (shownAt < at || (shownAt === at && wins)) connection.end('replaced')
  }

  remove(connection: Connection): void {
    const { part } = connection
    if (part?.role === 'player') {
      if (this.#players.get(part.playerId) === connection) this.#players.delete(part.playerId)
    } else this.#stage.delete(connection)
    this.#hosts.delete(connection)
    this.measured()
  }

  /** Everything anew, after the game was read from its log again. */
  showAll(): void {
    this.#show(this.all(), 'view')
  }

  /** The players who are connected here. */
  crowd(): Crowd {
    const { players } = this.#room.state
    return crowdOf(
      Array.from(this.#players, ([id, { latencyMs: ms }]) => {
        return { id, nickname: players.get(id)?.nickname ?? '', ms }
      }),
    )
  }

  /** Who is connected here, and since when. */
  *seated(): Generator<{ readonly playerId: string; readonly at: number }> {
    for (const [playerId, { shownAt: at }] of this.#players) yield { playerId, at }
  }

  /** Another node says who is connected there; believed for a while. */
  heardOf(node: string, crowd: Crowd): void {
    this.#elsewhere.set(node, { crowd, until: this.#delivery.time.now() + believedForMs })
    this.measured()
  }

  /** Whether people are connected to the game on other nodes, too. */
  get isShared(): boolean {
    return this.#elsewhere.size > 0
  }

  /** Forgets nodes that have said nothing for a while. */
  tidy(): void {
    const now = this.#delivery.time.now()
    for (const [node, { until }] of this.#elsewhere)
      if (until < now) {
        this.#elsewhere.delete(node)
        this.measured()
      }
  }

  /** Tells hosts, in a while, what is known of how far away the players are. */
  measured(): void {
    if (this.hasHost) this.#tellLatencySoon()
  }

  /** Shows what came of events that are stored: each audience what changed for it. */
  tell(events: readonly GameEvent[]): void {
    for (const event of events) {
      if (event.name === 'removed') this.#players.get(event.playerId)?.end('removed')
      if (event.name === 'joined') this.#joined.add(event.playerId)
      if (event.name === 'extra_time_given') this.#showPlayer(event.playerId)
      if (event.name === 'answered') this.#showIfSaidElsewhere(event)
    }
    const { state } = this.#room
    if (events.some((event) => changesStage(event, state))) {
      this.#joined.clear()
      this.#show(this.#stage, 'view')
    } else if (events.length > 0) this.#countSoon()
    const due = dueToPlayers(events)
    if (due !== null) this.#show(this.#players.values(), due)
  }

  /** What is due to a connection, as the game is now; `null` where that is nothing. */
  frameFor({ part, due }: Connection): Frame | null {
    const { state } = this.#room
    if (part === null) return null
    if (part.role !== 'player') return this.#frames.stage(part.role, state)
    const { playerId } = part
    if (due === 'phase' && isWaiting(state, playerId)) return null
    const shared = due === 'phase' && !state.extraTime.has(playerId)
    return (shared ? this.#frames.phase(state) : null) ?? this.#frames.view(playerId, state)
  }

  #show(connections: Iterable<Connection>, due: 'phase' | 'view'): void {
    for (const connection of connections) this.#delivery.show(connection, this, due)
  }

  /** What a player said before they came back, or on another node, they see only now. */
  #showIfSaidElsewhere({ playerId, answerId, at }: Extract<GameEvent, { name: 'answered' }>): void {
    const connection = this.#players.get(playerId)
    if (connection === undefined) return
    const isOwn = this.#room.answering.has(answerId)
    if (!isOwn || at < connection.shownAt) this.#show([connection], 'view')
  }

  #showPlayer(playerId: string): void {
    const connection = this.#players.get(playerId)
    if (connection !== undefined) this.#show([connection], 'view')
  }

  #count(): void {
    this.#toStage(this.#stage, () => {
      const { version, players, answered, playerCount } = this.#room.state
      const joined = Array.from(this.#joined).flatMap((id) => {
        const player = players.get(id)
        return player?.status === 'in' ? [{ id, nickname: player.nickname }] : []
      })
      return { t: 'counts', version, answered, playerCount, joined }
    })
    this.#joined.clear()
  }

  #tellLatency(): void {
    const elsewhere = Array.from(this.#elsewhere.values(), ({ crowd }) => crowd)
    this.#toStage(this.#hosts, () => latencyMessage([this.crowd(), ...elsewhere]))
  }

  #toStage(connections: Iterable<Connection>, message: () => ServerMessage | null): void {
    const to = [...connections]
    if (to.length === 0) return
    try {
      const said = message()
      if (said === null) return
      const frame = JSON.stringify(said)
      for (const connection of to) {
        // Who can't keep up gets the whole once they can.
        if (connection.isCongested) this.#show([connection], 'view')
        else connection.send(frame)
      }
    } catch (error) {
      this.#delivery.fail(to, error)
    }
  }
}

/**
 * What host and screen see at once; joins and answers reach them as counters, but for those of
 * players with extra time, for whom the stage says how long it may wait.
 */
function changesStage(event: GameEvent, { extraTime }: GameState): boolean {
  const isCounted = event.name === 'joined' || event.name === 'answered'
  return !isCounted || extraTime.has(event.playerId)
}

/** Whether a player has nothing to do but wait for the result, and is told so already. */
function isWaiting({ phase, answers }: GameState, playerId: string): boolean {
  return phase.name === 'question_closed' && answers[phase.question]?.has(playerId) === true
}

/** What all players are due: a result is each one's own. */
function dueToPlayers(events: readonly GameEvent[]): 'phase' | 'view' | null {
  if (events.some(({ name }) => name === 'revealed' || name === 'finished')) return 'view'
  return events.some(({ name }) => shared.has(name)) ? 'phase' : null
}

const shared = new Set<GameEvent['name']>([
  'round_started',
  'question_opened',
  'preview_skipped',
  'paused',
  'resumed',
  'extended',
  'question_closed',
])
