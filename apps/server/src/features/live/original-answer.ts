import type { Given } from '@quizmentor/engine/question/question'

/** An answer with the option ids of the question version, in place of the game's own. */
export function originalAnswer(given: Given, ids: Readonly<Record<string, string>>): Given {
  const original = (id: string) => ids[id] ?? id
  switch (given.type) {
    case 'single_choice':
      return { ...given, choice: original(given.choice) }
    case 'multiple_choice':
      return { ...given, choices: given.choices.map(original) }
    default:
      return given
  }
}
