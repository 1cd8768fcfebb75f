import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { v7 } from 'uuid'
import { signedIn } from './people.ts'
import type { Site } from './site.ts'

/** How much a row takes with its share of indexes and of pages that are not full. */
export interface RowSize {
  readonly rows: number
  readonly bytesEach: number
}

export interface RowsPlan {
  readonly learners: number
  readonly sessionsEach: number
}

const answersPerSession = 10
/** Answers by which a question is met for the first time. */
const newPerSession = 6
const topicsEach = 8
const sessionsAtOnce = 1_000
const dayMs = 86_400_000
const days = 30

/** The tables that grow with what learners do. */
const tables = ['responses', 'practice_sessions', 'practice_items', 'cards', 'abilities'] as const
export type GrowingTable = (typeof tables)[number]
type Row = Readonly<Record<string, unknown>>
type Tables<Value> = Readonly<Record<GrowingTable, Value>>

/**
 * Fills the tables as learners do in a month, in the order of time and all learners mixed, with copies
 * of what was practised in this database before, and measures what a row of each takes.
 */
export async function sizesOfRows(site: Site, plan: RowsPlan): Promise<Tables<RowSize>> {
  const { database, secret, workspaceId } = site
  const samples = await samplesOf(database)
  const count = plan.learners
  await signedIn(database, secret, { workspaceId, role: 'learner', count })
  const { rows: people } = await database.query<{ id: number }>(
    'select id::int from people order by id desc limit $1',
    [count],
  )
  const { rows: nums } = await database.query<{ num: number }>('select num::int from questions')
  const questions = nums.map(({ num }) => num)
  const before = await totalsOf(database)
  const sessions = count * plan.sessionsEach
  for (let from = 0; from < sessions; from += sessionsAtOnce) {
    const made = perTable((): Row[] => [])
    const to = Math.min(sessions, from + sessionsAtOnce)
    for (let session = from; session < to; session++)
      addSession(made, samples, questions, {
        personId: people[(session * 7_919) % count]?.id ?? 0,
        nth: Math.floor(session / count),
        msecs: Math.floor(Date.now() - days * dayMs * (1 - session / sessions)),
      })
    for (const table of tables) await insert(database, table, made[table])
  }
  await database.query('vacuum analyze')
  const after = await totalsOf(database)
  return perTable((table) => {
    const rows = after[table].rows - before[table].rows
    return { rows, bytesEach: (after[table].bytes - before[table].bytes) / rows }
  })
}

/** Rows that practice made, of each table. */
async function samplesOf(database: pg.Pool): Promise<Tables<readonly Row[]>> {
  const of = async (table: GrowingTable, where = 'true') => {
    const { rows } = await database.query<{ row: Row }>(
      `select to_jsonb(${table}) as row from ${table} where ${where} limit 500`,
    )
    return rows.map(({ row }) => row)
  }
  return {
    responses: await of('responses'),
    practice_sessions: await of('practice_sessions', 'ended_at is not null'),
    practice_items: await of('practice_items', 'response_id is not null'),
    cards: await of('cards'),
    abilities: await of('abilities'),
  }
}

function addSession(
  made: Tables<Row[]>,
  samples: Tables<readonly Row[]>,
  questions: readonly number[],
  { personId, nth, msecs }: { personId: number; nth: number; msecs: number },
): void {
  const any = (table: GrowingTable) => samples[table][randomInt(samples[table].length)]
  const sessionId = v7({ msecs })
  made.practice_sessions.push({ ...any('practice_sessions'), id: sessionId, person_id: personId })
  for (let position = 0; position < answersPerSession; position++) {
    const id = v7({ msecs: msecs + position * 8_000 })
    made.responses.push({ ...any('responses'), id, person_id: personId })
    const item = { session_id: sessionId, position, response_id: id }
    made.practice_items.push({ ...any('practice_items'), ...item })
  }
  for (let met = 0; met < newPerSession; met++) {
    const question = questions[(nth * newPerSession + met) % questions.length]
    made.cards.push({ ...any('cards'), person_id: personId, question_num: question })
  }
  if (nth < topicsEach) made.abilities.push({ ...any('abilities'), person_id: personId })
}

async function insert(database: pg.Pool, table: GrowingTable, rows: readonly Row[]): Promise<void> {
  await database.query(
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  )
}

async function totalsOf(database: pg.Pool): Promise<Tables<Total>> {
  const totals = new Map<string, Total>()
  for (const table of tables) totals.set(table, await totalOf(database, table))
  return perTable((table) => totals.get(table) ?? { rows: 0, bytes: 0 })
}

interface Total {
  readonly rows: number
  readonly bytes: number
}

/** The rows of a table, and the bytes of it, its partitions and all their indexes. */
export async function totalOf(database: pg.Pool, table: string): Promise<Total> {
  const { rows } = await database.query<{ rows: string; bytes: string }>(
    `select
       (select count(*) from ${table}) as rows,
       pg_total_relation_size('${table}') + coalesce(
         (select sum(pg_total_relation_size(relid)) from pg_partition_tree('${table}') where level > 0),
         0
       ) as bytes`,
  )
  return { rows: Number(rows[0]?.rows), bytes: Number(rows[0]?.bytes) }
}

function perTable<Value>(of: (table: GrowingTable) => Value): Tables<Value> {
  return {
    responses: of('responses'),
    practice_sessions: of('practice_sessions'),
    practice_items: of('practice_items'),
    cards: of('cards'),
    abilities: of('abilities'),
  }
}
