import type { LiveType } from '@quizmentor/engine/live/types'
import type { Given, ShownQuestion, Solution } from '@quizmentor/engine/question/question'

/** One of the answers to choose from. Its place decides letter, shape and colour. */
export interface GameOption {
  readonly id: string
  /** Markdown; `null` where only the big screen shows it. */
  readonly text: string | null
}

interface Words {
  readonly true: string
  readonly false: string
}

/** What can be chosen, in the order of the big screen; nothing where a number is asked. */
export function optionsOf(shown: ShownQuestion, words: Words): readonly GameOption[] {
  if (shown.type === 'true_false') return trueAndFalse(words)
  return 'options' in shown.body ? shown.body.options : []
}

/** What can be chosen, where the question is on the big screen alone. */
export function unnamedOptions(
  type: LiveType,
  optionIds: readonly string[],
  words: Words,
): readonly GameOption[] {
  if (type === 'true_false') return trueAndFalse(words)
  return optionIds.map((id) => ({ id, text: null }))
}

function trueAndFalse(words: Words): readonly GameOption[] {
  return [
    { id: 'true', text: words.true },
    { id: 'false', text: words.false },
  ]
}

/** The ids of the right options. */
export function rightIds(solution: Solution): ReadonlySet<string> {
  switch (solution.type) {
    case 'single_choice':
      return new Set([solution.key.choice])
    case 'multiple_choice':
      return new Set(solution.key.choices)
    case 'true_false':
      return new Set([String(solution.key.truth)])
    default:
      return new Set()
  }
}

/** The ids of the options that an answer chose. */
export function givenIds(given: Given | null): ReadonlySet<string> {
  switch (given?.type) {
    case 'single_choice':
      return new Set([given.choice])
    case 'multiple_choice':
      return new Set(given.choices)
    case 'true_false':
      return new Set([String(given.truth)])
    default:
      return new Set()
  }
}
