import type { MultipleChoice } from '@quizmentor/engine/question/multiple-choice'
import { stored, type IdOf, type Part } from '../part.ts'
import { fourBlanks, keptRecord, NO_OPTION } from '../single-choice/draft.ts'

export interface MultipleChoiceDraft {
  readonly type: 'multiple_choice'
  readonly options: readonly Part[]
  readonly right: readonly string[]
  readonly rule: MultipleChoice['key']['rule']
  readonly shuffle: boolean
  /** By option, what choosing it adds or takes off under `weighted`, and what is said then. */
  readonly credits?: Readonly<Record<string, number>> | undefined
  readonly feedback?: Readonly<Record<string, string>> | undefined
}

export function blankMultipleChoice(): MultipleChoiceDraft {
  return {
    type: 'multiple_choice',
    options: fourBlanks(),
    right: [],
    rule: 'penalised',
    shuffle: true,
  }
}

export function readMultipleChoice({ type, body, key }: MultipleChoice): MultipleChoiceDraft {
  const ids = new Set(body.options.map(({ id }) => id))
  return {
    type,
    options: body.options,
    right: [...new Set(key.choices)].filter((id) => ids.has(id)),
    rule: key.rule,
    shuffle: body.shuffle,
    credits: key.credits,
    feedback: key.feedback,
  }
}

export function multipleChoiceBody(draft: MultipleChoiceDraft, idOf: IdOf): MultipleChoice['body'] {
  return { options: stored(draft.options, idOf), shuffle: draft.shuffle }
}

export function multipleChoiceKey(draft: MultipleChoiceDraft, idOf: IdOf): MultipleChoice['key'] {
  const choices = draft.right.map(idOf)
  return {
    choices: choices.length === 0 ? [NO_OPTION] : choices,
    rule: draft.rule,
    ...keptRecord('credits', draft.credits, draft.options, idOf),
    ...keptRecord('feedback', draft.feedback, draft.options, idOf),
  }
}

/** The draft under another rule; weights begin with each right option counting as much. */
export function withRule(
  draft: MultipleChoiceDraft,
  rule: MultipleChoiceDraft['rule'],
): MultipleChoiceDraft {
  if (rule !== 'weighted' || draft.credits !== undefined) return { ...draft, rule }
  const share = 1 / draft.right.length
  return { ...draft, rule, credits: Object.fromEntries(draft.right.map((id) => [id, share])) }
}
