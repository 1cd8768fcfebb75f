import type { MultipleChoice } from '@quizmentor/engine/question/multiple-choice'
import { stored, type IdOf, type Part } from '../part.ts'
import { fourBlanks, NO_OPTION } from '../single-choice/draft.ts'

export interface MultipleChoiceDraft {
  readonly type: 'multiple_choice'
  readonly options: readonly Part[]
  readonly right: readonly string[]
  readonly rule: MultipleChoice['key']['rule']
  readonly shuffle: boolean
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
  }
}

export function multipleChoiceBody(draft: MultipleChoiceDraft, idOf: IdOf): MultipleChoice['body'] {
  return { options: stored(draft.options, idOf), shuffle: draft.shuffle }
}

export function multipleChoiceKey(draft: MultipleChoiceDraft, idOf: IdOf): MultipleChoice['key'] {
  const choices = draft.right.map(idOf)
  return { choices: choices.length === 0 ? [NO_OPTION] : choices, rule: draft.rule }
}
