import type { Card } from '@quizmentor/engine/memory/card'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'
import { toCard } from './learning.ts'

/** Keeps how well a person wants to remember. */
export async function saveRetention(
  db: Kysely<Database>,
  personId: number,
  desiredRetention: number,
  at: Date,
): Promise<void> {
  const row = { desired_retention: desiredRetention, changed_at: at }
  await db
    .insertInto('memory_settings')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
}

/** A few of a person's cards that stand for all: every so manieth by when it is due. */
export async function cardSample(
  db: Kysely<Database>,
  personId: number,
  most: number,
): Promise<{ readonly total: number; readonly sample: Card[] }> {
  const ordered = db
    .selectFrom('cards')
    .innerJoin('questions', 'questions.num', 'cards.question_num')
    .selectAll('cards')
    .select([
      sql<number>`row_number() over (order by cards.due, cards.question_num)`.as('place'),
      sql<number>`count(*) over ()`.as('total'),
    ])
    .where('cards.person_id', '=', personId)
    .where('questions.state', '=', 'published')
  const rows = await db
    .selectFrom(ordered.as('ordered'))
    .selectAll()
    // The places at which the share of the sample reaches its next whole number.
    .where(sql<boolean>`
      place * least(total, ${most}::bigint) / total
        > (place - 1) * least(total, ${most}::bigint) / total
    `)
    .execute()
  return { total: rows[0]?.total ?? 0, sample: rows.map(toCard) }
}

/** Moves when some of a person's cards are due. */
export async function saveDueDates(
  db: Kysely<Database>,
  personId: number,
  cards: readonly { readonly num: number; readonly card: Card }[],
): Promise<void> {
  await sql`
    update cards set due = moved.due, scheduled_days = moved.days
    from unnest(
      ${cards.map(({ num }) => num)}::bigint[],
      ${cards.map(({ card }) => new Date(card.due))}::timestamptz[],
      ${cards.map(({ card }) => card.scheduledDays)}::integer[]
    ) as moved (num, due, days)
    where cards.person_id = ${personId} and cards.question_num = moved.num
      and (cards.due, cards.scheduled_days) <> (moved.due, moved.days)
  `.execute(db)
}
