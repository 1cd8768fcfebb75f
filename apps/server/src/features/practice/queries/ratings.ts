import type { Grade } from '@quizmentor/engine/memory/grade'
import { sql, type Kysely } from 'kysely'
import type { Database, LastReview } from '../../../platform/database/schema.ts'

/** Keeps what a learner says of how well they remembered; `null`: nothing. */
export async function saveRating(
  db: Kysely<Database>,
  sessionId: string,
  position: number,
  rated: Grade | null,
): Promise<void> {
  await db
    .updateTable('practice_items')
    .set({ rated })
    .where('session_id', '=', sessionId)
    .where('position', '=', position)
    .execute()
}

/** The last reviews of a person's sessions, where these were of some questions. */
export async function lastReviewsOf(
  db: Kysely<Database>,
  personId: number,
  nums: readonly number[],
): Promise<{ readonly sessionId: string; readonly review: LastReview }[]> {
  const rows = await db
    .selectFrom('practice_sessions')
    .select(['id', 'last_review'])
    .where('person_id', '=', personId)
    .where(sql<boolean>`(last_review ->> 'num')::bigint = any (${nums}::bigint[])`)
    .execute()
  return rows.flatMap(({ id, last_review: review }) =>
    review === null ? [] : [{ sessionId: id, review }],
  )
}

export async function saveLastReview(
  db: Kysely<Database>,
  sessionId: string,
  review: LastReview,
): Promise<void> {
  await db
    .updateTable('practice_sessions')
    .set({ last_review: JSON.stringify(review) })
    .where('id', '=', sessionId)
    .execute()
}
