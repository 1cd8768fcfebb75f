import { replayed, type Review } from '@quizmentor/engine/memory/history'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { memoriesOf } from '../calibration/service.ts'
import { cardKey, cardsOf, questionNums, saveCards, type CardChange } from './queries/learning.ts'
import { lockLearner } from './queries/sessions.ts'

/** What a learner answered of a question, elsewhere, oldest first. */
export interface PastAnswers {
  readonly questionId: string
  readonly reviews: readonly Review[]
}

const atOnce = 1_000

/**
 * Takes over a learner's reviews of another program: the questions get the cards that they lead to.
 * Where the learner has a card already, that one stays. Gives how many cards were made.
 */
export async function takeOverHistory(
  tx: Kysely<Database>,
  personId: number,
  histories: readonly PastAnswers[],
): Promise<number> {
  await lockLearner(tx, personId)
  const memory = (await memoriesOf(tx, [personId]))(personId)
  let made = 0
  for (let from = 0; from < histories.length; from += atOnce) {
    const some = histories.slice(from, from + atOnce)
    const nums = await questionNums(
      tx,
      some.map(({ questionId }) => questionId),
    )
    const known = await cardsOf(tx, [personId], [...nums.values()])
    const cards = some.flatMap(({ questionId, reviews }): CardChange[] => {
      const num = nums.get(questionId)
      if (num === undefined || known.has(cardKey(personId, num))) return []
      const card = replayed(memory, reviews)
      return card === null ? [] : [{ personId, num, card }]
    })
    await saveCards(tx, cards)
    made += cards.length
  }
  return made
}
