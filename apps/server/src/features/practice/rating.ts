import type { Feedback } from '@quizmentor/contract/practice'
import type { Memory } from '@quizmentor/engine/memory/card'
import { ratingsOf, type Grade } from '@quizmentor/engine/memory/grade'
import { rated, replayed, type Review } from '@quizmentor/engine/memory/history'
import type { Kysely } from 'kysely'
import { conflict, invalid, notFound } from '../../http/problem.ts'
import type { Database, LastReview } from '../../platform/database/schema.ts'
import * as learning from './queries/learning.ts'
import { lastReviewsOf, saveLastReview, saveRating } from './queries/ratings.ts'
import type { ItemRow } from './queries/sessions.ts'
import type { Sitting } from './sitting.ts'

/**
 * Has the card follow what the learner says of how well they remembered their last answer; `null`:
 * what it was graded. Said twice, it is as said once.
 */
export async function rate(
  tx: Kysely<Database>,
  sitting: Sitting,
  responseId: string,
  rating: Grade | null,
): Promise<{ readonly sitting: Sitting; readonly position: number }> {
  const { session, items } = sitting
  const item = items.find(({ response_id }) => response_id === responseId)
  if (item === undefined) throw notFound('answer')
  const review = lastReviewOf(sitting, item)
  const card = await learning.cardOf(tx, session.person_id, item.num)
  if (review === null || card?.lastReview !== review.at) throw tooLate()
  if (rating !== null && !ratingsOf(item.score ?? 0).includes(rating)) throw notToBeSaid()

  const change = { personId: session.person_id, num: item.num }
  const { card: next } = rated(sitting.memory, review, rating)
  await learning.saveCards(tx, [{ ...change, card: next }])
  await saveRating(tx, session.id, item.position, rating)
  return {
    position: item.position,
    sitting: {
      ...sitting,
      items: items.with(item.position, { ...item, rated: rating }),
      met: learning.metWith(sitting.met, item.num, next.due),
    },
  }
}

/** What a learner may say of how well they remembered an answer; `null` where that is nothing. */
export function recallOf(sitting: Sitting, item: ItemRow): Feedback['recall'] {
  const review = lastReviewOf(sitting, item)
  const ratings = ratingsOf(item.score ?? 0)
  if (review === null || ratings.length < 2) return null
  return {
    graded: review.grade,
    rated: item.rated,
    choices: ratings.map((grade) => {
      const { due } = rated(sitting.memory, review, grade).card
      return { grade, dueAt: new Date(due).toISOString() }
    }),
  }
}

/**
 * Works out anew, with the parameters they have now, what a person's cards were before answers that
 * may still be rated. Where earlier answers are no longer kept, that stays as it is.
 */
export async function recomputeBefore(
  tx: Kysely<Database>,
  personId: number,
  memory: Memory,
  cards: readonly learning.CardChange[],
  reviews: ReadonlyMap<number, readonly Review[]>,
): Promise<void> {
  const lastReview = new Map(cards.map(({ num, card }) => [num, card.lastReview]))
  for (const { sessionId, review } of await lastReviewsOf(tx, personId, [...lastReview.keys()])) {
    if (lastReview.get(review.num) !== review.at) continue
    const earlier = (reviews.get(review.num) ?? []).filter(({ at }) => at < review.at)
    if (earlier.length < (review.before?.reps ?? 0)) continue
    await saveLastReview(tx, sessionId, { ...review, before: replayed(memory, earlier) })
  }
}

/** The review that an answer was, if it is the last one of a session that goes on. */
function lastReviewOf({ session }: Sitting, { response_id }: ItemRow): LastReview | null {
  const { last_review: last, ended_at } = session
  if (last === null || last.responseId !== response_id) return null
  // What ended with its last answer goes on until somebody has looked at what is said to it.
  return ended_at === null || ended_at.getTime() === last.at ? last : null
}

function tooLate() {
  return conflict(
    'too_late_to_rate',
    'You have answered since, or ended the session, so this answer stays as it was. Go on.',
  )
}

function notToBeSaid() {
  return invalid([
    {
      pointer: '/body/rated',
      code: 'not_remembered',
      detail:
        'What was answered wrong was not remembered. Choose one of the ratings that are offered.',
    },
  ])
}
