import type { PracticeItem, PracticeSession, SessionLength } from '@quizmentor/contract/practice'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { show, solutionOf } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { countsIn } from './choose.ts'
import type * as queries from './queries/sessions.ts'
import { deadlineOf, inHand, type Sitting } from './sitting.ts'

/** The session as its learner sees it. */
export async function sessionView(
  db: Kysely<Database>,
  sitting: Sitting,
  now: number,
): Promise<PracticeSession> {
  const { session, subject, catalogue, met } = sitting
  const item = inHand(sitting)
  return {
    id: session.id,
    title: session.title,
    mode: session.mode === 'quiz' ? 'quiz' : 'adaptive',
    scope: session.scope,
    length: lengthOf(session),
    startedAt: session.started_at.toISOString(),
    endedAt: session.ended_at?.toISOString() ?? null,
    deadline: deadlineOf(session)?.toISOString() ?? null,
    answered: session.answered,
    correct: session.correct,
    counts: countsIn(subject, catalogue, met, now),
    item: item && (await itemView(db, item, sitting)),
  }
}

/** A question as shown, always in the same order of its parts. */
export async function itemView(
  db: Kysely<Database>,
  item: queries.ItemRow,
  { contents, catalogue: { topics, topicAt } }: Pick<Sitting, 'contents' | 'catalogue'>,
): Promise<PracticeItem> {
  const content = await contents(db, item.version)
  const topic = topics[topicAt.get(item.topic_id) ?? -1]
  return {
    position: item.position,
    question: show(content, seededRandom(item.seed)),
    topic: { id: item.topic_id, title: topic?.title ?? '' },
    reason: item.reason,
    hints: content.hints.slice(0, item.hints_shown),
    hintsLeft: content.hints.length - item.hints_shown,
    ...(item.revealed && { solution: solutionOf(content) }),
  }
}

function lengthOf({ questions, minutes }: queries.SessionRow): SessionLength {
  return minutes === null
    ? { kind: 'questions', questions: questions ?? 0 }
    : { kind: 'minutes', minutes }
}
