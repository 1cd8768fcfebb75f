import type { ClientMessage } from '@quizmentor/contract/live'
import { setupOf, singleChoice } from '@quizmentor/engine/live/game-for-tests'
import type { GameSettings, HostCommand, LiveContent } from '@quizmentor/engine/live/types'
import type { Random } from '@quizmentor/engine/question/parts'
import type { Given } from '@quizmentor/engine/question/question'
import type { Callers } from '../../http/feature.ts'
import { soloBus } from '../../platform/bus/bus.ts'
import { newId } from '../../platform/ids.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { hashOf, newToken, secureRandom } from './chance.ts'
import { Connections, type Handshake } from './connections.ts'
import { Delivery } from './delivery.ts'
import type { Ask, Reply } from './draft.ts'
import type { Room } from './room.ts'
import { Rooms } from './rooms.ts'
import { MemoryStore } from './test-store.ts'
import { VirtualTime } from './test-time.ts'
import { HeldWire } from './test-wire.ts'
import type { Wire } from './wire.ts'

const workspaceId = newId()
const hostId = 1
const user = { id: newId(), name: 'Host', email: 'host@example.org' }

/** To them everybody with a cookie is the host. */
export const callers: Callers = {
  session: async (headers) => (headers.get('cookie') ? { id: 'session', user } : null),
  user: async () => user,
  member: async () => ({ workspaceId, personId: hostId, role: 'host' }),
  strayed() {},
}

/** Keeps the wires it was given, for tests to look at. */
class WatchedConnections extends Connections {
  readonly wires: Wire[] = []

  override accept(wire: Wire, handshake: Handshake): void {
    this.wires.push(wire)
    super.accept(wire, handshake)
  }
}

/** A node without network, database and clock: connections on wires that tests hold in hand. */
export class Hall {
  readonly time: VirtualTime
  /** What was logged as an error or worse. */
  readonly logged: string[] = []
  readonly store = new MemoryStore()
  readonly rooms: Rooms
  readonly connections: WatchedConnections

  constructor(time = new VirtualTime(), random: Random = secureRandom) {
    this.time = time
    const { store } = this
    const log = createLog('error', { write: (line: string) => void this.logged.push(line) })
    const metrics = createMetrics()
    this.rooms = new Rooms({
      store,
      bus: soloBus,
      nodeId: newId(),
      onLapsed: () => () => {},
      isSure: () => true,
      owns: true,
      time,
      random,
      log,
      delivery: new Delivery({ time, log }),
      games: metrics.games,
      answers: () => {},
      onFinished: async () => {},
    })
    this.connections = new WatchedConnections({
      rooms: this.rooms,
      callers,
      log,
      gauge: metrics.sockets,
      time,
      livingSessions: async (ids) => ids,
    })
  }

  /** A game in its lobby. */
  async game(
    rounds: readonly (readonly LiveContent[])[] = [[singleChoice(), singleChoice()]],
    settings: Partial<GameSettings> = {},
  ): Promise<HallGame> {
    const id = newId()
    const screen = newToken()
    const facts = { id, workspaceId, hostId, code: '123456', expiresAt: Infinity }
    const setup = { ...setupOf(rounds, { previewSeconds: 0, ...settings }), gameId: id }
    this.store.create(facts, screen.hash, setup)
    const room = await this.rooms.get(id)
    if (room === null) throw new Error('the game is not there')
    return new HallGame(this, room, screen.token)
  }

  /** Somebody who connects, and has said nothing yet. */
  connect({ cookie = '', address = '10.0.0.1' } = {}): HeldWire {
    const wire = new HeldWire()
    wire.onPing = (data) => void this.time.after(20, () => wire.pong(data))
    this.connections.accept(wire, { cookie, address })
    return wire
  }
}

export interface HallPlayer {
  readonly id: string
  readonly token: string
}

export class HallGame {
  readonly hall: Hall
  readonly room: Room
  readonly screenToken: string
  #joined = 0

  constructor(hall: Hall, room: Room, screenToken: string) {
    this.hall = hall
    this.room = room
    this.screenToken = screenToken
  }

  get id(): string {
    return this.room.facts.id
  }

  /** Joins, as somebody new unless it is said who. */
  async join(nickname: string, player = newPlayer()): Promise<HallPlayer> {
    const refusal = await this.#settled(joinOf(nickname, player))
    if (refusal !== null) throw new Error(`${nickname} may not join: ${refusal}`)
    return player
  }

  /** The wire of a player who has joined. */
  connect({ token }: HallPlayer, address?: string): HeldWire {
    const wire = this.hall.connect(address === undefined ? {} : { address })
    wire.say(hello({ role: 'player', gameId: this.id, token }))
    return wire
  }

  /** Joins as many and connects them, and lets them see where the game is. */
  async crowd(count: number): Promise<{ players: HallPlayer[]; wires: HeldWire[] }> {
    const players = await Promise.all(
      Array.from({ length: count }, () =>
        this.join(`N ${(this.#joined++).toString(2).replaceAll('0', 'x')}`),
      ),
    )
    const wires = players.map((player) => this.connect(player))
    await this.hall.time.settle()
    return { players, wires }
  }

  screen(): HeldWire {
    const wire = this.hall.connect()
    wire.say(hello({ role: 'screen', gameId: this.id, token: this.screenToken }))
    return wire
  }

  host(): HeldWire {
    const wire = this.hall.connect({ cookie: 'session=1' })
    wire.say(hello({ role: 'host', gameId: this.id }))
    return wire
  }

  /** Leads the game, and lets everybody see it. */
  async lead(command: HostCommand): Promise<void> {
    const refusal = await this.#settled({ name: 'lead', id: newId(), seen: Infinity, command })
    if (refusal !== null) throw new Error(`${command.name} is refused: ${refusal}`)
    await this.hall.time.settle()
  }

  /** Asks the game something, and lets nobody see yet what comes of it. */
  ask(ask: Ask): Promise<Reply> {
    return this.hall.rooms.ask(this.room, ask, this.hall.time.now())
  }

  async #settled(ask: Ask): Promise<Reply> {
    const reply = this.ask(ask)
    await this.hall.time.settle()
    return reply
  }
}

function newPlayer(): HallPlayer {
  return { id: newId(), token: newToken().token }
}

/** What a game is asked by a player who joins, each from a device of their own. */
export function joinOf(
  nickname: string,
  { id, token }: HallPlayer,
): Extract<Ask, { name: 'join' }> {
  const hashes = { tokenHash: hashOf(token), deviceHash: hashOf(id) }
  return { name: 'join', playerId: id, nickname, ...hashes, addressMark: 0, memberId: null }
}

export function hello(as: Extract<ClientMessage, { t: 'hello' }>['as']): ClientMessage {
  return { t: 'hello', version: 1, as }
}

export function answer(question: number, given: Given): Extract<ClientMessage, { t: 'answer' }> {
  return { t: 'answer', id: newId(), question, given }
}
