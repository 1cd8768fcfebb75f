import type { PracticeResult } from '@quizmentor/contract/practice'
import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'
import { comingBack, itemsOf, type SessionRow } from './queries/sessions.ts'
import { competencyOn } from './standing.ts'

/** What a session moved, on which topics, and what of it comes back when. */
export async function resultOf(
  db: Kysely<Database>,
  session: SessionRow,
  catalogue: Catalogue,
): Promise<PracticeResult> {
  const items = await itemsOf(db, session.id)
  const returning = await comingBack(db, session.person_id, session.id)
  const topics = Object.entries(session.abilities).map(([topicId, { before, after }]) => {
    const topic = catalogue.topics[catalogue.topicAt.get(topicId) ?? -1]
    const answered = items.filter(
      ({ topic_id, response_id }) => topic_id === topicId && response_id !== null,
    )
    return {
      topicId,
      title: topic?.title ?? '',
      ...after,
      competency: competencyOn(catalogue, topicId, after),
      before: before && competencyOn(catalogue, topicId, before),
      answeredHere: answered.length,
      correctHere: answered.filter(({ score }) => isRight(score)).length,
      hasReading: topic?.hasReading ?? false,
    }
  })
  return {
    sessionId: session.id,
    title: session.title,
    startedAt: session.started_at.toISOString(),
    endedAt: session.ended_at?.toISOString() ?? null,
    answered: session.answered,
    correct: session.correct,
    topics: topics.toSorted((one, other) => other.answeredHere - one.answeredHere),
    comingBack: returning.map(({ due, score, topic_title, excerpt }) => ({
      excerpt,
      topicTitle: topic_title,
      dueAt: due.toISOString(),
      correct: isRight(score),
    })),
  }
}

function isRight(score: number | null): boolean {
  return score !== null && score >= CORRECT_FROM
}
