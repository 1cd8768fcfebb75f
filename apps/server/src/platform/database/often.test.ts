import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { createLog } from '../log.ts'
import { OftenAsked } from './often.ts'
import { openPool } from './pool.ts'

function asked(text: string, times: number): string | undefined {
  const often = new OftenAsked()
  let name: string | undefined
  for (let time = 0; time < times; time++) name = often.nameOf(text)
  return name
}

describe('statements that are asked often', () => {
  it('have a name from the tenth time on, each its own', () => {
    expect(asked('select a from b where c = $1', 9)).toBeUndefined()
    expect(asked('select a from b where c = $1', 10)).toBe('often 1')
    expect(asked('select count(*) from b', 10)).toBe('often 1')
  })

  it('have none where a new column would be amiss, nor where they are no queries', () => {
    expect(asked('select * from b', 20)).toBeUndefined()
    expect(asked('select b.* from b', 20)).toBeUndefined()
    expect(asked('begin', 20)).toBeUndefined()
    expect(asked(`select ${'a, '.repeat(5_000)} b from c`, 20)).toBeUndefined()
  })

  it('are so many at most, and of one-off texts none is kept for long', () => {
    const often = new OftenAsked()
    const names = new Set<string | undefined>()
    for (let text = 0; text < 1_000; text++)
      for (let time = 0; time < 12; time++) names.add(often.nameOf(`select ${text}`))
    expect(names.size).toBe(401)
  })
})

describe('a pool', () => {
  let database: TestDatabase
  beforeAll(async () => void (database = await createTestDatabase()))
  afterAll(() => database.drop())

  it('prepares them, gives the same as before, and goes on when a column is added', async () => {
    const connection = { connectionString: database.url }
    const pool = openPool(connection, createLog('silent'), { size: 1 })
    await pool.query('create table shelf (book text)')
    await pool.query("insert into shelf values ('Emma')")
    const read = () => pool.query('select book from shelf where book <> $1', ['Ulysses'])
    for (let time = 0; time < 12; time++) expect((await read()).rows).toEqual([{ book: 'Emma' }])
    const { rows } = await pool.query<{ statement: string }>(
      'select statement from pg_prepared_statements',
    )
    expect(rows.map(({ statement }) => statement)).toContain(
      'select book from shelf where book <> $1',
    )
    await pool.query('alter table shelf add column pages integer')
    expect((await read()).rows).toEqual([{ book: 'Emma' }])
    await pool.end()
  })
})
