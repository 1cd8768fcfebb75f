import { Kysely, PostgresDialect } from 'kysely'
import { join } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import type { DataFolder } from '../data-folder.ts'
import { errorCode, OperatorError } from '../failure.ts'
import { readAddress } from './address.ts'
import { openPool } from './pool.ts'
import { type Read, readingFrom, readingHere } from './replica.ts'
import type { Database } from './schema.ts'
import { type Connection, Servers } from './servers.ts'
import { watchServers } from './watch.ts'

/** The one PostgreSQL database, whoever runs it. */
export interface DatabaseHandle {
  kysely: Kysely<Database>
  pool: pg.Pool
  /** For connections beside the pool's. */
  servers: Servers
  read: Read
  /** The server's version, such as `18.4`. */
  version: string
  kind: 'embedded' | 'external'
  close(): Promise<void>
}

const oldestVersion = 150_000
export const databaseName = 'quizmentor'
const passwordFile = 'database-password'
const wrongPassword = '28P01'

/**
 * Connects to the server of DATABASE_URL, or of its servers to the one that takes writes, and follows
 * when another one does; reads from the standby of DATABASE_REPLICA_URL, where there is one.
 */
export async function openExternalDatabase(
  url: string,
  log: Logger,
  replicaUrl?: string,
): Promise<DatabaseHandle> {
  const servers = new Servers({ connectionString: url })
  await using opened = new AsyncDisposableStack()
  const watch = await watchServers(servers, log)
  opened.defer(() => watch.stop())
  if (!watch.found) throw whyNone(watch.errors, url)
  const pool = openPool(servers, log)
  opened.defer(() => pool.end())
  const parts = await handle(pool, servers, log).catch((cause: unknown) => {
    throw cause instanceof OperatorError ? cause : whyNone([cause], url)
  })
  const read = replicaUrl === undefined ? parts.read : await openReplica(replicaUrl)
  const kept = opened.move()
  return { ...parts, read, kind: 'external', close: () => kept.disposeAsync() }

  async function openReplica(standbyUrl: string): Promise<Read> {
    const standby = new Servers({ connectionString: standbyUrl })
    const look = await watchServers(standby, log, 'standby')
    opened.defer(() => look.stop())
    const standbyPool = openPool(standby, log, { name: 'quizmentor reports' })
    opened.defer(() => standbyPool.end())
    const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool: standbyPool }) })
    return readingFrom({ kysely, servers: standby }, parts.kysely, log)
  }
}

/** Connects to the embedded server that another process runs; closing leaves it running. */
export async function openRunningDatabase(
  connection: Connection,
  log: Logger,
): Promise<DatabaseHandle> {
  const servers = new Servers(connection)
  const pool = openPool(servers, log, { size: 2 })
  return { ...(await handle(pool, servers)), kind: 'embedded', close: () => pool.end() }
}

/** Starts the embedded server in the data folder and connects to it. */
export async function openEmbeddedDatabase(
  dataFolder: DataFolder,
  log: Logger,
  onLost: (error: Error) => void,
): Promise<DatabaseHandle> {
  const { startEmbeddedServer } = await import('./embedded/server.ts')
  const { watchSpace } = await import('./embedded/space.ts')
  const server = await startEmbeddedServer({
    folder: join(dataFolder.path, 'postgres'),
    password: await dataFolder.secret(passwordFile),
    log,
    onLost,
  })
  const connection = { ...server.address, database: databaseName }
  const servers = new Servers(connection)
  const pool = openPool(servers, log)
  let space: Awaited<ReturnType<typeof watchSpace>> | undefined
  const close = async () => {
    await space?.stop()
    await pool.end()
    await server.stop()
  }
  try {
    await createIfMissing(connection)
    space = await watchSpace({ folder: dataFolder.path, servers, pool, log })
    return { ...(await handle(pool, servers)), kind: 'embedded', close }
  } catch (cause) {
    await close()
    if (errorCode(cause) !== wrongPassword) throw cause
    throw new OperatorError(
      `The password in ${join(dataFolder.path, passwordFile)} is not that of the database beside ` +
        'it. Put back the file that belongs to this database.',
      { cause },
    )
  }
}

async function handle(pool: pg.Pool, servers: Servers, log?: Logger) {
  const { rows } = await pool.query<{ number: number; version: string; unlimited: boolean }>(
    `SELECT current_setting('server_version_num')::int AS number,
      current_setting('server_version') AS version,
      current_setting('statement_timeout') = '0' AS unlimited`,
  )
  const { number, version, unlimited } = rows[0] ?? { number: 0, version: 'unknown' }
  if (number < oldestVersion)
    throw new OperatorError(
      `DATABASE_URL: the server is PostgreSQL ${version}; QuizMentor needs 15 or newer.`,
    )
  if (unlimited && servers.pooled)
    log?.warn(
      'behind PgBouncer the database role limits statements: docs/operating.md, "PgBouncer"',
    )
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, pool, servers, read: readingHere(kysely), version }
}

async function createIfMissing(connection: Exclude<Connection, { connectionString: string }>) {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      connection.database,
    ])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${connection.database}`)
  } finally {
    await client.end()
  }
}

function whyNone(errors: readonly unknown[], url: string): OperatorError {
  const [cause] = errors
  const why =
    cause === undefined
      ? 'none of its servers takes writes. Promote one of them.'
      : whyNot(cause, readAddress(url)?.servers.map((server) => new URL(server)) ?? [])
  return new OperatorError(`DATABASE_URL: ${why}`, { cause })
}

function whyNot(error: unknown, servers: readonly URL[]): string {
  const host = servers.map((server) => server.host || server.searchParams.get('host')).join(', ')
  const code = errorCode(error)
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
    case 'ETIMEDOUT':
      return `no PostgreSQL server answers at ${host}. Start it, or correct the address.`
    case 'ENOTFOUND':
      return `the name ${host} is unknown. Correct the address.`
    case wrongPassword:
    case '28000':
      return `the server at ${host} refuses the user or the password. Correct them.`
    case '3D000':
      return `the server at ${host} has no database "${servers[0]?.pathname.slice(1)}". Create it first.`
    default: {
      const message = error instanceof Error ? error.message : String(code)
      const hint = message.includes('unsupported startup parameter')
        ? '. For PgBouncer add ?pgbouncer=true to the address'
        : ''
      return `the server at ${host} can't be used: ${message}${hint}.`
    }
  }
}
