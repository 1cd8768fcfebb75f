import type { QuestionType } from '@quizmentor/engine/question/question'
import { readFilter } from '../questions/filter.ts'

/** In the address of a question that isn't stored yet: of which type it is, and its topic. */
export interface NewQuestion {
  readonly new?: QuestionType
  readonly topic?: string
}

export function readNewQuestion(search: Readonly<Record<string, unknown>>): NewQuestion {
  const { type, topic } = readFilter({ type: search['new'], topic: search['topic'] })
  return { ...(type !== undefined && { new: type }), ...(topic !== undefined && { topic }) }
}
