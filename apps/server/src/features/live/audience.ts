import { playerView } from '@quizmentor/engine/live/player-view'
import { hostView, screenView } from '@quizmentor/engine/live/stage-view'
import type { GameEvent, GameState } from '@quizmentor/engine/live/types'
import type { Connection } from './connection.ts'
import { deliverViews } from './delivery.ts'
import type { Room } from './room.ts'

/** Between two counters to host and screen: at most five a second. */
const countsEveryMs = 200

/** Who is connected to a game, and what they are sent of it. */
export class Audience {
  readonly #room: Pick<Room, 'state'>
  readonly #players = new Map<string, Connection>()
  readonly #stage = new Set<Connection>()
  readonly #stageFrames = new Map<string, { state: GameState; builtAt: number; frame: string }>()
  readonly #joined = new Set<string>()
  #countsTimer: NodeJS.Timeout | null = null

  constructor(room: Pick<Room, 'state'>) {
    this.#room = room
  }

  get size(): number {
    return this.#players.size + this.#stage.size
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
    this.#show([connection])
  }

  remove(connection: Connection): void {
    const { part } = connection
    if (part?.role === 'player') {
      if (this.#players.get(part.playerId) === connection) this.#players.delete(part.playerId)
    } else this.#stage.delete(connection)
  }

  /** Everything anew, after the game was read from its log again. */
  showAll(): void {
    this.#show(this.all())
  }

  /** Shows what came of events that are stored: each audience what changed for it. */
  tell(events: readonly GameEvent[]): void {
    for (const event of events) {
      if (event.name === 'removed') this.#players.get(event.playerId)?.end('removed')
      if (event.name === 'joined') this.#joined.add(event.playerId)
    }
    if (events.some(changesStage)) {
      this.#joined.clear()
      this.#show(this.#stage)
    } else if (events.length > 0) this.#countSoon()
    if (events.some(changesEverybody)) this.#show(this.#players.values())
  }

  /** The view of one connection now, as a frame; `null` where there is nothing for it to see. */
  frameFor({ part }: Connection): string | null {
    const { state } = this.#room
    if (part === null) return null
    if (part.role !== 'player') return this.#stageFrame(part.role, state)
    const view = playerView(state, part.playerId)
    return view === null ? null : JSON.stringify({ t: 'view', now: Date.now(), view })
  }

  #show(connections: Iterable<Connection>): void {
    for (const connection of connections) deliverViews(connection, this)
  }

  /** Built once for all screens, and once for all hosts. */
  #stageFrame(role: 'screen' | 'host', state: GameState): string {
    const built = this.#stageFrames.get(role)
    const now = Date.now()
    if (built !== undefined && built.state === state && now - built.builtAt < 20) return built.frame
    const view = role === 'screen' ? screenView(state) : hostView(state)
    const frame = JSON.stringify({ t: 'view', now, view })
    this.#stageFrames.set(role, { state, builtAt: now, frame })
    return frame
  }

  #countSoon(): void {
    if (this.#stage.size === 0) return this.#joined.clear()
    if (this.#countsTimer !== null) return
    this.#countsTimer = setTimeout(() => {
      this.#countsTimer = null
      this.#count()
    }, countsEveryMs)
  }

  #count(): void {
    const { players, answered, playerCount } = this.#room.state
    const joined = Array.from(this.#joined).flatMap((id) => {
      const player = players.get(id)
      return player?.status === 'in' ? [{ id, nickname: player.nickname }] : []
    })
    this.#joined.clear()
    const frame = JSON.stringify({ t: 'counts', answered, playerCount, joined, left: [] })
    for (const connection of this.#stage) {
      // Who can't keep up gets the whole once they can.
      if (connection.isCongested) deliverViews(connection, this)
      else connection.send(frame)
    }
  }
}

/** What host and screen see at once; joins and answers reach them as counters. */
function changesStage(event: GameEvent): boolean {
  return event.name !== 'joined' && event.name !== 'answered'
}

/** What is another screen on every phone. */
function changesEverybody(event: GameEvent): boolean {
  return changesStage(event) && event.name !== 'removed' && event.name !== 'lock_changed'
}
