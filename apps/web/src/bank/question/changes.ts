import { hashKey } from '@tanstack/react-query'
import type { QuestionContent } from '@quizmentor/engine/question/question'

export type ChangedPart = 'type' | 'stem' | 'body' | 'key' | 'explanation' | 'hints' | 'feedback'

/** Which parts of a question differ between two versions, in the order they are read. */
export function partsChanged(one: QuestionContent, other: QuestionContent): ChangedPart[] {
  const same = (a: unknown, b: unknown) => hashKey([a]) === hashKey([b])
  const parts: ChangedPart[] = []
  if (one.type !== other.type) parts.push('type')
  if (one.stem !== other.stem) parts.push('stem')
  if (!same(one.body, other.body)) parts.push('body')
  if (!same(one.key, other.key)) parts.push('key')
  if (one.explanation !== other.explanation) parts.push('explanation')
  if (!same(one.hints, other.hints)) parts.push('hints')
  if (!same(one.feedback ?? null, other.feedback ?? null)) parts.push('feedback')
  return parts
}
