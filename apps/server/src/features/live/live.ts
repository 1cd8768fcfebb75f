import type { Kysely } from 'kysely'
import type pg from 'pg'
import { Histogram } from 'prom-client'
import type { Callers, MountedRoute } from '../../http/feature.ts'
import type { UpgradeHandler } from '../../http/upgrades.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { Codes } from './codes.ts'
import type { GameFinished } from './finished-game.ts'
import type { LoadQuiz } from './game-setup.ts'
import { Rooms } from './rooms.ts'
import { liveHandlers } from './routes.ts'
import { openGames } from './service.ts'
import { Sockets } from './sockets.ts'

/** What ended: one sign-in, all of a user's, or a user's place in a workspace. */
type AccessEnded =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'member'; readonly userId: string; readonly workspaceId: string }

export interface LiveOptions {
  readonly db: Kysely<Database>
  /** Of the same database, for the one statement that is planned once. */
  readonly pool: pg.Pool
  readonly log: Log
  readonly metrics: Metrics
  readonly callers: Callers
  /** Identity's: who lost access in this process, and which sessions still go on anywhere. */
  readonly accessEnded: { on(listener: (ended: AccessEnded) => void): () => void }
  readonly livingSessions: (ids: readonly string[]) => Promise<readonly string[]>
  /** The bank's: a quiz with its published questions. */
  readonly loadQuiz: LoadQuiz
  /** Learning goes on from what was answered. */
  readonly onFinished: (game: GameFinished) => Promise<void>
}

export interface Live {
  readonly routes: readonly MountedRoute[]
  /** For the connections at LIVE_PATH. */
  readonly upgrade: UpgradeHandler
  /** Takes up the games that were going on when the program ended. */
  start(): Promise<void>
  /** Lets nobody in any more and sends everybody elsewhere, over a second. */
  drain(): Promise<void>
  /** Stores what was asked, and stops. */
  close(): Promise<void>
}

/** Live games: a lobby, a code, phones, a big screen, and rules that the engine knows. */
export function openLive(options: LiveOptions): Live {
  const { db, pool, log, metrics, callers } = options
  const codes = new Codes(db)
  const commitSeconds = new Histogram({
    name: 'quizmentor_live_commit_seconds',
    help: 'How long a commit of live answers takes',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1],
    registers: [metrics.registry],
  })
  const rooms = new Rooms({
    db,
    pool,
    log,
    games: metrics.games,
    answers: () => metrics.answers.inc({ place: 'live' }),
    commitSeconds,
    onFinished: options.onFinished,
  })
  const { livingSessions } = options
  const sockets = new Sockets({ rooms, callers, log, gauge: metrics.sockets, livingSessions })
  const unsubscribe = options.accessEnded.on((ended) => {
    void sockets.recheckHosts(({ sessionId, userId }) =>
      ended.kind === 'session' ? ended.sessionId === sessionId : ended.userId === userId,
    )
  })
  const games = openGames({ db, rooms, codes, callers, loadQuiz: options.loadQuiz })

  return {
    routes: liveHandlers(games),
    upgrade: sockets.upgrade,
    async start() {
      rooms.start()
    },
    drain: () => sockets.drain(),
    async close() {
      unsubscribe()
      await rooms.close()
    },
  }
}
