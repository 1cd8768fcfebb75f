import type pg from 'pg'
import { v7 } from 'uuid'
import { summary, type Summary } from './times.ts'

/** One row after the other, each committed: what the database itself takes. */
export async function bareCommits(database: pg.Pool, rounds: number): Promise<Summary> {
  const client = await database.connect()
  await client.query('create table if not exists bare (id uuid primary key, given jsonb not null)')
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await client.query('insert into bare values ($1, $2)', [v7(), '{"choice":"a"}'])
    times.push(performance.now() - started)
  }
  await client.query('drop table bare')
  client.release()
  return summary(times)
}
