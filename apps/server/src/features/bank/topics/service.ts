import type { Topic } from '@quizmentor/contract/bank'
import type { Kysely } from 'kysely'
import { conflict, invalid, notFound } from '../../../http/problem.ts'
import type { Database } from '../../../platform/database/schema.ts'
import * as queries from './queries.ts'

/** The subject tree of a workspace. */
export function topicsService(db: Kysely<Database>) {
  async function get(workspaceId: string, topicId: string): Promise<Topic> {
    const row = await queries.topicById(db, workspaceId, topicId)
    if (row === undefined) throw notFound('topic')
    return toTopic(row)
  }

  return {
    async list(workspaceId: string): Promise<{ items: Topic[] }> {
      const rows = await queries.topicsOf(db, workspaceId)
      return { items: rows.map(toTopic) }
    },

    async reading(workspaceId: string, topicId: string) {
      const row = await queries.topicReading(db, workspaceId, topicId)
      if (row === undefined) throw notFound('topic')
      return { title: row.title, reading: row.reading ?? '' }
    },

    async create(
      workspaceId: string,
      draft: {
        id: string
        parentId: string | null
        title: string
        description: string
        reading: string
      },
    ): Promise<Topic> {
      if (draft.parentId !== null)
        await requireTopics(db, workspaceId, [[draft.parentId, '/body/parentId']])
      const { count } = await queries.countTopics(db, workspaceId)
      if (count >= queries.MOST_TOPICS)
        throw conflict('too_many_topics', `A workspace has at most ${queries.MOST_TOPICS} topics.`)
      await queries.insertTopic(db, { ...draft, workspaceId, reading: draft.reading || null })
      const made = await queries.topicById(db, workspaceId, draft.id)
      if (made === undefined) throw conflict('id_taken', 'This id is in use. Make a new one.')
      return toTopic(made)
    },

    async update(
      workspaceId: string,
      topicId: string,
      change: { title: string; description: string; reading: string },
    ): Promise<Topic> {
      await queries.updateTopic(db, workspaceId, topicId, {
        ...change,
        reading: change.reading || null,
      })
      return get(workspaceId, topicId)
    },
  }
}

/** Throws a Problem (400) at the pointers of the topics that the workspace doesn't have. */
export async function requireTopics(
  db: Kysely<Database>,
  workspaceId: string,
  wanted: readonly (readonly [topicId: string, pointer: string])[],
): Promise<void> {
  const existing = await queries.existingTopics(
    db,
    workspaceId,
    wanted.map(([topicId]) => topicId),
  )
  const faults = wanted
    .filter(([topicId]) => !existing.has(topicId))
    .map(([, pointer]) => ({
      pointer,
      code: 'unknown_topic',
      detail: 'This workspace has no such topic.',
    }))
  if (faults.length > 0) throw invalid(faults)
}

type TopicRow = Awaited<ReturnType<typeof queries.topicsOf>>[number]

function toTopic(row: TopicRow): Topic {
  return {
    id: row.id,
    parentId: row.parent_id,
    title: row.title,
    description: row.description,
    position: row.position,
    questionCount: row.question_count ?? 0,
    hasReading: row.has_reading,
  }
}
