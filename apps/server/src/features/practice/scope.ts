import type { Scope } from '@quizmentor/contract/practice'
import type { Area } from '@quizmentor/engine/practice/next-question'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'
import { quizInScope, trackInScope, type Share } from './queries/catalogue.ts'

/** What is practised, looked up: parts of a blueprint, or a quiz's questions in order. */
export type Subject =
  | { readonly mode: 'adaptive'; readonly title: string; readonly areas: readonly Area[] }
  | { readonly mode: 'quiz'; readonly title: string; readonly nums: readonly number[] }

/** Looks up what a session is about; `null` where the workspace has no such thing. */
export async function subjectOf(
  db: Kysely<Database>,
  workspaceId: string,
  catalogue: Catalogue,
  { kind, id }: Scope,
): Promise<Subject | null> {
  switch (kind) {
    case 'track': {
      const track = await trackInScope(db, workspaceId, id)
      return track
        ? { mode: 'adaptive', title: track.title, areas: areasOf(catalogue, track.blueprint) }
        : null
    }
    case 'topic': {
      const topic = catalogue.topics[catalogue.topicAt.get(id) ?? -1]
      return topic
        ? { mode: 'adaptive', title: topic.title, areas: subtopics(catalogue, id) }
        : null
    }
    case 'quiz': {
      const quiz = await quizInScope(db, workspaceId, id)
      return quiz ? { mode: 'quiz', ...quiz } : null
    }
  }
}

/**
 * The areas of a blueprint. A topic stands for all below it, except what the blueprint names by
 * itself.
 */
export function areasOf({ topics, topicAt }: Catalogue, blueprint: readonly Share[]): Area[] {
  const areaOf = new Map(blueprint.map(({ topicId }, area) => [topicId, area]))
  const found = blueprint.map((): number[] => [])
  for (const [index, topic] of topics.entries()) {
    let at: typeof topic | undefined = topic
    // A tree is never deeper than it has topics; a ring made by mistake ends here too.
    for (let steps = 0; at !== undefined && steps <= topics.length; steps++) {
      const area = areaOf.get(at.id)
      if (area !== undefined) {
        found[area]?.push(index)
        break
      }
      at = at.parentId === null ? undefined : topics[topicAt.get(at.parentId) ?? -1]
    }
  }
  return blueprint.map(({ weight }, area) => ({ weight, topics: found[area] ?? [] }))
}

/** A topic and all below it, each with the weight of its questions. */
function subtopics(catalogue: Catalogue, topicId: string): Area[] {
  const { topicStart } = catalogue.pool
  return areasOf(catalogue, [{ topicId, weight: 1 }])
    .flatMap(({ topics }) => topics)
    .map((topic) => ({
      weight: (topicStart[topic + 1] ?? 0) - (topicStart[topic] ?? 0),
      topics: [topic],
    }))
    .filter(({ weight }) => weight > 0)
}
