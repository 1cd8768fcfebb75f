import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

/** When a question of each workspace changed last, in milliseconds; nothing where there is none. */
export async function newestQuestionChanges(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; updatedAt: Date }>`
    select workspace.id, newest.updated_at as "updatedAt"
    from unnest(${workspaceIds}::uuid[]) as workspace (id)
    cross join lateral (
      select updated_at from questions where workspace_id = workspace.id
      order by updated_at desc, questions.id desc limit 1
    ) newest
  `.execute(db)
  return new Map(rows.map(({ id, updatedAt }) => [id, updatedAt.getTime()]))
}

export function publishedQuestions(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('questions')
    .select(['num', 'topic_id', 'a', 'b'])
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'published')
    .where('version', 'is not', null)
    .execute()
}

export function topicsOf(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('topics')
    .select([
      'id',
      'parent_id',
      'title',
      sql<boolean>`coalesce(reading, '') <> ''`.as('has_reading'),
    ])
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** A track's title and blueprint. */
export async function trackInScope(db: Kysely<Database>, workspaceId: string, trackId: string) {
  const rows = await db
    .selectFrom('tracks')
    .leftJoin('track_topics', 'track_topics.track_id', 'tracks.id')
    .select(['tracks.title', 'track_topics.topic_id', 'track_topics.weight'])
    .where('tracks.workspace_id', '=', workspaceId)
    .where('tracks.id', '=', trackId)
    .orderBy('track_topics.position')
    .execute()
  return rows[0] && { title: rows[0].title, blueprint: rows.flatMap(toShare) }
}

function toShare(row: { topic_id: string | null; weight: number | null }) {
  return row.topic_id === null || row.weight === null
    ? []
    : [{ topicId: row.topic_id, weight: row.weight }]
}

export interface Share {
  readonly topicId: string
  readonly weight: number
}

/** More tracks than a learner's home shows. */
const mostTracks = 200

/** The tracks of a workspace, each with its blueprint in order. */
export function tracksWithBlueprints(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('tracks')
    .select([
      'id',
      'title',
      'description',
      'cut_score',
      sql<Share[]>`(
        select coalesce(
          json_agg(json_build_object('topicId', topic_id, 'weight', weight) order by position), '[]'
        )
        from track_topics where track_id = tracks.id
      )`.as('blueprint'),
    ])
    .where('workspace_id', '=', workspaceId)
    .orderBy('title')
    .orderBy('id')
    .limit(mostTracks)
    .execute()
}

/** A quiz's title and its published questions in order. */
export async function quizInScope(db: Kysely<Database>, workspaceId: string, quizId: string) {
  const quiz = await db
    .selectFrom('quizzes')
    .select('title')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', quizId)
    .executeTakeFirst()
  if (quiz === undefined) return undefined
  const questions = await db
    .selectFrom('quiz_questions')
    .innerJoin('questions', 'questions.id', 'quiz_questions.question_id')
    .select('questions.num')
    .where('quiz_questions.quiz_id', '=', quizId)
    .where('questions.workspace_id', '=', workspaceId)
    .where('questions.state', '=', 'published')
    .orderBy('quiz_questions.round')
    .orderBy('quiz_questions.position')
    .execute()
  return { title: quiz.title, nums: [...new Set(questions.map(({ num }) => num))] }
}
