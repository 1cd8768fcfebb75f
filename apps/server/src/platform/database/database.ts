import { Kysely, PostgresDialect } from 'kysely'
import { join } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import type { DataFolder } from '../data-folder.ts'
import { errorCode, OperatorError } from '../failure.ts'
import { type Connection, openPool } from './pool.ts'
import type { Database } from './schema.ts'

/** The one PostgreSQL database, whoever runs it. */
export interface DatabaseHandle {
  kysely: Kysely<Database>
  pool: pg.Pool
  connection: Connection
  /** The server's version, such as `18.4`. */
  version: string
  kind: 'embedded' | 'external'
  close(): Promise<void>
}

const oldestVersion = 150_000
export const databaseName = 'quizmentor'
const passwordFile = 'database-password'
const wrongPassword = '28P01'

/** Connects to the server of DATABASE_URL. */
export async function openExternalDatabase(url: string, log: Logger): Promise<DatabaseHandle> {
  const connection = { connectionString: url }
  const pool = openPool(connection, log)
  try {
    return { ...(await handle(pool, connection)), kind: 'external', close: () => pool.end() }
  } catch (cause) {
    await pool.end()
    if (cause instanceof OperatorError) throw cause
    throw new OperatorError(`DATABASE_URL: ${whyNot(cause, url)}`, { cause })
  }
}

/** Connects to the embedded server that another process runs; closing leaves it running. */
export async function openRunningDatabase(
  connection: Connection,
  log: Logger,
): Promise<DatabaseHandle> {
  const pool = openPool(connection, log, 2)
  return { ...(await handle(pool, connection)), kind: 'embedded', close: () => pool.end() }
}

/** Starts the embedded server in the data folder and connects to it. */
export async function openEmbeddedDatabase(
  dataFolder: DataFolder,
  log: Logger,
  onLost: (error: Error) => void,
): Promise<DatabaseHandle> {
  const { startEmbeddedServer } = await import('./embedded/server.ts')
  const server = await startEmbeddedServer({
    folder: join(dataFolder.path, 'postgres'),
    password: await dataFolder.secret(passwordFile),
    log,
    onLost,
  })
  const connection = { ...server.address, database: databaseName }
  const pool = openPool(connection, log)
  const close = async () => {
    await pool.end()
    await server.stop()
  }
  try {
    await createIfMissing(connection)
    return { ...(await handle(pool, connection)), kind: 'embedded', close }
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

async function handle(pool: pg.Pool, connection: Connection) {
  const { rows } = await pool.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, " +
      "current_setting('server_version') AS version",
  )
  const { number, version } = rows[0] ?? { number: 0, version: 'unknown' }
  if (number < oldestVersion)
    throw new OperatorError(
      `DATABASE_URL: the server is PostgreSQL ${version}; QuizMentor needs 15 or newer.`,
    )
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, pool, connection, version }
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

function whyNot(error: unknown, url: string): string {
  const { host, pathname } = new URL(url)
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
      return `the server at ${host} has no database "${pathname.slice(1)}". Create it first.`
    default:
      return `the server at ${host} can't be used: ${error instanceof Error ? error.message : code}`
  }
}
