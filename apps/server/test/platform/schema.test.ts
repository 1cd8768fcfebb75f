import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dumpSchema } from '../schema-dump.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

describe('schema.sql', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  it('shows the database as the migrations leave it (else: npm run schema)', async () => {
    const committed = await readFile(new URL('../../schema.sql', import.meta.url), 'utf8')
    expect(await dumpSchema(database.pool)).toBe(committed)
  })
})
