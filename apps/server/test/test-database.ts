import { randomBytes } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { openPool } from '../src/platform/database/pool.ts'
import type { Database } from '../src/platform/database/schema.ts'
import { inDatabase, run } from './database-server.ts'

export interface TestDatabase {
  /** What DATABASE_URL would be. */
  url: string
  pool: pg.Pool
  kysely: Kysely<Database>
  drop(): Promise<void>
}

/**
 * A database of the caller's own: a copy of the migrated one, or an empty one. Drop it afterwards.
 */
export async function createTestDatabase(content: 'migrated' | 'empty' = 'migrated') {
  const server = inject('databaseServer')
  const name = `quizmentor_test_${randomBytes(8).toString('hex')}`
  const template = content === 'empty' ? 'template0' : server.template
  await run(server.url, `CREATE DATABASE ${name} TEMPLATE ${template}`)

  const url = inDatabase(server.url, name)
  const pool = openPool({ connectionString: url }, pino({ level: 'silent' }), { size: 10 })
  const database: TestDatabase = {
    url,
    pool,
    kysely: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }),
    async drop() {
      await pool.end()
      await run(server.url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
  return database
}
