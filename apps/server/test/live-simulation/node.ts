import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { Codes } from '../../src/features/live/codes.ts'
import { Connections, type Handshake } from '../../src/features/live/connections.ts'
import { Delivery } from '../../src/features/live/delivery.ts'
import type { GameFinished } from '../../src/features/live/finished-game.ts'
import { Rooms } from '../../src/features/live/rooms.ts'
import { type Games, openGames } from '../../src/features/live/service.ts'
import { every, type LiveTime } from '../../src/features/live/time.ts'
import type { Wire } from '../../src/features/live/wire.ts'
import type { Database } from '../../src/platform/database/schema.ts'
import type { Log } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { SimulatedBus } from './bus.ts'
import { callers } from './callers.ts'
import type { Dice } from './dice.ts'
import type { Door } from './network.ts'
import { Program } from './program.ts'
import { aliveForMs, type SimulatedStore } from './store.ts'
import { type SimulatedTime, wholeMs } from './time.ts'

const metrics = createMetrics()
const beatMs = 500

/** Asked for nothing here: games are made by hand and found in the simulated store. */
const noDatabase = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

class StoredCodes extends Codes {
  readonly #store: SimulatedStore

  constructor(store: SimulatedStore, time: LiveTime) {
    super(noDatabase, time)
    this.#store = store
  }

  override async find(code: string): Promise<string> {
    for (const { facts } of this.#store.logs.values()) if (facts.code === code) return facts.id
    throw new Error('nobody guesses codes here')
  }
}

export interface NodeParts {
  readonly time: SimulatedTime
  readonly store: SimulatedStore
  readonly bus: SimulatedBus
  /** Which of the nodes it is, whoever was there before. */
  readonly place: number
  readonly id: string
  /** Whether it runs games, or follows those of others. */
  readonly owns: boolean
  readonly dice: Dice
  readonly log: Log
  readonly onFinished: (game: GameFinished) => Promise<void>
}

/** A server's program: it runs until it is killed, and then nothing of it happens any more. */
export class Node implements Door {
  readonly games: Games
  readonly #time: SimulatedTime
  readonly #rooms: Rooms
  readonly #connections: Connections
  readonly #program = new Program()

  constructor({ time, store, bus, place, id, owns, dice, log, onFinished }: NodeParts) {
    const program = this.#program
    this.#time = time
    // As exactly as one can ask a database for the time.
    const aheadMs = dice.happens(0.3) ? dice.int(-5, 5) : 0
    const own: LiveTime = {
      now: () => Math.floor(store.clock()) + aheadMs,
      after: (ms, then) => time.after(wholeMs(ms), () => program.run(then)),
      soon: (then) => void time.after(0, () => program.run(then)),
    }
    const lapsed = new Set<() => void>()
    let saidAt = -Infinity
    const shared = { time: own, random: dice.random, log }
    const rooms = new Rooms({
      ...shared,
      store: store.connect(id, program),
      bus: bus.connect(id, program),
      nodeId: id,
      onLapsed: (listener) => {
        lapsed.add(listener)
        return () => void lapsed.delete(listener)
      },
      isSure: () => time.now() - saidAt < aliveForMs,
      owns,
      delivery: new Delivery(shared),
      games: metrics.games,
      answers() {},
      onFinished,
    })
    this.#rooms = rooms
    const gauge = metrics.sockets
    const livingSessions = async (ids: readonly string[]) => ids
    this.#connections = new Connections({ ...shared, rooms, callers, gauge, livingSessions })
    this.games = openGames({
      ...shared,
      db: noDatabase,
      rooms,
      codes: new StoredCodes(store, own),
      callers,
      loadQuiz: () => Promise.reject(new Error('games are made by hand here')),
      arrivals: { secret: 'secret', most: 300 },
    })
    const beat = async () => {
      const sayingAt = time.now()
      const wasAlive = await store.beat(id, place)
      program.run(() => {
        const isFirst = saidAt === -Infinity
        saidAt = Math.max(saidAt, sayingAt)
        if (isFirst) rooms.start()
        else if (!wasAlive) for (const listener of lapsed) listener()
      })
    }
    every(own, beatMs, () => void beat())
    void beat()
  }

  accept(wire: Wire, handshake: Handshake): boolean {
    const connections = this.#connections
    const isOpen = this.#program.isAlive && !connections.isDraining
    if (!isOpen || connections.limit(handshake.address) > 0) return false
    connections.accept(wire, handshake)
    return true
  }

  /** Ends it as an operator does: everybody is sent away, and what was asked is stored. */
  async drain(): Promise<void> {
    await this.#connections.drain()
    await this.#rooms.close()
  }

  kill(): void {
    this.#program.kill()
  }

  /** Stands still for so long, its connections open. */
  stall(ms: number): void {
    const program = this.#program
    program.stall()
    this.#time.after(ms, () => program.goOn())
  }

  run(then: () => void): void {
    this.#program.run(then)
  }
}
