import type { BloomLevel } from '@quizmentor/contract/question'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { canonicalText } from '@quizmentor/engine/question/relabel'
import { isDeepStrictEqual } from 'node:util'
import type { Kept } from '../../../platform/database/schema.ts'
import type { KnownQuestion } from './queries.ts'

/** A question that comes from elsewhere. */
export interface ImportedQuestion {
  /** What it is known by at the next import. */
  readonly sourceRef: string
  /** Where it goes if it is new. */
  readonly topicId: string
  readonly title: string | null
  readonly content: QuestionContent
  readonly tags: readonly string[]
  /** `null`: nothing was said. */
  readonly difficulty: number | null
  readonly bloom: BloomLevel | null
  readonly kept: Kept | null
}

/** What a question is known by in the bank: the topic it was put below, and its name there. */
export function importedName(topicId: string, name: string): string {
  return `import:${topicId}:${name}`
}

/** What is known of a question beside what it asks. */
export type Facts = Pick<KnownQuestion, 'difficulty' | 'bloom' | 'tags' | 'title' | 'kept'>

export function factsOf({ difficulty, bloom, tags, title, kept }: Facts): Facts {
  return { difficulty, bloom, tags, title, kept }
}

/** What a file says of a question that is known, where it says something. */
export function factsSaid(known: Facts, question: ImportedQuestion): Facts {
  return {
    difficulty: question.difficulty ?? known.difficulty,
    bloom: question.bloom ?? known.bloom,
    tags: [...new Set([...known.tags, ...question.tags])].slice(0, 20),
    title: question.title ?? known.title,
    kept: question.kept ?? known.kept,
  }
}

/** Whether both ask the same, whatever the ids of their parts. */
export function saysTheSame(
  known: Pick<KnownQuestion, 'content'>,
  question: ImportedQuestion,
): boolean {
  return canonicalText(known.content) === canonicalText(question.content)
}

/** Whether taking a question in again would leave it as it is. */
export function isAsBefore(
  known: Facts & Pick<KnownQuestion, 'content'>,
  question: ImportedQuestion,
): boolean {
  return (
    saysTheSame(known, question) && isDeepStrictEqual(factsSaid(known, question), factsOf(known))
  )
}
