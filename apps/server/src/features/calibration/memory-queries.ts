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

/** Everything a learner answered, as reviews, in order: graded as it was when it was answered. */
export async function reviewLog(db: Kysely<Database>, personId: number): Promise<LoggedReview[]> {
  const rows = await db
    .selectFrom('responses as r')
    .innerJoin('question_versions as v', 'v.num', 'r.question_version')
    .innerJoin('questions as q', 'q.id', 'v.question_id')
    .leftJoin('practice_items as i', 'i.response_id', 'r.id')
    .select(['q.num', 'v.content', 'r.score', 'r.latency_ms', 'r.answered_at', 'r.place'])
    .select('i.hints_shown')
    .where('r.person_id', '=', personId)
    .orderBy('r.answered_at')
    .orderBy('r.id')
    .execute()
  return rows.map(({ num, content, score, latency_ms, answered_at, place, hints_shown }) => {
    const right = score >= CORRECT_FROM
    const recall = {
      right,
      hints: hints_shown ?? 0,
      latencyMs: latency_ms,
      expectedMs: expectedMs(content),
    }
    const inGame = right ? 'good' : 'again'
    return {
      card: num,
      grade: place === liveGame ? inGame : gradeOf(recall),
      at: answered_at.getTime(),
    }
  })
}

/** As `responses.place` has it. In a game the clock presses, so latency says nothing. */
const liveGame = 3

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

/** The parameters fitted to some learners, of those who have any. */
export async function weightsOf(
  db: Kysely<Database>,
  personIds: readonly number[],
): Promise<Map<number, readonly number[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('memory_fits')
    .select(['person_id', 'weights'])
    .where('person_id', 'in', personIds)
    .execute()
  return new Map(rows.map(({ person_id, weights }) => [person_id, weights]))
}
