import type { BloomLevel } from '@quizmentor/contract/question'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Read } from '../../../platform/database/replica.ts'
import type { Kept } from '../../../platform/database/schema.ts'
import type { QuestionFilter } from '../questions/queries.ts'
import { topicTitles } from '../topics/queries.ts'
import { questionsAfter } from './queries.ts'

export type { QuestionFilter } from '../questions/queries.ts'

/** A question with all that is known of it, to be given to somebody who keeps it elsewhere. */
export interface WholeQuestion {
  readonly id: string
  /** What it came under from elsewhere. */
  readonly sourceRef: string | null
  /** The titles of its topics, from the root. */
  readonly category: readonly string[]
  readonly title: string | null
  readonly content: QuestionContent
  readonly tags: readonly string[]
  readonly difficulty: number
  readonly bloom: BloomLevel
  readonly kept: Kept
}

const batch = 200

/**
 * All questions that a filter picks, oldest first, in their current versions; some at a time, so that
 * no connection is held for as long as a file is written.
 */
export async function* wholeQuestions(
  read: Read,
  workspaceId: string,
  filter: QuestionFilter,
): AsyncGenerator<WholeQuestion> {
  const pathOf = topicPaths(await read((db) => topicTitles(db, workspaceId)))
  for (let after = 0; ;) {
    const rows = await read((db) => questionsAfter(db, workspaceId, filter, after, batch))
    for (const row of rows)
      yield {
        id: row.id,
        sourceRef: row.source_ref,
        category: pathOf(row.topic_id),
        title: row.title,
        content: row.content,
        tags: row.tags,
        difficulty: row.difficulty,
        bloom: row.bloom,
        kept: row.kept ?? {},
      }
    const last = rows.at(batch - 1)
    if (last === undefined) return
    after = last.num
  }
}

type Topics = Awaited<ReturnType<typeof topicTitles>>

function topicPaths(topics: Topics): (topicId: string) => readonly string[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const paths = new Map<string, readonly string[]>()
  return function pathOf(topicId): readonly string[] {
    const known = paths.get(topicId)
    if (known !== undefined) return known
    const topic = byId.get(topicId)
    if (topic === undefined) return []
    const above = topic.parent_id === null ? [] : pathOf(topic.parent_id)
    const path = [...above, topic.title]
    paths.set(topicId, path)
    return path
  }
}
