import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Logger } from 'pino'
import { OperatorError } from '../failure.ts'

/** The folder of this program's migrations. */
const migrationsFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

export interface Migration {
  number: number
  name: string
  sql: string
  checksum: string
}

const fileName = /^(\d{4})_([a-z0-9_]+)\.sql$/

/** The migrations of a folder, in order; throws on a gap, a double number or a stray file. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  return Promise.all(
    files.map(async (file, index) => {
      const [, digits, name] = fileName.exec(file) ?? []
      const number = Number(digits)
      if (name === undefined || number !== index + 1)
        throw new Error(
          `${file}: the migration after ${index} is named ` +
            `${String(index + 1).padStart(4, '0')}_what_it_does.sql`,
        )
      const sql = (await readFile(`${folder}/${file}`, 'utf8')).replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { number, name, sql, checksum }
    }),
  )
}

// Any number will do, as long as it stays the same.
const advisoryLock = 7_190_417_355

const lockNotAvailable = '55P03'
const undefinedTable = '42P01'

/**
 * Brings the database up to date and gives the migrations that were applied. Nodes that start
 * together wait for each other; a statement that would make readers wait gives way and is tried
 * again.
 */
export async function migrate(
  pool: pg.Pool,
  log: Logger,
  migrations?: readonly Migration[],
): Promise<Migration[]> {
  const wanted = migrations ?? (await readMigrations())
  const client = await pool.connect()
  try {
    if (pending(wanted, await appliedMigrations(client)).length === 0) return []

    // Index builds on a large table take their time.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    await client.query(`
      CREATE TABLE IF NOT EXISTS schema_migrations (
        number integer PRIMARY KEY,
        name text NOT NULL,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`)
    const todo = pending(wanted, await appliedMigrations(client))
    for (const migration of todo) {
      const started = performance.now()
      await apply(client, migration, log)
      const ms = Math.round(performance.now() - started)
      log.info({ migration: label(migration), ms }, 'database migrated')
    }
    return todo
  } finally {
    // Ends the session, and with it its settings and the advisory lock.
    client.release(true)
  }
}

/** What `migrate` would apply. */
export async function pendingMigrations(pool: pg.Pool): Promise<Migration[]> {
  const client = await pool.connect()
  try {
    return pending(await readMigrations(), await appliedMigrations(client))
  } finally {
    client.release()
  }
}

async function apply(client: pg.PoolClient, migration: Migration, log: Logger): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('BEGIN')
      await client.query("SET LOCAL lock_timeout = '250ms'")
      await client.query(migration.sql)
      await client.query(
        'INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)',
        [migration.number, migration.name, migration.checksum],
      )
      await client.query('COMMIT')
      return
    } catch (error) {
      await client.query('ROLLBACK')
      if (!(error instanceof pg.DatabaseError)) throw error
      if (error.code !== lockNotAvailable || attempt === 100)
        throw new Error(`Migration ${label(migration)} failed: ${error.message}`, { cause: error })
      log.debug({ migration: label(migration), attempt }, 'waiting for a lock')
      await delay(Math.min(100 * attempt, 2_000))
    }
  }
}

type Applied = Pick<Migration, 'number' | 'name' | 'checksum'>

async function appliedMigrations(client: pg.PoolClient): Promise<Applied[]> {
  try {
    const result = await client.query<Applied>(
      'SELECT number, name, checksum FROM schema_migrations ORDER BY number',
    )
    return result.rows
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === undefinedTable) return []
    throw error
  }
}

function pending(wanted: readonly Migration[], applied: readonly Applied[]): Migration[] {
  for (const done of applied) {
    const migration = wanted[done.number - 1]
    if (!migration)
      throw new OperatorError(
        `The database is ahead of this program: it has migration ${label(done)}. ` +
          'Run the version of QuizMentor that it was last used with, or a newer one.',
      )
    if (migration.checksum !== done.checksum)
      throw new OperatorError(
        `Migration ${label(done)} was changed after the database was migrated with it. ` +
          'Put the file back as it was and add a new migration instead.',
      )
  }
  return wanted.slice(applied.length)
}

function label({ number, name }: Pick<Migration, 'number' | 'name'>): string {
  return `${String(number).padStart(4, '0')}_${name}`
}
