import type { PracticeResult } from '@quizmentor/contract/practice'
import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import type { AbilityMoves, Database, StoredAbility } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'
import { abilitiesOf } from './queries/learning.ts'
import { comingBack, itemsOf, type SessionRow } from './queries/sessions.ts'
import { competencyOn, informed, type Abilities } from './standing.ts'

/** What a session moved, on which topics, and what of it comes back when. */
export async function resultOf(
  db: Kysely<Database>,
  session: SessionRow,
  catalogue: Catalogue,
): Promise<PracticeResult> {
  const items = await itemsOf(db, session.id)
  const returning = await comingBack(db, session.person_id, session.id)
  const stored = await abilitiesOf(db, session.person_id)
  const start = abilitiesAt(stored, session.abilities, 'before')
  const end = abilitiesAt(stored, session.abilities, 'after')
  const topics = Object.entries(session.abilities).map(([topicId, { before }]) => {
    const topic = catalogue.topics[catalogue.topicAt.get(topicId) ?? -1]
    const answered = items.filter(
      ({ topic_id, response_id }) => topic_id === topicId && response_id !== null,
    )
    return {
      topicId,
      title: topic?.title ?? '',
      ...end(topicId),
      competency: competencyOn(catalogue, topicId, end(topicId)),
      before: before && competencyOn(catalogue, topicId, start(topicId)),
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

/** Abilities, those that a session moved as they were before or after it, the others as now. */
function abilitiesAt(
  stored: ReadonlyMap<string, StoredAbility>,
  moves: AbilityMoves,
  end: 'before' | 'after',
): Abilities {
  const abilities = new Map(stored)
  for (const [topicId, move] of Object.entries(moves)) {
    const ability = move[end]
    if (ability === null) abilities.delete(topicId)
    else abilities.set(topicId, ability)
  }
  return informed(abilities)
}

function isRight(score: number | null): boolean {
  return score !== null && score >= CORRECT_FROM
}
