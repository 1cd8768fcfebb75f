import type { QuestionState } from '@quizmentor/contract/bank'
import type { BloomLevel, Source } from '@quizmentor/contract/question'
import type { QuestionContent, QuestionType } from '@quizmentor/engine/question/question'
import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

export interface QuestionFilter {
  readonly search?: string | undefined
  readonly topicId?: string | undefined
  /** With a topic: those of the topics below it, too. */
  readonly below?: 'true' | 'false' | undefined
  readonly state?: QuestionState | undefined
  readonly type?: QuestionType | undefined
  readonly tag?: string | undefined
  readonly bloom?: BloomLevel | undefined
  readonly minDifficulty?: number | undefined
  readonly maxDifficulty?: number | undefined
}

const rowColumns = [
  'questions.id',
  'questions.type',
  'questions.state',
  'questions.topic_id',
  'questions.plain_text',
  'questions.difficulty',
  'questions.bloom',
  'questions.tags',
  'questions.updated_at',
] as const

/** More questions with a word than this, and the word is common. */
const COMMON = 2000

/**
 * The query for one page of questions and one row more, last changed first. The server can't tell
 * how common the beginning of a word is, and would read all questions in order for a rare one, or
 * sort all of them for a common one. So it is asked first: rare words are looked up in the index of
 * words, common ones are met soon enough on the way.
 */
export async function questionsPage(
  db: Kysely<Database>,
  workspaceId: string,
  filter: QuestionFilter,
  after: readonly [updatedAt: string, id: string] | null,
  limit: number,
) {
  let query = db
    .selectFrom('questions')
    .select(rowColumns)
    .where('workspace_id', '=', workspaceId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)

  const words = searchWords(filter.search ?? '')
  if (words !== null) {
    const matches = sql<boolean>`search @@ to_tsquery('simple', ${words})`
    const hits = db
      .selectFrom('questions')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where(matches)
      .limit(COMMON + 1)
    const { count } = await db
      .selectFrom(hits.as('hits'))
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    // `is true` can't be answered by the index of words, so the order's index is used.
    query =
      count > COMMON
        ? query.where(sql<boolean>`(${matches}) is true`)
        : query.where(sql<boolean>`id = any(array(${hits}))`)
  }
  query = query.where(fitting(filter))
  if (after !== null)
    query = query.where(
      sql<boolean>`(updated_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  return { execute: () => query.execute(), explain: () => query.explain('json') }
}

/** Whether a question is one that a filter picks, whatever is searched for. */
export function fitting(filter: QuestionFilter) {
  return (row: ExpressionBuilder<Database, 'questions'>) =>
    row.and([
      ...(filter.topicId ? [inTopic(filter.topicId, filter.below === 'true')] : []),
      ...(filter.state ? [row('questions.state', '=', filter.state)] : []),
      ...(filter.type ? [row('questions.type', '=', filter.type)] : []),
      ...(filter.tag ? [sql<boolean>`questions.tags @> array[${filter.tag}]::text[]`] : []),
      ...(filter.bloom ? [row('questions.bloom', '=', filter.bloom)] : []),
      ...(filter.minDifficulty ? [row('questions.difficulty', '>=', filter.minDifficulty)] : []),
      ...(filter.maxDifficulty ? [row('questions.difficulty', '<=', filter.maxDifficulty)] : []),
    ])
}

function inTopic(topicId: string, withBelow: boolean) {
  return withBelow
    ? sql<boolean>`questions.topic_id = any(array(
        with recursive within (id) as (
          select ${topicId}::uuid
          union
          select topics.id from topics join within on topics.parent_id = within.id
        )
        select id from within
      ))`
    : sql<boolean>`questions.topic_id = ${topicId}`
}

/** Each word as a prefix, all of them wanted; `null` where there is no word. */
export function searchWords(search: string): string | null {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return words === null ? null : words.map((word) => `${word}:*`).join(' & ')
}

export function questionById(db: Kysely<Database>, workspaceId: string, questionId: string) {
  return db
    .selectFrom('questions')
    .innerJoin('question_versions', 'question_versions.num', 'questions.version')
    .select([
      ...rowColumns,
      'questions.num',
      'questions.source',
      'questions.answers',
      'questions.created_at',
      'question_versions.id as version_id',
      'question_versions.number as version_number',
      'question_versions.content',
    ])
    .where('questions.workspace_id', '=', workspaceId)
    .where('questions.id', '=', questionId)
    .executeTakeFirst()
}

/** As `questionById`, holding the question against other changes until the transaction ends. */
export async function lockQuestion(db: Kysely<Database>, workspaceId: string, questionId: string) {
  await db
    .selectFrom('questions')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', questionId)
    .forUpdate()
    .execute()
  return questionById(db, workspaceId, questionId)
}

export interface NewQuestion {
  readonly id: string
  readonly workspaceId: string
  readonly topicId: string
  readonly state: QuestionState
  readonly difficulty: number
  readonly bloom: BloomLevel
  readonly tags: readonly string[]
  readonly source: Source | null
  readonly sourceRef: string | null
  readonly plainText: string
  readonly b: number
  readonly createdBy: string | null
  readonly at: Date
  readonly versionId: string
  readonly content: QuestionContent
}

/** Adds questions with their first versions, in three statements; those whose id is taken are left. */
export async function insertQuestions(
  db: Kysely<Database>,
  questions: readonly NewQuestion[],
): Promise<number> {
  if (questions.length === 0) return 0
  const inserted = await db
    .insertInto('questions')
    .values(
      questions.map((question) => ({
        id: question.id,
        workspace_id: question.workspaceId,
        topic_id: question.topicId,
        state: question.state,
        type: question.content.type,
        difficulty: question.difficulty,
        bloom: question.bloom,
        tags: [...question.tags],
        source: question.source && JSON.stringify(question.source),
        source_ref: question.sourceRef,
        plain_text: question.plainText,
        b: question.b,
        created_by: question.createdBy,
        created_at: question.at,
        updated_at: question.at,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  const made = new Set(inserted.map(({ id }) => id))
  const versions = questions.filter(({ id }) => made.has(id))
  if (versions.length === 0) return 0
  await db
    .insertInto('question_versions')
    .values(
      versions.map((question) => ({
        id: question.versionId,
        question_id: question.id,
        number: 1,
        content: JSON.stringify(question.content),
        created_by: question.createdBy,
        created_at: question.at,
      })),
    )
    .execute()
  await db
    .updateTable('questions')
    .from('question_versions')
    .set((row) => ({ version: row.ref('question_versions.num') }))
    .whereRef('question_versions.question_id', '=', 'questions.id')
    .where('questions.id', 'in', [...made])
    .execute()
  return made.size
}

/** Adds a version and makes it the current one. */
export async function insertVersion(
  db: Kysely<Database>,
  version: {
    id: string
    questionId: string
    number: number
    content: QuestionContent
    createdBy: string
    at: Date
  },
): Promise<void> {
  const { num } = await db
    .insertInto('question_versions')
    .values({
      id: version.id,
      question_id: version.questionId,
      number: version.number,
      content: JSON.stringify(version.content),
      created_by: version.createdBy,
      created_at: version.at,
    })
    .returning('num')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('questions')
    .set({ version: num, type: version.content.type })
    .where('id', '=', version.questionId)
    .execute()
}

export function updateClassification(
  db: Kysely<Database>,
  questionId: string,
  change: {
    topicId: string
    difficulty: number
    bloom: BloomLevel
    tags: readonly string[]
    source: Source | null
    plainText: string
    /** `null` leaves the estimate, which rests on answers by now. */
    b: number | null
    at: Date
  },
) {
  return db
    .updateTable('questions')
    .set({
      topic_id: change.topicId,
      difficulty: change.difficulty,
      bloom: change.bloom,
      tags: [...change.tags],
      source: change.source && JSON.stringify(change.source),
      plain_text: change.plainText,
      updated_at: change.at,
      ...(change.b === null ? {} : { b: change.b }),
    })
    .where('id', '=', questionId)
    .execute()
}

export function updateState(
  db: Kysely<Database>,
  questionId: string,
  state: QuestionState,
  at: Date,
) {
  return db
    .updateTable('questions')
    .set({ state, updated_at: at })
    .where('id', '=', questionId)
    .execute()
}

/** One page of a question's versions and one row more, newest first. */
export function versionsPage(
  db: Kysely<Database>,
  workspaceId: string,
  questionId: string,
  before: number | null,
  limit: number,
) {
  const query = db
    .selectFrom('question_versions')
    .innerJoin('questions', 'questions.id', 'question_versions.question_id')
    .leftJoin('users', 'users.id', 'question_versions.created_by')
    .select([
      'question_versions.id',
      'question_versions.number',
      'question_versions.content',
      'question_versions.created_at',
      'users.name as created_by',
    ])
    .where('questions.workspace_id', '=', workspaceId)
    .where('questions.id', '=', questionId)
    .orderBy('question_versions.number', 'desc')
    .limit(limit + 1)
  return (before === null ? query : query.where('question_versions.number', '<', before)).execute()
}

/** The tags most used in a workspace. */
export async function mostUsedTags(db: Kysely<Database>, workspaceId: string, limit: number) {
  const { rows } = await sql<{ tag: string; questions: number }>`
    select tag, count(*) as questions
    from questions, unnest(tags) as tag
    where workspace_id = ${workspaceId}
    group by tag
    order by questions desc, tag
    limit ${limit}
  `.execute(db)
  return rows
}

/** Which of these questions the workspace has. */
export async function existingQuestions(
  db: Kysely<Database>,
  workspaceId: string,
  questionIds: readonly string[],
): Promise<Set<string>> {
  if (questionIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('questions')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', questionIds)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
