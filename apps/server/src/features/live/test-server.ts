import { type Client, createClient } from '@quizmentor/client/client'
import { cookieJar, type Cookies } from '@quizmentor/client/cookies'
import { LIVE_PATH } from '@quizmentor/contract/live-protocol'
import type { Role } from '@quizmentor/contract/route'
import { Kysely, PostgresDialect } from 'kysely'
import { randomBytes } from 'node:crypto'
import { openPool } from '../../platform/database/pool.ts'
import type { Database } from '../../platform/database/schema.ts'
import { openBus } from '../../platform/bus/open-bus.ts'
import { createJobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log.ts'
import { createMail } from '../../platform/mail/mail.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { openNodes } from '../../platform/nodes/nodes.ts'
import type { User } from '../../http/feature.ts'
import { createHttpServer } from '../../http/server.ts'
import { openBank, type Bank } from '../bank/service.ts'
import { createIdentity } from '../identity/service.ts'
import { passwords } from '../identity/password.ts'
import { createUsers } from '../identity/users.ts'
import type { GameFinished } from './finished-game.ts'
import { openLive, type Live } from './live.ts'

export interface Member {
  readonly user: User
  readonly client: Client
  readonly cookies: Cookies
}

/** A server with accounts, bank and live games: the real parts, on a database of the caller's. */
export interface LiveServer {
  readonly url: string
  readonly db: Kysely<Database>
  readonly bank: Bank
  readonly live: Live
  readonly workspaceId: string
  /** Games that came to their end. */
  readonly finished: readonly GameFinished[]
  /** Somebody who is signed in, with a role in the first workspace. */
  signedIn(role: Role): Promise<Member>
  stop(): Promise<void>
}

interface Options {
  readonly databaseUrl: string
  readonly port?: number
  readonly secret?: string
  readonly playersPerAddress?: number
}

export async function startLiveServer({
  databaseUrl,
  port = 0,
  secret = 'a secret of tests, long enough',
  playersPerAddress = 300,
}: Options): Promise<LiveServer> {
  const log = createLog('silent')
  const metrics = createMetrics()
  const pool = openPool({ connectionString: databaseUrl }, log, { size: 10 })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const nodes = await openNodes({ pool, log, roles: [], version: 'test', isAlone: false })
  const database = { pool, kind: 'external' } as const
  const bus = openBus({ redisUrl: undefined, database, nodeId: nodes.id, log })
  const jobs = createJobs({ connectionString: databaseUrl }, log, metrics)
  const finished: GameFinished[] = []
  let url = ''
  let addresses = 0

  const identity = createIdentity({
    db,
    log,
    jobs,
    mail: createMail(db, jobs, log, undefined),
    confirmsAddresses: false,
    secret,
    publicUrl: undefined,
    url: () => url,
    stepMs: 1,
  })
  const { callers, accessEnded } = identity
  const bank = openBank(db)
  const live = openLive({
    db,
    pool,
    nodes,
    bus,
    owns: true,
    log,
    metrics,
    callers,
    accessEnded,
    livingSessions: (ids) => identity.livingSessions(ids),
    loadQuiz: (workspaceId, quizId) => bank.quizzes.content(workspaceId, quizId),
    onFinished: async (game) => void finished.push(game),
    secret,
    playersPerAddress,
  })
  const http = createHttpServer({
    log,
    metrics: metrics.registry,
    publicUrl: undefined,
    trustedProxies: ['loopback'],
    webFolder: '/nonexistent',
    callers,
    routes: [...identity.routes, ...live.routes],
    ready: async () => {},
  })
  http.onUpgrade(LIVE_PATH, live.upgrade)
  url = await http.listen({ host: '127.0.0.1', port })
  await nodes.start(url)
  await bus.start()
  await live.start()
  const { workspaceId } = await identity.ensureFirstWorkspace()
  const users = createUsers(db, passwords)

  return {
    url,
    db,
    bank,
    live,
    workspaceId,
    finished,
    async signedIn(role) {
      const name = randomBytes(6).toString('hex')
      const password = `${name} sits by the window`
      const user = await users.create({ name, email: `${name}@example.org`, password, role })
      const cookies = cookieJar()
      addresses++
      const client = createClient({
        baseUrl: url,
        cookies,
        fetch: fetchFrom(`10.9.0.${addresses}`),
      })
      await client.identity.signIn({ body: { email: user.email, password } })
      return { user, client, cookies }
    },
    async stop() {
      const closed = http.close()
      await live.drain()
      await closed
      await live.close()
      await bus.close()
      await nodes.close()
      await pool.end()
    },
  }
}

/** Calls as from another address, which the server believes as it trusts proxies on this machine. */
export function fetchFrom(address: string): typeof fetch {
  return (url, init) => {
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-for', address)
    return fetch(url, { ...init, headers })
  }
}
