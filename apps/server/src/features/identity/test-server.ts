import { type Client, createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import type { Role } from '@quizmentor/contract/route'
import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import type { MountedRoute, User } from '../../http/feature.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../http/server.ts'
import type { Database } from '../../platform/database/schema.ts'
import { createJobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log.ts'
import { createMail } from '../../platform/mail/mail.ts'
import { createMetrics } from '../../platform/metrics.ts'
import type { Kysely } from 'kysely'
import { createIdentity, type Identity, type IdentityOptions } from './service.ts'
import { argon2idPasswords } from './password.ts'
import { createUsers, type Users } from './users.ts'

export interface TestServer {
  readonly url: string
  readonly http: HttpServer
  readonly identity: Identity
  readonly database: TestDatabase
  readonly users: Users
  /** The first workspace. */
  readonly workspaceId: string
  readonly setupUrl: string | null
  /** A visitor without a session. */
  visitor(): Client
  /** Somebody who is signed in, with a role in the first workspace. */
  signedIn(role?: Role): Promise<{ client: Client; user: User; password: string }>
  /** Texts of the mails to an address, oldest first. */
  mailsTo(email: string): Promise<string[]>
  /** Everything logged so far. */
  logged(): string
  stop(): Promise<void>
}

/** The same as in earnest, but cheap: tests sign in a lot. */
export const cheapPasswords = argon2idPasswords({ memory: 64, passes: 1, parallelism: 1 })

interface Options {
  readonly identity?: Partial<IdentityOptions>
  readonly http?: Partial<HttpServerOptions>
  readonly routes?: (db: Kysely<Database>, identity: Identity) => readonly MountedRoute[]
}

/** A server with accounts, on a port and a database of its own. */
export async function startTestServer(options: Options = {}): Promise<TestServer> {
  const database = await createTestDatabase()
  const { kysely: db } = database
  const lines: string[] = []
  const log = createLog(
    'trace',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString())
        done()
      },
    }),
  )
  const metrics = createMetrics()
  const jobs = createJobs({ connectionString: database.url }, log, metrics)
  const mail = createMail(db, jobs, log, undefined)
  const publicUrl = options.http?.publicUrl
  let url = ''

  const identity = createIdentity({
    db,
    log,
    jobs,
    mail,
    confirmsAddresses: false,
    secret: randomBytes(32).toString('base64url'),
    publicUrl,
    url: () => publicUrl ?? url,
    passwords: cheapPasswords,
    stepMs: 1,
    ...options.identity,
  })
  const http = createHttpServer({
    log,
    metrics: metrics.registry,
    publicUrl: undefined,
    // Every visitor has an address of their own, so that limits by address are each one's own.
    trustedProxies: ['loopback'],
    webFolder: '/nonexistent',
    callers: identity.callers,
    routes: [...identity.routes, ...(options.routes?.(db, identity) ?? [])],
    ready: async () => void (await database.pool.query('select 1')),
    ...options.http,
  })
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  const { workspaceId, setupUrl } = await identity.ensureFirstWorkspace()
  const users = createUsers(db, cheapPasswords)

  const visitor = () =>
    createClient({ baseUrl: url, cookies: cookieJar(), fetch: from(newAddress()) })
  return {
    url,
    http,
    identity,
    database,
    users,
    workspaceId,
    setupUrl,
    visitor,
    async signedIn(role = 'learner') {
      const name = randomBytes(6).toString('hex')
      const password = `${name} sits by the window`
      const user = await users.create({ name, email: `${name}@example.org`, password, role })
      const client = visitor()
      await client.identity.signIn({ body: { email: user.email, password } })
      return { client, user, password }
    },
    async mailsTo(email) {
      const rows = await db
        .selectFrom('mails')
        .select('body')
        .where('recipient', '=', email)
        .orderBy('id')
        .execute()
      return rows.map((row) => row.body)
    },
    logged: () => lines.join(''),
    async stop() {
      await http.close()
      await database.drop()
    },
  }
}

function newAddress(): string {
  return [10, ...randomBytes(3)].join('.')
}

/** A `fetch` that a proxy passes on from an address. */
function from(address: string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-for', address)
    return fetch(input, { ...init, headers })
  }
}
