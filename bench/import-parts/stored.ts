import { readAny } from '@quizmentor/interchange/formats'
import { Kysely, PostgresDialect } from 'kysely'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { importInto } from '../../apps/server/src/features/interchange/service.ts'
import { startEmbeddedServer } from '../../apps/server/src/platform/database/embedded/server.ts'
import { migrate } from '../../apps/server/src/platform/database/migrate.ts'
import { openPool } from '../../apps/server/src/platform/database/pool.ts'
import type { Database } from '../../apps/server/src/platform/database/schema.ts'
import { withFile } from '../../apps/server/src/platform/file-source.ts'
import { openDatabase } from '../../apps/server/src/platform/sqlite.ts'

const workspaceId = '019a0000-0000-7000-8000-000000000001'
const topicId = '019a0000-0000-7000-8000-000000000002'
const batch = 500

/**
 * How long a file takes into a fresh embedded database, as the service and the command line take it
 * in, and how long the very same rows take by bare multi-row INSERTs of 500, ready made, into the same
 * emptied tables in one transaction. In turns; the time to start isn't counted.
 */
export async function storedAndBare(folder: string, path: string, rounds: number) {
  const log = pino({ level: 'silent' })
  const server = await startEmbeddedServer({
    folder: join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    log,
  })
  const pool = openPool({ ...server.address, database: 'postgres' }, log, { size: 2 })
  try {
    await migrate(pool, log)
    await pool.query("insert into workspaces (id, name) values ($1, 'Bench')", [workspaceId])
    await pool.query("insert into topics (id, workspace_id, title) values ($1, $2, 'Bench')", [
      topicId,
      workspaceId,
    ])
    const ours: number[] = []
    const bare: number[] = []
    let questions = 0
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      questions = await imported(pool, path)
      ours.push(performance.now() - began)
      const rows = await rowsOf(pool)
      await empty(pool)
      const again = performance.now()
      await inserted(pool, rows)
      bare.push(performance.now() - again)
      await empty(pool)
    }
    return { questions, oursMs: Math.min(...ours), bareMs: Math.min(...bare) }
  } finally {
    await pool.end()
    await server.stop()
  }
}

async function imported(pool: pg.Pool, path: string): Promise<number> {
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const report = await withFile(path, (source) =>
    db.transaction().execute((tx) =>
      importInto(tx, readAny(source, { format: 'json', openDatabase }), {
        workspaceId,
        userId: null,
        topicId,
        tags: [],
        state: 'draft',
        keepCategories: true,
        history: false,
        at: new Date(),
      }),
    ),
  )
  return report.imported
}

interface Rows {
  /** The statement that takes them. */
  readonly insert: string
  /** JSON of some hundred questions, and of their versions. */
  readonly batches: readonly (readonly [questions: string, versions: string])[]
}

const columnRows = z.array(z.object({ name: z.string() }))
const jsonRows = z.array(z.object({ questions: z.string(), versions: z.string() }))

async function rowsOf(pool: pg.Pool): Promise<Rows> {
  // Of tables that were just filled the planner knows nothing yet.
  await pool.query('analyze questions, question_versions')
  const [questions, versions] = await Promise.all(
    ['questions', 'question_versions'].map(async (table) => {
      const { rows } = await pool.query(
        `select column_name as name from information_schema.columns
         where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      )
      return columnRows
        .parse(rows)
        .map(({ name }) => name)
        .join(', ')
    }),
  )
  const { rows } = await pool.query(
    `select json_agg(q)::text as questions, json_agg(v)::text as versions
     from (select *, row_number() over (order by num) / ${batch} as part from questions) q
     join question_versions v on v.num = q.version group by q.part`,
  )
  return {
    insert: `
      with made as (
        insert into questions (${questions}) overriding system value
        select ${questions} from json_populate_recordset(null::questions, $1)
      )
      insert into question_versions (${versions}) overriding system value
      select ${versions} from json_populate_recordset(null::question_versions, $2)`,
    batches: jsonRows.parse(rows).map((each) => [each.questions, each.versions]),
  }
}

async function inserted(pool: pg.Pool, { insert, batches }: Rows): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set constraints questions_version_fkey immediate')
    for (const values of batches) await client.query(insert, [...values])
    await client.query('commit')
  } finally {
    client.release()
  }
}

async function empty(pool: pg.Pool): Promise<void> {
  await pool.query('truncate questions, question_versions cascade')
  await pool.query('checkpoint')
}
