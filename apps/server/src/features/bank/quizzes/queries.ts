import { liveTypes } from '@quizmentor/engine/live/types'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

function selectQuizzes(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('quizzes')
    .select([
      'quizzes.id',
      'quizzes.title',
      'quizzes.description',
      'quizzes.updated_at',
      sql<number>`(select count(*) from quiz_rounds where quiz_id = quizzes.id)`.as('rounds'),
      sql<number>`(select count(*) from quiz_questions where quiz_id = quizzes.id)`.as('questions'),
      sql<boolean>`(
        select coalesce(
          bool_and(questions.state = 'published' and questions.type = any(${[...liveTypes]}::text[])),
          false
        )
        from quiz_questions join questions on questions.id = quiz_questions.question_id
        where quiz_questions.quiz_id = quizzes.id
      )`.as('playable'),
    ])
    .where('quizzes.workspace_id', '=', workspaceId)
}

/** One page of quizzes and one row more, last changed first. */
export function quizzesPage(
  db: Kysely<Database>,
  workspaceId: string,
  search: string | undefined,
  after: readonly [updatedAt: string, id: string] | null,
  limit: number,
) {
  let query = selectQuizzes(db, workspaceId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (search) query = query.where('title', 'ilike', `%${search.replace(/[\\%_]/g, '\\$&')}%`)
  if (after !== null)
    query = query.where(
      sql<boolean>`(updated_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  return query.execute()
}

export function quizById(db: Kysely<Database>, workspaceId: string, quizId: string) {
  return selectQuizzes(db, workspaceId).where('quizzes.id', '=', quizId).executeTakeFirst()
}

export function roundsOf(db: Kysely<Database>, quizId: string) {
  return db
    .selectFrom('quiz_rounds')
    .select(['position', 'title'])
    .where('quiz_id', '=', quizId)
    .orderBy('position')
    .execute()
}

/** The questions of a quiz in order, as lists show them. */
export function questionRowsOf(db: Kysely<Database>, quizId: string) {
  return db
    .selectFrom('quiz_questions')
    .innerJoin('questions', 'questions.id', 'quiz_questions.question_id')
    .select([
      'quiz_questions.round',
      'questions.id',
      'questions.type',
      'questions.state',
      'questions.topic_id',
      'questions.plain_text',
      'questions.difficulty',
      'questions.bloom',
      'questions.tags',
      'questions.updated_at',
    ])
    .where('quiz_questions.quiz_id', '=', quizId)
    .orderBy('quiz_questions.round')
    .orderBy('quiz_questions.position')
    .execute()
}

/** The published questions of a quiz in order, in their current versions. */
export function contentsOf(db: Kysely<Database>, quizId: string) {
  return db
    .selectFrom('quiz_questions')
    .innerJoin('questions', 'questions.id', 'quiz_questions.question_id')
    .innerJoin('question_versions', 'question_versions.num', 'questions.version')
    .select([
      'quiz_questions.round',
      'questions.id',
      'question_versions.num as version',
      'question_versions.content',
    ])
    .where('quiz_questions.quiz_id', '=', quizId)
    .where('questions.state', '=', 'published')
    .orderBy('quiz_questions.round')
    .orderBy('quiz_questions.position')
    .execute()
}

export interface NewQuiz {
  readonly id: string
  readonly workspaceId: string
  readonly title: string
  readonly description: string
  readonly sourceRef: string | null
  readonly createdBy: string | null
  readonly at: Date
}

/** Adds a quiz without rounds; `false` where the id is taken. */
export async function insertQuiz(db: Kysely<Database>, quiz: NewQuiz): Promise<boolean> {
  const made = await db
    .insertInto('quizzes')
    .values({
      id: quiz.id,
      workspace_id: quiz.workspaceId,
      title: quiz.title,
      description: quiz.description,
      source_ref: quiz.sourceRef,
      created_by: quiz.createdBy,
      created_at: quiz.at,
      updated_at: quiz.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return made.length > 0
}

/** Changes a quiz, holding it until the transaction ends; `false` where the workspace has none such. */
export async function updateQuiz(
  db: Kysely<Database>,
  workspaceId: string,
  quizId: string,
  change: { title: string; description: string; at: Date },
): Promise<boolean> {
  const changed = await db
    .updateTable('quizzes')
    .set({ title: change.title, description: change.description, updated_at: change.at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', quizId)
    .returning('id')
    .execute()
  return changed.length > 0
}

/** Sets the rounds of a quiz and their questions. */
export async function replaceRounds(
  db: Kysely<Database>,
  quizId: string,
  rounds: readonly { title: string; questionIds: readonly string[] }[],
): Promise<void> {
  await db.deleteFrom('quiz_rounds').where('quiz_id', '=', quizId).execute()
  await db
    .insertInto('quiz_rounds')
    .values(rounds.map(({ title }, position) => ({ quiz_id: quizId, position, title })))
    .execute()
  const questions = rounds.flatMap(({ questionIds }, round) =>
    questionIds.map((questionId, position) => ({
      quiz_id: quizId,
      round,
      position,
      question_id: questionId,
    })),
  )
  if (questions.length > 0) await db.insertInto('quiz_questions').values(questions).execute()
}

export function deleteQuiz(db: Kysely<Database>, workspaceId: string, quizId: string) {
  return db
    .deleteFrom('quizzes')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', quizId)
    .returning('id')
    .executeTakeFirst()
}
