import { Kysely, PostgresDialect } from 'kysely'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { pino } from 'pino'
import {
  questionsPage,
  type QuestionFilter,
} from '../apps/server/src/features/bank/questions/queries.ts'
import { startEmbeddedServer } from '../apps/server/src/platform/database/embedded/server.ts'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import { openPool } from '../apps/server/src/platform/database/pool.ts'
import type { Database } from '../apps/server/src/platform/database/schema.ts'

const QUESTIONS = 100_000
const PAGE = 50
const workspaceId = '019a0000-0000-7000-8000-000000000001'
const topic = (number: number) =>
  `019a0000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`

type Cursor = readonly [updatedAt: string, id: string] | null

/** In the middle of the bank. */
const deep: Cursor = ['2026-01-15T00:00:00.000Z', '019a0000-0000-7000-8000-000000000000']

/** Pages of a bank of 100,000 questions, searched and filtered, against one row by its key. */
export async function run({ quick }: { quick: boolean }) {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-bench-'))
  const log = pino({ level: 'silent' })
  const server = await startEmbeddedServer({
    folder: join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    log,
  })
  const pool = openPool({ ...server.address, database: 'postgres' }, log, { size: 4 })
  try {
    await migrate(pool, log)
    await fill(pool)
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
    const rounds = quick ? 30 : 200
    const { rows } = await pool.query<{ id: string }>('select id from questions offset 500 limit 1')
    const baseline = await measured(rounds, () =>
      pool.query('select * from questions where id = $1', [rows[0]?.id]),
    )
    const pages: Record<string, unknown> = {}
    for (const [name, filter] of Object.entries(filters)) {
      const page = (cursor: Cursor) => questionsPage(db, workspaceId, filter, cursor, PAGE)
      const read = async (cursor: Cursor) => (await page(cursor)).execute()
      const found = await read(null)
      const ours = await measured(rounds, () => read(null))
      const deeper = await measured(rounds, () => read(deep))
      pages[name] = {
        rows: found.length,
        ...ours,
        deepP50Ms: deeper.p50Ms,
        toBaseline: ours.p50Ms / baseline.p50Ms,
        plan: scans(await (await page(null)).explain()),
      }
    }
    return { questions: QUESTIONS, page: PAGE, baseline, pages }
  } finally {
    await pool.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const filters: Record<string, QuestionFilter> = {
  everything: {},
  'one topic': { topicId: topic(3) },
  'one state, rare': { state: 'in_review' },
  'one type': { type: 'ordering' },
  'one tag, rare': { tag: 'tag-777' },
  'difficulty 9 to 10': { minDifficulty: 9 },
  'a rare word': { search: 'word7777' },
  'a common word': { search: 'river' },
  'the beginning of a word': { search: 'word77' },
  'two words, a topic and a state': {
    search: 'river stone',
    topicId: topic(3),
    state: 'published',
  },
  'nothing found': { search: 'nowhere' },
}

/** 100,000 questions over 20 topics, changed over a month, of words both common and rare. */
async function fill(pool: pg.Pool): Promise<void> {
  await pool.query("insert into workspaces (id, name) values ($1, 'Large')", [workspaceId])
  await pool.query(
    `insert into topics (id, workspace_id, title)
     select ('019a0000-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, $1, 'Topic ' || n
     from generate_series(0, 19) n`,
    [workspaceId],
  )
  await pool.query(
    `insert into questions
       (id, workspace_id, topic_id, state, type, difficulty, bloom, tags, plain_text, b, updated_at)
     select
       ('019a0000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, $1,
       ('019a0000-0000-7000-8000-0000000001' || lpad((n * 7 % 20)::text, 2, '0'))::uuid,
       case when n % 1000 = 0 then 'in_review' when n % 10 = 0 then 'draft' else 'published' end,
       (array['single_choice', 'multiple_choice', 'true_false', 'numeric', 'short_text', 'ordering',
         'matching', 'fill_in'])[1 + n % 8],
       1 + n % 10, 'apply', array['tag-' || n % 1000, 'tag-' || n % 7],
       'Which river flows past word' || n % 9973 || case when n % 3 = 0 then ' under a stone' else '' end
         || ' and reaches the sea at place' || n, 0,
       timestamptz '2026-01-01' + n * interval '26 seconds'
     from generate_series(1, ${QUESTIONS}) n`,
    [workspaceId],
  )
  await pool.query('vacuum analyze questions')
}

async function measured(rounds: number, once: () => Promise<unknown>) {
  for (let round = 0; round < 5; round++) await once()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await once()
    times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  return {
    p50Ms: times[Math.floor(rounds * 0.5)] ?? NaN,
    p95Ms: times[Math.floor(rounds * 0.95)] ?? NaN,
  }
}

/** The nodes of a plan that read a table or sort, such as `Bitmap Index Scan questions_by_search`. */
function scans(plan: unknown): string {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null) {
      const type = 'Node Type' in value ? String(value['Node Type']) : ''
      const index = 'Index Name' in value ? ` ${String(value['Index Name'])}` : ''
      if (/Scan|Sort/.test(type)) found.push(type + index)
      Object.values(value).forEach(visit)
    }
  }
  visit(plan)
  return found.join(' ← ')
}
