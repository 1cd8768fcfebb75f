import type { SingleChoice } from '@quizmentor/engine/question/single-choice'
import { newPart, stored, type IdOf, type Part } from '../part.ts'

/** Stands in a stored draft for a key that isn't set: the id of no option. */
export const NO_OPTION = 'unset'

export interface SingleChoiceDraft {
  readonly type: 'single_choice'
  readonly options: readonly Part[]
  readonly right: string | null
  readonly shuffle: boolean
}

export function blankSingleChoice(): SingleChoiceDraft {
  return { type: 'single_choice', options: fourBlanks(), right: null, shuffle: true }
}

export function fourBlanks(): Part[] {
  return Array.from({ length: 4 }, () => newPart())
}

export function readSingleChoice({ type, body, key }: SingleChoice): SingleChoiceDraft {
  const known = body.options.some(({ id }) => id === key.choice)
  return { type, options: body.options, right: known ? key.choice : null, shuffle: body.shuffle }
}

export function singleChoiceBody(draft: SingleChoiceDraft, idOf: IdOf): SingleChoice['body'] {
  return { options: stored(draft.options, idOf), shuffle: draft.shuffle }
}

export function singleChoiceKey({ right }: SingleChoiceDraft, idOf: IdOf): SingleChoice['key'] {
  return { choice: right === null ? NO_OPTION : idOf(right) }
}
