import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, type Migration, readMigrations } from '../../src/platform/database/migrate.ts'
import { createLog } from '../../src/platform/log.ts'
import { runProgram, startProgram } from '../program.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

describe('this program beside the next version of it', () => {
  let database: TestDatabase
  let dataFolder: string
  beforeEach(async () => {
    database = await createTestDatabase()
    dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor-beside-'))
  })
  afterEach(async () => {
    await database.drop()
    await rm(dataFolder, { recursive: true, force: true })
  })

  /** What the next version does to the database when it starts. */
  async function nextMigrates(sql: string, needs: number): Promise<void> {
    const ours = await readMigrations()
    const number = ours.length + 1
    const next: Migration = { number, name: 'next', sql, checksum: 'next', needs, alone: false }
    await migrate(database.pool, createLog('silent'), [...ours, next])
  }

  it('goes on and starts again where that has expanded the database', async () => {
    const program = () => startProgram({ dataFolder, env: { DATABASE_URL: database.url } })
    const before = await program()
    await nextMigrates("ALTER TABLE users ADD COLUMN of_the_next text NOT NULL DEFAULT ''", 0)
    expect((await fetch(`${before.url}/health/ready`)).status).toBe(200)
    expect(await before.stop()).toBe(0)

    const after = await program()
    expect((await fetch(`${after.url}/health/ready`)).status).toBe(200)
    expect(await after.stop()).toBe(0)
  })

  it('refuses to start where that has taken away what it needs', async () => {
    const newer = (await readMigrations()).length + 1
    await nextMigrates('SELECT 1', newer)
    const { code, output } = await runProgram({ dataFolder, env: { DATABASE_URL: database.url } })
    expect(code).toBe(1)
    expect(output).toContain('The database is ahead of this program')
  })
})
