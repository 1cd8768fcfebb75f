import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, type Migration, readMigrations } from '../../src/platform/database/migrate.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

const log = pino({ level: 'silent' })

const migration = (number: number, name: string, sql: string): Migration => ({
  number,
  name,
  sql,
  checksum: `sum of ${sql}`,
})

const first = migration(1, 'make_a', 'CREATE TABLE a (id integer)')
const second = migration(2, 'make_b', 'CREATE TABLE b (id integer)')

describe('migrating', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await createTestDatabase('empty')
  })
  afterEach(() => database.drop())

  it('applies what is missing, once', async () => {
    expect(await migrate(database.pool, log, [first])).toEqual([first])
    expect(await migrate(database.pool, log, [first, second])).toEqual([second])
    expect(await migrate(database.pool, log, [first, second])).toEqual([])
  })

  it('lets nodes that start together apply each migration once', async () => {
    const applied = await Promise.all(
      [1, 2, 3].map(() => migrate(database.pool, log, [first, second])),
    )
    expect(applied.flat()).toEqual([first, second])
  })

  it('refuses a migration that was changed after it was applied', async () => {
    await migrate(database.pool, log, [first])
    const changed = { ...first, checksum: 'another' }
    await expect(migrate(database.pool, log, [changed])).rejects.toThrow(
      'Migration 0001_make_a was changed',
    )
  })

  it('refuses a database that a newer program has migrated', async () => {
    await migrate(database.pool, log, [first, second])
    await expect(migrate(database.pool, log, [first])).rejects.toThrow(
      'The database is ahead of this program: it has migration 0002_make_b',
    )
  })

  it('leaves nothing behind of a migration that fails', async () => {
    const broken = migration(2, 'broken', 'CREATE TABLE c (id integer); SELECT 1 / 0')
    await expect(migrate(database.pool, log, [first, broken])).rejects.toThrow(
      'Migration 0002_broken failed: division by zero',
    )
    const { rows } = await database.pool.query(
      "SELECT to_regclass('a') AS a, to_regclass('c') AS c",
    )
    expect(rows).toEqual([{ a: 'a', c: null }])
  })

  it('gives way to a reader and tries again', async () => {
    await migrate(database.pool, log, [first])
    const reader = await database.pool.connect()
    await reader.query('BEGIN; SELECT * FROM a')
    const alter = migration(2, 'alter_a', 'ALTER TABLE a ADD COLUMN name text')
    const migrated = migrate(database.pool, log, [first, alter])
    // While the migration waits, others still read: it never holds the queue for long.
    await expect.poll(() => waitingForLock(database)).toBe(true)
    await database.pool.query('SELECT * FROM a')
    await reader.query('COMMIT')
    reader.release()
    expect(await migrated).toEqual([alter])
  })
})

async function waitingForLock({ pool }: TestDatabase): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
  )
  return (rowCount ?? 0) > 0
}

describe('the migrations of this program', () => {
  it('are numbered without gaps', async () => {
    const numbers = (await readMigrations()).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
})
