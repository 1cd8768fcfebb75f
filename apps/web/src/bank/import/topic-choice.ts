import type { Topic } from '@quizmentor/contract/bank'
import type { KnownInTopic } from '@quizmentor/contract/interchange'

/** The name of a file as a title: without its ending, with spaces. */
export function titleOf(fileName: string): string {
  const bare = fileName.replace(/(?:\.[a-z][a-z0-9]{0,7}){1,2}$/i, '')
  const title = (bare === '' ? fileName : bare).replace(/_+/g, ' ').trim()
  return title.slice(0, 120)
}

/**
 * The topic that most of a file's questions are in already, or else the one that is called like the
 * file; `null`: there is none.
 */
export function usualTopic(
  known: readonly KnownInTopic[],
  title: string,
  topics: readonly Topic[],
): string | null {
  const there = known.find(({ topicId }) => topics.some(({ id }) => id === topicId))
  return there?.topicId ?? topicCalled(title, topics)
}

/** The topic that is called like the file, as after an earlier import of it; `null`: none is. */
function topicCalled(title: string, topics: readonly Topic[]): string | null {
  const wanted = title.toLowerCase()
  return topics.find((topic) => topic.title.toLowerCase() === wanted)?.id ?? null
}
