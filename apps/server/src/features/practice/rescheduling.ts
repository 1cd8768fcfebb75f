import type { Card, Memory } from '@quizmentor/engine/memory/card'
import { replayed } from '@quizmentor/engine/memory/history'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { memoriesOf, reviewsOf } from '../calibration/service.ts'
import { dueAfterGame } from './game-learning.ts'
import { cardsAfter, saveCards, type CardChange } from './queries/learning.ts'
import { saveDueDates } from './queries/memory.ts'
import { lockLearner } from './queries/sessions.ts'
import { recomputeBefore } from './rating.ts'

/** As many as take a moment: their learner's answers wait that long. */
export const cardsAtOnce = 1_000
const recomputedAtOnce = 250

/** Makes all of a learner's cards due when they want to be asked again. */
export function rescheduleAll(db: Kysely<Database>, personId: number): Promise<void> {
  return inTurn(db, personId, cardsAtOnce, (tx, cards) => reschedule(tx, personId, cards))
}

/** Makes cards due when their learner wants to be asked again; the caller has the learner's lock. */
export async function reschedule(
  tx: Kysely<Database>,
  personId: number,
  cards: readonly CardChange[],
): Promise<void> {
  const memory = (await memoriesOf(tx, [personId]))(personId)
  await saveDueDates(
    tx,
    personId,
    cards.map((each) => ({ ...each, card: memory.rescheduled(each.card) })),
  )
}

/**
 * Works all of a learner's cards out anew from what they answered, with the parameters and the
 * desired retention that they have now.
 */
export function recomputeAll(db: Kysely<Database>, personId: number): Promise<void> {
  return inTurn(db, personId, recomputedAtOnce, async (tx, cards) => {
    const memory = (await memoriesOf(tx, [personId]))(personId)
    const nums = cards.map(({ num }) => num)
    const reviews = Map.groupBy(await reviewsOf(tx, personId, nums), ({ card }) => card)
    await saveCards(
      tx,
      cards.map((each) => ({
        ...each,
        card: recomputed(memory, each.card, reviews.get(each.num) ?? []),
      })),
    )
    await recomputeBefore(tx, personId, memory, cards, reviews)
  })
}

type PastReviews = Awaited<ReturnType<typeof reviewsOf>>

/**
 * A card worked out anew. What came after its last review is yet to be learned (a game that goes
 * on), so it is left out. Where answers are no longer kept, the card keeps what it knows.
 */
function recomputed(memory: Memory, card: Card, reviews: PastReviews): Card {
  const learned = reviews.filter(({ at }) => card.lastReview !== null && at <= card.lastReview)
  const last = learned.at(-1)
  const again = learned.length < card.reps ? null : replayed(memory, learned)
  if (last === undefined || again === null) return memory.rescheduled(card)
  return last.inGame ? dueAfterGame(again, last) : again
}

/** Works on a learner's cards, some at a time, each time with nobody else changing them. */
async function inTurn(
  db: Kysely<Database>,
  personId: number,
  atOnce: number,
  work: (tx: Kysely<Database>, cards: readonly CardChange[]) => Promise<void>,
): Promise<void> {
  let done: number | undefined = 0
  while (done !== undefined) {
    const after: number = done
    done = await db.transaction().execute(async (tx) => {
      await lockLearner(tx, personId)
      const cards = await cardsAfter(tx, personId, after, atOnce)
      if (cards.length > 0) await work(tx, cards)
      return cards.at(atOnce - 1)?.num
    })
  }
}
