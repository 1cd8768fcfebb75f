import type { TrueFalse } from '@quizmentor/engine/question/true-false'

export interface TrueFalseDraft {
  readonly type: 'true_false'
  readonly truth: boolean | null
}

export function blankTrueFalse(): TrueFalseDraft {
  return { type: 'true_false', truth: null }
}

export function readTrueFalse({ type, key }: TrueFalse): TrueFalseDraft {
  return { type, truth: key.truth }
}

export function trueFalseKey({ truth }: TrueFalseDraft): TrueFalse['key'] | null {
  return truth === null ? null : { truth }
}
