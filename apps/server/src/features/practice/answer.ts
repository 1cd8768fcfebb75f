import type { Feedback } from '@quizmentor/contract/practice'
import { expectedMs, gradeOf } from '@quizmentor/engine/memory/grade'
import { reviewed } from '@quizmentor/engine/memory/history'
import {
  CORRECT_FROM,
  isSelfMarked,
  score,
  solutionOf,
  type Given,
  type QuestionContent,
} from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import { conflict, invalid } from '../../http/problem.ts'
import type { AbilityMove, Database } from '../../platform/database/schema.ts'
import { evidence, moved, saysSomething } from './ability-moves.ts'
import * as learning from './queries/learning.ts'
import * as queries from './queries/sessions.ts'
import { recallOf } from './rating.ts'
import type { Sitting } from './sitting.ts'
import { sessionView } from './views.ts'

export interface Answer {
  readonly id: string
  readonly position: number
  readonly given: Given
  readonly latencyMs: number
}

const longestLatencyMs = 3_600_000

/** Stores an answer with all that follows from it: card, ability, progress. */
export async function take(
  tx: Kysely<Database>,
  sitting: Sitting,
  item: queries.ItemRow,
  answer: Answer,
  now: number,
): Promise<Sitting> {
  const { session, contents } = sitting
  const content = await contents(tx, item.version)
  const itsScore = score(content, answer.given)
  if (itsScore === null) throw wrongType(content)
  // Nobody answers before being asked, whatever their clock says.
  const elapsed = Math.max(0, now - item.shown_at.getTime())
  const latencyMs = Math.min(answer.latencyMs, elapsed, longestLatencyMs)
  const isNew = await queries.storeResponse(tx, session.id, item.position, {
    id: answer.id,
    personId: session.person_id,
    version: item.version,
    score: itsScore,
    latencyMs,
    answeredAt: new Date(now),
    given: answer.given,
  })
  if (!isNew) throw conflict('id_taken', 'This id is in use. Make a new one and send again.')

  const right = itsScore >= CORRECT_FROM
  const before = await learning.cardOf(tx, session.person_id, item.num)
  const recall = { right, hints: item.hints_shown, latencyMs, expectedMs: expectedMs(content) }
  const graded = { grade: gradeOf(recall), at: now }
  const { card } = reviewed(sitting.memory, before, graded)
  await learning.saveCards(tx, [{ personId: session.person_id, num: item.num, card }])

  const answered = { ...item, response_id: answer.id, score: itsScore }
  // What people say of their own answers is no measure of them.
  const learnt =
    saysSomething(before, now) && !isSelfMarked(content.type)
      ? await learn(tx, sitting, answered, now)
      : unmoved(sitting, item.topic_id)
  const progress = {
    answered: session.answered + 1,
    correct: session.correct + (right ? 1 : 0),
    abilities: learnt.session.abilities,
    last_review: { responseId: answer.id, num: item.num, ...graded, before },
  }
  await queries.updateProgress(tx, session.id, progress)
  return {
    ...learnt,
    session: { ...session, ...progress },
    items: sitting.items.map((each) => (each.position === item.position ? answered : each)),
    met: learning.metWith(sitting.met, item.num, card.due),
  }
}

/** Moves the ability. */
async function learn(
  tx: Kysely<Database>,
  sitting: Sitting,
  item: queries.ItemRow,
  now: number,
): Promise<Sitting> {
  const { session, items, abilities } = sitting
  const topicId = item.topic_id
  const before = session.abilities[topicId]
  const positions = before?.positions ?? []
  const earlier = positions.flatMap((position) => items[position] ?? [])
  const known = abilities.get(topicId) ?? null
  const move = moved(before, known, earlier.map(toEvidence), toEvidence(item))
  const change = { personId: session.person_id, topicId, ability: move.after, at: new Date(now) }
  await learning.saveAbilities(tx, [change])
  return {
    ...withMove(sitting, topicId, { ...move, positions: [...positions, item.position] }),
    abilities: new Map(abilities).set(topicId, move.after),
  }
}

/** Notes that a topic was practised, so that the result shows how its learner stands on it. */
function unmoved(sitting: Sitting, topicId: string): Sitting {
  const known = sitting.abilities.get(topicId)
  return known === undefined || topicId in sitting.session.abilities
    ? sitting
    : withMove(sitting, topicId, { before: known, after: known })
}

function withMove(sitting: Sitting, topicId: string, move: AbilityMove): Sitting {
  const { session } = sitting
  return {
    ...sitting,
    session: { ...session, abilities: { ...session.abilities, [topicId]: move } },
  }
}

function toEvidence({ a, b, score: itsScore, hints_shown }: queries.ItemRow) {
  return { a, b, score: evidence(itsScore ?? 0, hints_shown) }
}

/** What is said to an answer that was taken: now, or when it is sent again. */
export async function feedbackOn(
  db: Kysely<Database>,
  sitting: Sitting,
  position: number,
  now: number,
): Promise<Feedback> {
  const item = sitting.items[position]
  if (item?.response_id == null) throw new Error(`position ${position} has no answer`)
  const itsScore = item.score ?? 0
  const content = await sitting.contents(db, item.version)
  return {
    responseId: item.response_id,
    score: itsScore,
    correct: itsScore >= CORRECT_FROM,
    solution: solutionOf(content),
    source: item.source,
    dueAt: new Date(learning.dueOf(sitting.met, item.num) ?? now).toISOString(),
    recall: recallOf(sitting, item),
    session: await sessionView(db, sitting, now),
  }
}

function wrongType({ type }: QuestionContent) {
  return invalid([
    {
      pointer: '/body/given/type',
      code: 'wrong_type',
      detail: `The question in hand takes an answer of type ${type}.`,
    },
  ])
}
