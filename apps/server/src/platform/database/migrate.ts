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
  /**
   * The oldest program that works once it is applied, as the number of that program's newest
   * migration: 0 for one that only expands. Its first line says so: `-- contract: needs 0012`.
   */
  needs: number
  /** Its statements run one by one, outside a transaction: `-- outside a transaction`. */
  alone: boolean
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
      return { number, name, sql, checksum, ...readMarks(file, number, sql) }
    }),
  )
}

const contractMark = /^-- contract: needs (\d{4})$/
const aloneMark = '-- outside a transaction'

function readMarks(file: string, number: number, sql: string): Pick<Migration, 'needs' | 'alone'> {
  const [firstLine = ''] = sql.split('\n')
  const needs = Number(contractMark.exec(firstLine)?.[1] ?? 0)
  const isMeantToContract = /^--\s*contract/i.test(firstLine)
  if (isMeantToContract && (needs === 0 || needs >= number))
    throw new Error(
      `${file}: the first line of a migration that contracts is "-- contract: needs 0012"`,
    )
  return { needs, alone: firstLine === aloneMark }
}

// Any number will do, as long as it stays the same.
const advisoryLock = 7_190_417_355

const lockNotAvailable = '55P03'
const undefinedTable = '42P01'

/**
 * Brings the database up to date and gives the migrations that were applied. Nodes that start
 * together wait for each other; a statement that would make readers wait gives way and is tried
 * again. Programs of before that run go on as long as no migration contracts. The pool has room for
 * two connections, and may lead through PgBouncer.
 */
export async function migrate(
  pool: pg.Pool,
  log: Logger,
  migrations?: readonly Migration[],
): Promise<Migration[]> {
  const wanted = migrations ?? (await readMigrations())
  if ((await pendingOf(pool, wanted)).length === 0) return []
  return holdingLock(pool, async () => {
    await pool.query(`
      CREATE TABLE IF NOT EXISTS schema_migrations (
        number integer PRIMARY KEY,
        name text NOT NULL,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE schema_migrations ADD COLUMN IF NOT EXISTS needs integer NOT NULL DEFAULT 0`)
    const todo = await pendingOf(pool, wanted)
    for (const migration of todo) {
      const started = performance.now()
      await (migration.alone ? applyAlone(pool, migration) : apply(pool, migration, log))
      const ms = Math.round(performance.now() - started)
      log.info({ migration: label(migration), ms }, 'database migrated')
    }
    return todo
  })
}

/** What `migrate` would apply. */
export async function pendingMigrations(pool: pg.Pool): Promise<Migration[]> {
  return pendingOf(pool, await readMigrations())
}

/**
 * Holds a lock that ends with a transaction, as PgBouncer asks for, on a connection that does
 * nothing else. Who waits asks again and again: a statement that waits would keep an index from
 * being built concurrently.
 */
async function holdingLock<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const holder = await pool.connect()
  let broken = false
  try {
    for (;;) {
      await holder.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0')
      // Without a parameter: with one, its snapshot would be kept, and waited for by index builds.
      const { rows } = await holder.query<{ got: boolean }>(
        `SELECT pg_try_advisory_xact_lock(${advisoryLock}) AS got`,
      )
      if (rows[0]?.got) break
      await holder.query('ROLLBACK')
      await delay(100)
    }
    return await work()
  } catch (error) {
    broken = true
    throw error
  } finally {
    if (!broken) await holder.query('COMMIT').catch(() => (broken = true))
    holder.release(broken)
  }
}

async function apply(pool: pg.Pool, migration: Migration, log: Logger): Promise<void> {
  const client = await pool.connect()
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        // Looking through a large table takes its time.
        await client.query(
          "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '250ms'",
        )
        await client.query(migration.sql)
        await record(client, migration)
        await client.query('COMMIT')
        return
      } catch (error) {
        await client.query('ROLLBACK')
        const gaveWay = error instanceof pg.DatabaseError && error.code === lockNotAvailable
        if (!gaveWay || attempt === 100) throw failed(migration, error)
        log.debug({ migration: label(migration), attempt }, 'waiting for a lock')
        await delay(Math.min(100 * attempt, 2_000))
      }
    }
  } finally {
    client.release()
  }
}

/** Each statement by itself, such as the concurrent building of an index; what failed is done again. */
async function applyAlone(pool: pg.Pool, migration: Migration): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
    for (const statement of migration.sql.split(/;\s*$/m))
      if (statement.replaceAll(/^\s*--.*$/gm, '').trim() !== '') await client.query(statement)
    await record(client, migration)
  } catch (error) {
    throw failed(migration, error)
  } finally {
    // Ends the session, and with it its settings.
    await client.query('RESET statement_timeout; RESET lock_timeout').catch(() => {})
    client.release(true)
  }
}

async function record(client: pg.PoolClient, migration: Migration): Promise<void> {
  const { number, name, checksum, needs } = migration
  await client.query(
    'INSERT INTO schema_migrations (number, name, checksum, needs) VALUES ($1, $2, $3, $4)',
    [number, name, checksum, needs],
  )
}

function failed(migration: Migration, error: unknown): unknown {
  return error instanceof pg.DatabaseError
    ? new Error(`Migration ${label(migration)} failed: ${error.message}`, { cause: error })
    : error
}

type Applied = Omit<Migration, 'sql' | 'alone'>

async function pendingOf(pool: pg.Pool, wanted: readonly Migration[]): Promise<Migration[]> {
  return pending(wanted, await appliedMigrations(pool))
}

async function appliedMigrations(pool: pg.Pool): Promise<Applied[]> {
  try {
    // The column is younger than the table.
    const result = await pool.query<Applied>(`
      SELECT number, name, checksum, coalesce((to_jsonb(row) ->> 'needs')::integer, 0) AS needs
      FROM schema_migrations AS row ORDER BY number`)
    return result.rows
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === undefinedTable) return []
    throw error
  }
}

/** A database that is ahead serves this program too, unless a migration took something away. */
function pending(wanted: readonly Migration[], applied: readonly Applied[]): Migration[] {
  for (const done of applied) {
    if (done.needs > wanted.length)
      throw new OperatorError(
        `The database is ahead of this program: its migration ${label(done)} took away what ` +
          'this program needs. Run the version of QuizMentor that it was last used with, or a ' +
          'newer one.',
      )
    const migration = wanted[done.number - 1]
    if (migration && migration.checksum !== done.checksum)
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
