import type { ImportView } from '@quizmentor/contract/interchange'
import type { QuestionFilter } from '../questions/filter.ts'

/** A filter of the question list that shows an import's questions; nothing: the last changed first. */
export function filterOf({ destination, report }: ImportView): QuestionFilter {
  if (destination === null) return {}
  const { topicId: topic, tags, keepCategories } = destination
  const [tag] = tags
  const hasBelow = keepCategories && report !== null && report.categories.length > 0
  return {
    topic,
    ...(hasBelow && { below: true }),
    ...(tag !== undefined && { tag }),
  }
}
