import type { SingleChoice } from '@quizmentor/engine/question/single-choice'
import { entry } from '@quizmentor/engine/question/parts'
import { newPart, stored, type IdOf, type Part } from '../part.ts'

/** Stands in a stored draft for a key that isn't set: the id of no option. */
export const NO_OPTION = 'unset'

export interface SingleChoiceDraft {
  readonly type: 'single_choice'
  readonly options: readonly Part[]
  readonly right: string | null
  readonly shuffle: boolean
  /** By option, what it is worth without being right, and what is said to whoever chose it. */
  readonly credits?: Readonly<Record<string, number>> | undefined
  readonly feedback?: Readonly<Record<string, string>> | undefined
}

export function blankSingleChoice(): SingleChoiceDraft {
  return { type: 'single_choice', options: fourBlanks(), right: null, shuffle: true }
}

export function fourBlanks(): Part[] {
  return Array.from({ length: 4 }, () => newPart())
}

export function readSingleChoice({ type, body, key }: SingleChoice): SingleChoiceDraft {
  const known = body.options.some(({ id }) => id === key.choice)
  return {
    type,
    options: body.options,
    right: known ? key.choice : null,
    shuffle: body.shuffle,
    credits: key.credits,
    feedback: key.feedback,
  }
}

export function singleChoiceBody(draft: SingleChoiceDraft, idOf: IdOf): SingleChoice['body'] {
  return { options: stored(draft.options, idOf), shuffle: draft.shuffle }
}

export function singleChoiceKey(draft: SingleChoiceDraft, idOf: IdOf): SingleChoice['key'] {
  const { right, options } = draft
  return {
    choice: right === null ? NO_OPTION : idOf(right),
    ...keptRecord('credits', draft.credits, options, idOf),
    ...keptRecord('feedback', draft.feedback, options, idOf),
  }
}

/** What a key says of its parts by id, of those that are still there; nothing where it says nothing. */
export function keptRecord<Name extends string, Value extends string | number>(
  name: Name,
  record: Readonly<Record<string, Value>> | undefined,
  parts: readonly { readonly id: string }[],
  idOf: IdOf,
): { [key in Name]?: Record<string, Value> } {
  const kept = parts.flatMap(({ id }) => {
    const value = record === undefined ? undefined : entry(record, id)
    return value === undefined || value === '' ? [] : [[idOf(id), value] as const]
  })
  const found: { [key in Name]?: Record<string, Value> } = {}
  if (kept.length > 0) found[name] = Object.fromEntries(kept)
  return found
}
