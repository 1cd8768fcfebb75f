import type { ScoredItem } from '@quizmentor/engine/adaptive/answers'
import type { Card, Memory } from '@quizmentor/engine/memory/card'
import type { Review } from '@quizmentor/engine/memory/history'
import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { memoriesOf } from '../calibration/service.ts'
import { learned, saysSomething } from './ability-moves.ts'
import * as queries from './queries/game-learning.ts'
import * as learning from './queries/learning.ts'
import { lockLearner } from './queries/sessions.ts'

/** An answer given in a live game. */
export interface GameResponse {
  readonly personId: number
  readonly questionVersion: number
  readonly score: number
  /** Milliseconds since the epoch. */
  readonly answeredAt: number
}

const peopleAtOnce = 100

/**
 * Lets members learn from a game they played: abilities move, and what they missed is due at once.
 * Guests have nothing to keep. Told twice, it is learned once.
 */
export async function learnFromGame(
  db: Kysely<Database>,
  gameId: string,
  responses: readonly GameResponse[],
): Promise<void> {
  const questions = await queries.questionsOfVersions(db, [
    ...new Set(responses.map(({ questionVersion }) => questionVersion)),
  ])
  const byPerson = Map.groupBy(responses, ({ personId }) => personId)
  const members = await queries.membersAmong(db, [...byPerson.keys()])
  for (let from = 0; from < members.length; from += peopleAtOnce) {
    const some = members.slice(from, from + peopleAtOnce)
    await db.transaction().execute(async (tx) => {
      // In the order of ids, so that two games with the same people don't wait for each other.
      for (const personId of some) await lockLearner(tx, personId)
      const fresh = await queries.markLearned(tx, gameId, some)
      await learn(
        tx,
        new Map(fresh.map((personId) => [personId, byPerson.get(personId) ?? []])),
        questions,
      )
    })
  }
}

async function learn(
  tx: Kysely<Database>,
  responses: ReadonlyMap<number, readonly GameResponse[]>,
  questions: ReadonlyMap<number, queries.AskedQuestion>,
): Promise<void> {
  const people = [...responses.keys()]
  const memories = await memoriesOf(tx, people)
  const abilities = await queries.abilitiesOfPeople(tx, people)
  const known = await learning.cardsOf(
    tx,
    people,
    [...questions.values()].map(({ num }) => num),
  )
  const abilityChanges: learning.AbilityChange[] = []
  const cardChanges = new Map<string, learning.CardChange>()
  for (const [personId, given] of responses) {
    const evidence = new Map<string, ScoredItem[]>()
    let last = 0
    for (const { questionVersion, score, answeredAt } of given) {
      const question = questions.get(questionVersion)
      if (question === undefined) continue
      last = Math.max(last, answeredAt)
      const { topicId, num, a, b } = question
      const key = learning.cardKey(personId, num)
      const before = cardChanges.get(key)?.card ?? known.get(key) ?? null
      if (saysSomething(before, answeredAt))
        evidence.set(topicId, [...(evidence.get(topicId) ?? []), { a, b, score }])
      const card = reviewed(memories(personId), before, score, answeredAt)
      if (card !== null) cardChanges.set(key, { personId, num, card })
    }
    for (const [topicId, answers] of evidence)
      abilityChanges.push({
        personId,
        topicId,
        ability: learned(abilities.get(queries.abilityKey(personId, topicId)) ?? null, answers),
        at: new Date(last),
      })
  }
  await learning.saveAbilities(tx, abilityChanges)
  await learning.saveCards(tx, [...cardChanges.values()])
}

/** The card after an answer in a game; `null` where it was reviewed later than that already. */
function reviewed(memory: Memory, card: Card | null, score: number, at: number): Card | null {
  if (card?.lastReview != null && card.lastReview > at) return null
  const right = score >= CORRECT_FROM
  const review: Review = { grade: right ? 'good' : 'again', at }
  return dueAfterGame(memory.review(card, review.grade, at), review)
}

/** The card after an answer in a game: what was missed is due at once. */
export function dueAfterGame(card: Card, { grade, at }: Review): Card {
  return grade === 'again' ? { ...card, due: at } : card
}
