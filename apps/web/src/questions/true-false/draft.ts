import type { TrueFalse } from '@quizmentor/engine/question/true-false'
import { keptRecord } from '../single-choice/draft.ts'

export interface TrueFalseDraft {
  readonly type: 'true_false'
  readonly truth: boolean | null
  /** By what was answered, what is said to it. */
  readonly feedback?: TrueFalse['key']['feedback']
}

export function blankTrueFalse(): TrueFalseDraft {
  return { type: 'true_false', truth: null }
}

export function readTrueFalse({ type, key }: TrueFalse): TrueFalseDraft {
  return { type, ...key }
}

export function trueFalseKey({ truth, feedback }: TrueFalseDraft): TrueFalse['key'] | null {
  return truth === null
    ? null
    : { truth, ...keptRecord('feedback', feedback, [{ id: 'true' }, { id: 'false' }], (id) => id) }
}
