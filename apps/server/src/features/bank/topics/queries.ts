import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

/** More topics than any list shows. */
export const MOST_TOPICS = 1000

/** The topics of a workspace in order, each with its number of published questions. */
export function topicsOf(db: Kysely<Database>, workspaceId: string) {
  return selectTopics(db, workspaceId)
    .orderBy('topics.parent_id', (order) => order.asc().nullsFirst())
    .orderBy('topics.position')
    .orderBy('topics.id')
    .limit(MOST_TOPICS)
    .execute()
}

export function topicById(db: Kysely<Database>, workspaceId: string, topicId: string) {
  return selectTopics(db, workspaceId).where('topics.id', '=', topicId).executeTakeFirst()
}

function selectTopics(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('topics')
    .select((row) => [
      'topics.id',
      'topics.parent_id',
      'topics.title',
      'topics.description',
      'topics.position',
      sql<boolean>`coalesce(topics.reading, '') <> ''`.as('has_reading'),
      row
        .selectFrom('questions')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('questions.topic_id', '=', 'topics.id')
        .where('questions.workspace_id', '=', workspaceId)
        .where('questions.state', '=', 'published')
        .as('question_count'),
    ])
    .where('topics.workspace_id', '=', workspaceId)
}

/** All topics of a workspace, to find them by their titles and by where they came from. */
export function topicTitles(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('topics')
    .select(['id', 'parent_id', 'title', 'source_ref'])
    .where('workspace_id', '=', workspaceId)
    .execute()
}

export function topicReading(db: Kysely<Database>, workspaceId: string, topicId: string) {
  return db
    .selectFrom('topics')
    .select(['title', 'reading'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', topicId)
    .executeTakeFirst()
}

/** The depth of a topic below the root, and whether the workspace has it. */
export function countTopics(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('topics')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
}

/** Adds a topic behind its siblings; nothing where the id is taken. */
export function insertTopic(
  db: Kysely<Database>,
  topic: {
    id: string
    workspaceId: string
    parentId: string | null
    title: string
    description: string
    reading: string | null
    sourceRef?: string
  },
) {
  return db
    .insertInto('topics')
    .values((row) => ({
      id: topic.id,
      workspace_id: topic.workspaceId,
      parent_id: topic.parentId,
      title: topic.title,
      description: topic.description,
      reading: topic.reading,
      source_ref: topic.sourceRef ?? null,
      position: row
        .selectFrom('topics')
        .select((max) => sql<number>`coalesce(${max.fn.max('position')} + 1, 0)`.as('position'))
        .where('workspace_id', '=', topic.workspaceId)
        .where('parent_id', 'is not distinct from', topic.parentId),
    }))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export function updateTopic(
  db: Kysely<Database>,
  workspaceId: string,
  topicId: string,
  change: { title: string; description: string; reading: string | null },
) {
  return db
    .updateTable('topics')
    .set({ ...change, updated_at: new Date() })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', topicId)
    .executeTakeFirst()
}

/** Which of these topics the workspace has. */
export async function existingTopics(
  db: Kysely<Database>,
  workspaceId: string,
  topicIds: readonly string[],
): Promise<Set<string>> {
  if (topicIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('topics')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', topicIds)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
