import { liveTypes } from '@quizmentor/engine/live/types'
import type { QuestionType } from '@quizmentor/engine/question/question'

/** Whether questions of a type count down live. */
export function isLive(type: QuestionType): boolean {
  return liveTypes.some((live) => live === type)
}
