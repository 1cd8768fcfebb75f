import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'
import { fitting, searchWords, type QuestionFilter } from '../questions/queries.ts'

/** The next questions after one, in the order in which they were made, with their content. */
export async function questionsAfter(
  db: Kysely<Database>,
  workspaceId: string,
  filter: QuestionFilter,
  num: number,
  limit: number,
) {
  const words = searchWords(filter.search ?? '')
  const query = db
    .selectFrom('questions')
    .innerJoin('question_versions', 'question_versions.num', 'questions.version')
    .select([
      'questions.id',
      'questions.num',
      'questions.topic_id',
      'questions.source_ref',
      'questions.title',
      'questions.tags',
      'questions.difficulty',
      'questions.bloom',
      'questions.kept',
      'question_versions.content',
    ])
    .where('questions.workspace_id', '=', workspaceId)
    .where('questions.num', '>', num)
    .where(fitting(filter))
    .orderBy('questions.num')
    .limit(limit)
  const found =
    words === null
      ? query
      : query.where(sql<boolean>`questions.search @@ to_tsquery('simple', ${words})`)
  return found.execute()
}
