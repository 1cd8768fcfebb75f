import type { QuestionState } from '@quizmentor/contract/bank'
import type { BloomLevel } from '@quizmentor/contract/question'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { sql, type Kysely } from 'kysely'
import type { Database, Kept } from '../../../platform/database/schema.ts'

/** Which of these names questions came under before: of most files, none. */
export async function knownSources(
  db: Kysely<Database>,
  workspaceId: string,
  sourceRefs: readonly string[],
): Promise<string[]> {
  // By the index, whatever the server thinks of how many questions there are.
  const { rows } = await sql<{ id: string }>`
    select found.id from unnest(${sourceRefs}::text[]) as wanted (source_ref)
    cross join lateral (
      select id from questions
      where workspace_id = ${workspaceId} and questions.source_ref = wanted.source_ref
      offset 0
    ) as found
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** The topics that questions were imported into, those with most of them first. */
export async function topicsImportedInto(
  db: Kysely<Database>,
  workspaceId: string,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select split_part(source_ref, ':', 2) as id from questions
    where workspace_id = ${workspaceId} and starts_with(source_ref, 'import:')
    group by 1 order by count(*) desc, 1 limit ${most}
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** Questions that came under these names, with what they say now. */
export async function versionsKnown(
  db: Kysely<Database>,
  workspaceId: string,
  sourceRefs: readonly string[],
) {
  const ids = await knownSources(db, workspaceId, sourceRefs)
  if (ids.length === 0) return []
  return db
    .selectFrom('questions')
    .innerJoin('question_versions', 'question_versions.num', 'questions.version')
    .select([
      'questions.source_ref',
      'questions.title',
      'questions.kept',
      'questions.tags',
      'questions.difficulty',
      'questions.bloom',
      'question_versions.content',
    ])
    .where('questions.id', 'in', ids)
    .execute()
}

export type KnownQuestion = Awaited<ReturnType<typeof lockQuestions>>[number]

/** Questions with their content, held against other changes. */
export function lockQuestions(db: Kysely<Database>, ids: readonly string[]) {
  return db
    .selectFrom('questions')
    .innerJoin('question_versions', 'question_versions.num', 'questions.version')
    .select([
      'questions.id',
      'questions.type',
      'questions.source_ref',
      'questions.state',
      'questions.title',
      'questions.kept',
      'questions.tags',
      'questions.difficulty',
      'questions.bloom',
      'questions.b',
      'questions.answers',
      'questions.plain_text',
      'question_versions.number as version_number',
      'question_versions.content',
    ])
    .where('questions.id', 'in', ids)
    .orderBy('questions.id')
    .forUpdate('questions')
    .execute()
}

/** What a question that came before becomes. */
export interface ChangedRow {
  readonly id: string
  readonly state: QuestionState
  readonly type: string
  readonly difficulty: number
  readonly bloom: BloomLevel
  readonly tags: readonly string[]
  readonly title: string | null
  readonly kept: Kept | null
  readonly plain_text: string
  readonly b: number
}

export interface NewRow extends ChangedRow, NewVersion {
  readonly topic_id: string
  readonly source_ref: string
}

interface NewVersion {
  readonly version_id: string
  readonly number: number
  readonly content: QuestionContent
}

interface Storing {
  readonly workspaceId: string
  readonly userId: string | null
  readonly at: Date
}

/** What is not given is null. */
const rowColumns = sql`
  id uuid, topic_id uuid, state text, type text, difficulty smallint, bloom text, tags text[],
  source_ref text, title text, kept jsonb, plain_text text, b real,
  version_id uuid, number integer, content jsonb
`

const nextVersion = sql`nextval(pg_get_serial_sequence('question_versions', 'num'))`

/**
 * Adds questions with their first versions, in one statement. Their versions' numbers are drawn
 * before: so no row is written twice, and none gets a second entry in each index.
 */
export async function insertImported(
  db: Kysely<Database>,
  { workspaceId, userId, at }: Storing,
  questions: readonly NewRow[],
): Promise<void> {
  await sql`
    with incoming as materialized (
      select *, ${nextVersion} as version
      from json_to_recordset(${JSON.stringify(questions)}) as given (${rowColumns})
    ), made as (
      insert into questions (
        id, workspace_id, topic_id, state, type, difficulty, bloom, tags, source_ref, title, kept,
        version, plain_text, b, created_by, created_at, updated_at
      )
      select
        id, ${workspaceId}::uuid, topic_id, state, type, difficulty, bloom, tags, source_ref, title, kept,
        version, plain_text, b, ${userId}::uuid, ${at}::timestamptz, ${at}::timestamptz
      from incoming
    )
    insert into question_versions (num, id, question_id, number, content, created_by, created_at)
    overriding system value
    select version, version_id, id, number, content, ${userId}::uuid, ${at}::timestamptz from incoming
  `.execute(db)
}

/** Changes questions; those with content get it as a new version. */
export async function updateImported(
  db: Kysely<Database>,
  { userId, at }: Storing,
  questions: readonly (ChangedRow & Partial<NewVersion>)[],
): Promise<void> {
  await sql`
    with incoming as materialized (
      select *, case when version_id is not null then ${nextVersion} end as version
      from json_to_recordset(${JSON.stringify(questions)}) as given (${rowColumns})
    ), made as (
      insert into question_versions (num, id, question_id, number, content, created_by, created_at)
      overriding system value
      select version, version_id, id, number, content, ${userId}::uuid, ${at}::timestamptz
      from incoming where version_id is not null
    )
    update questions set
      state = incoming.state, type = incoming.type, difficulty = incoming.difficulty,
      bloom = incoming.bloom, tags = incoming.tags, title = incoming.title, kept = incoming.kept,
      plain_text = incoming.plain_text, b = incoming.b, updated_at = ${at}::timestamptz,
      version = coalesce(incoming.version, questions.version)
    from incoming where questions.id = incoming.id
  `.execute(db)
}
