import type { Kysely } from 'kysely'
import type pg from 'pg'
import { Gauge, Histogram } from 'prom-client'
import type { Callers, MountedRoute } from '../../http/feature.ts'
import type { UpgradeHandler } from '../../http/upgrades.ts'
import type { Bus } from '../../platform/bus/bus.ts'
import type { Read } from '../../platform/database/replica.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Nodes } from '../../platform/nodes/nodes.ts'
import { secureRandom } from './chance.ts'
import { Codes } from './codes.ts'
import { Connections } from './connections.ts'
import { Delivery } from './delivery.ts'
import type { GameFinished } from './finished-game.ts'
import type { LoadQuiz } from './game-setup.ts'
import { pgStore } from './pg-store.ts'
import { Rooms } from './rooms.ts'
import { liveHandlers } from './routes.ts'
import { openGames } from './service.ts'
import { Sockets } from './sockets.ts'
import { type LiveTime, machineTime } from './time.ts'

/** What ended: one sign-in, all of a user's, or a user's place in a workspace. */
type AccessEnded =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'member'; readonly userId: string; readonly workspaceId: string }

export interface LiveOptions {
  readonly db: Kysely<Database>
  /** Unset: what is over is read where everything else is. */
  readonly read?: Read
  /** Of the same database, for the one statement that is planned once. */
  readonly pool: pg.Pool
  readonly nodes: Nodes
  readonly bus: Bus
  /** Whether this node runs games, or leaves that to others. */
  readonly owns: boolean
  readonly log: Log
  readonly metrics: Metrics
  readonly callers: Callers
  /** Identity's: who lost access in this process, and which sessions still go on anywhere. */
  readonly accessEnded: { on(listener: (ended: AccessEnded) => void): () => void }
  readonly livingSessions: (ids: readonly string[]) => Promise<readonly string[]>
  /** The bank's: a quiz with its published questions. */
  readonly loadQuiz: LoadQuiz
  /** Learning goes on from what was answered. Told at least once, maybe again. */
  readonly onFinished: (game: GameFinished) => Promise<void>
  /** The program's: so that what is stored of a network address is worth nothing without it. */
  readonly secret: string
  /** How many may join one game from one network address. */
  readonly playersPerAddress: number
}

export interface Live {
  readonly routes: readonly MountedRoute[]
  /** For the connections at LIVE_PATH. */
  readonly upgrade: UpgradeHandler
  /** Takes up the games that were going on when the program ended. */
  start(): Promise<void>
  /** Lets nobody in any more and sends everybody elsewhere, over a few seconds. */
  drain(): Promise<void>
  /** Stores what was asked, and stops. */
  close(): Promise<void>
}

/** Live games: a lobby, a code, phones, a big screen, and rules that the engine knows. */
export function openLive(options: LiveOptions): Live {
  const { db, pool, nodes, bus, log, metrics, callers, livingSessions } = options
  const { secret, playersPerAddress } = options
  const time: LiveTime = { ...machineTime, now: () => nodes.clock.now() }
  const random = secureRandom
  const codes = new Codes(db, time)
  const commitSeconds = new Histogram({
    name: 'quizmentor_live_commit_seconds',
    help: 'How long a commit of live answers takes',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1],
    registers: [metrics.registry],
  })
  const rooms = new Rooms({
    store: pgStore({ db, pool, nodeId: nodes.id, commitSeconds }),
    bus,
    nodeId: nodes.id,
    onLapsed: (listener) => nodes.onLapsed(listener),
    isSure: () => nodes.isSure(),
    owns: options.owns,
    time,
    random,
    log,
    delivery: new Delivery({ time, log }),
    games: metrics.games,
    answers: () => metrics.answers.inc({ place: 'live' }),
    onFinished: options.onFinished,
  })
  tellGames(rooms, metrics)
  const gauge = metrics.sockets
  const connections = new Connections({ rooms, callers, log, gauge, time, livingSessions })
  const sockets = new Sockets(connections, time)
  const unsubscribe = options.accessEnded.on((ended) => {
    void connections.recheckHosts(({ sessionId, userId }) =>
      ended.kind === 'session' ? ended.sessionId === sessionId : ended.userId === userId,
    )
  })
  const arrivals = { secret, most: playersPerAddress }
  const games = openGames({ ...options, rooms, codes, time, random, arrivals })

  return {
    routes: liveHandlers(games),
    upgrade: sockets.upgrade,
    async start() {
      rooms.start()
    },
    drain: () => connections.drain(),
    async close() {
      unsubscribe()
      await rooms.close()
    },
  }
}

/** Tells `/metrics` of the games that go on. */
function tellGames(rooms: Pick<Rooms, 'tally'>, { registry }: Metrics): void {
  const gauge = (name: keyof Rooms['tally'], help: string) =>
    registry.registerMetric(
      new Gauge({
        name: `quizmentor_live_games_${name}`,
        help,
        registers: [],
        collect() {
          this.set(rooms.tally[name])
        },
      }),
    )
  gauge('owned', 'Live games that go on and that this node runs')
  gauge('followed', 'Live games that go on, that another node runs and that this one shows')
}
