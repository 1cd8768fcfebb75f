import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  needs: 0,
  alone: false,
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

  it('takes a database that a newer program has only expanded', async () => {
    await migrate(database.pool, log, [first, second])
    expect(await migrate(database.pool, log, [first])).toEqual([])
  })

  it('refuses a database that a newer program has taken something away from', async () => {
    const contracts = { ...migration(3, 'drop_a', 'DROP TABLE a'), needs: 2 }
    await migrate(database.pool, log, [first, second, contracts])
    expect(await migrate(database.pool, log, [first, second])).toEqual([])
    await expect(migrate(database.pool, log, [first])).rejects.toThrow(
      'The database is ahead of this program: its migration 0003_drop_a took away',
    )
  })

  it('brings up to date what a program migrated before it wrote down what is needed', async () => {
    await migrate(database.pool, log, [first])
    await database.pool.query('ALTER TABLE schema_migrations DROP COLUMN needs')
    expect(await migrate(database.pool, log, [first, second])).toEqual([second])
  })

  it('builds an index beside readers and writers, while another node waits its turn', async () => {
    await migrate(database.pool, log, [first])
    const alone = {
      ...migration(
        2,
        'index_a',
        `-- outside a transaction
        DROP INDEX CONCURRENTLY IF EXISTS a_by_id;
        CREATE INDEX CONCURRENTLY a_by_id ON a (id);`,
      ),
      alone: true,
    }
    const applied = await Promise.all([1, 2].map(() => migrate(database.pool, log, [first, alone])))
    expect(applied.flat()).toEqual([alone])
    const { rows } = await database.pool.query(
      "SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'a_by_id'::regclass",
    )
    expect(rows).toEqual([{ valid: true }])
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

describe('a folder of migrations', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quizmentor-migrations-'))
    await writeFile(join(folder, '0001_make_a.sql'), 'CREATE TABLE a (id integer);')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('says in first lines what contracts and what runs outside a transaction', async () => {
    await writeFile(join(folder, '0002_drop_a.sql'), '-- contract: needs 0001\nDROP TABLE a;')
    await writeFile(join(folder, '0003_index.sql'), '-- outside a transaction\nSELECT 1;')
    const marks = (await readMigrations(folder)).map(({ needs, alone }) => ({ needs, alone }))
    expect(marks).toEqual([
      { needs: 0, alone: false },
      { needs: 1, alone: false },
      { needs: 0, alone: true },
    ])
  })

  it.each(['-- contract', '-- contract: needs 0002', '-- Contracts: drops a'])(
    'refuses %s, which does not say who can go on',
    async (line) => {
      await writeFile(join(folder, '0002_drop_a.sql'), `${line}\nDROP TABLE a;`)
      await expect(readMigrations(folder)).rejects.toThrow('0002_drop_a.sql: the first line')
    },
  )
})

describe('the migrations of this program', () => {
  it('are numbered without gaps', async () => {
    const numbers = (await readMigrations()).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
})
