import type { MemorySettings } from '@quizmentor/engine/memory/card'
import { expectedMs, gradeOf } from '@quizmentor/engine/memory/grade'
import type { LoggedReview } from '@quizmentor/engine/memory/predictions'
import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { MemoryFit } from './fit-memory.ts'

/** Members who answered since, and have a fifth more answers than when their memory was fitted. */
export async function learnersToFit(
  db: Kysely<Database>,
  since: Date,
  fewestAnswers: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id
    from (select distinct person_id as id from responses where id >= uuid_of_time(${since})) active
    join people p on p.id = active.id and p.user_id is not null
    left join memory_fits f on f.person_id = p.id
    cross join lateral (select count(*) as answers from responses where person_id = p.id) so_far
    where answers >= greatest(${fewestAnswers}::int, 1.2 * coalesce(f.reviews, 0))
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** An answer as a review of a question, which is known by its number. */
export interface PastReview extends LoggedReview {
  readonly card: number
  readonly inGame: boolean
}

/**
 * What a learner answered, as reviews, in order: as they rated it, else graded as it was when it was
 * answered.
 */
export async function reviewLog(
  db: Kysely<Database>,
  personId: number,
  questions?: readonly number[],
): Promise<PastReview[]> {
  const all = db
    .selectFrom('responses as r')
    .innerJoin('question_versions as v', 'v.num', 'r.question_version')
    .innerJoin('questions as q', 'q.id', 'v.question_id')
    .leftJoin('practice_items as i', 'i.response_id', 'r.id')
    .select(['q.num', 'v.num as version', 'r.score', 'r.latency_ms', 'r.answered_at', 'r.place'])
    .select(['i.hints_shown', 'i.rated'])
    .where('r.person_id', '=', personId)
    .orderBy('r.answered_at')
    .orderBy('r.id')
  const query = questions === undefined ? all : all.where('q.num', 'in', questions)
  const rows = await query.execute()
  const expected = await expectedTimes(db, [...new Set(rows.map(({ version }) => version))])
  return rows.map((row) => {
    const { num, version, latency_ms, answered_at, hints_shown, rated } = row
    const right = row.score >= CORRECT_FROM
    const recall = {
      right,
      hints: hints_shown ?? 0,
      latencyMs: latency_ms,
      expectedMs: expected.get(version) ?? 0,
    }
    const inGame = row.place === liveGame
    const gradeInGame = right ? 'good' : 'again'
    return {
      card: num,
      grade: inGame ? gradeInGame : (rated ?? gradeOf(recall)),
      at: answered_at.getTime(),
      inGame,
    }
  })
}

/** As `responses.place` has it. In a game the clock presses, so latency says nothing. */
const liveGame = 3
const contentsAtOnce = 500

/** Version → how long somebody takes who knows the answer. Contents are long: some at a time. */
async function expectedTimes(
  db: Kysely<Database>,
  versions: readonly number[],
): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (let from = 0; from < versions.length; from += contentsAtOnce) {
    const rows = await db
      .selectFrom('question_versions')
      .select(['num', 'content'])
      .where('num', 'in', versions.slice(from, from + contentsAtOnce))
      .execute()
    for (const { num, content } of rows) found.set(num, expectedMs(content))
  }
  return found
}

export async function saveFit(
  db: Kysely<Database>,
  personId: number,
  { weights, reviews, logLoss, defaultLogLoss }: MemoryFit,
  at: Date,
): Promise<void> {
  const row = {
    weights: [...weights],
    reviews,
    log_loss: logLoss,
    default_log_loss: defaultLogLoss,
    fitted_at: at,
  }
  await db
    .insertInto('memory_fits')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
}

/** What sets some learners' memories apart from the usual one, of those whose is. */
export async function memorySettingsOf(
  db: Kysely<Database>,
  personIds: readonly number[],
): Promise<Map<number, MemorySettings>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('people as p')
    .leftJoin('memory_fits as f', 'f.person_id', 'p.id')
    .leftJoin('memory_settings as s', 's.person_id', 'p.id')
    .select(['p.id', 'f.weights', 's.desired_retention'])
    .where('p.id', 'in', personIds)
    .where((row) => row.or([row('f.weights', 'is not', null), row('s.person_id', 'is not', null)]))
    .execute()
  return new Map(
    rows.map(({ id, weights, desired_retention }) => [
      id,
      {
        ...(weights !== null && { weights }),
        ...(desired_retention !== null && { desiredRetention: desired_retention }),
      },
    ]),
  )
}
