import type { Given, ShownQuestion } from '@quizmentor/engine/question/question'
import { randomInt } from 'node:crypto'

/** Some answer to a question as it is shown: right or wrong by chance, and of full size. */
export function answerTo({ type, body }: ShownQuestion): Given {
  switch (type) {
    case 'single_choice':
      return { type, choice: anyOf(body.options).id }
    case 'multiple_choice':
      return { type, choices: [anyOf(body.options).id] }
    case 'true_false':
      return { type, truth: randomInt(2) === 0 }
    case 'numeric':
      return { type, value: randomInt(100) }
    case 'short_text':
      return { type, text: 'an answer in a few words' }
    case 'ordering':
      return { type, order: body.items.map(({ id }) => id) }
    case 'matching':
      return {
        type,
        pairs: Object.fromEntries(body.prompts.map(({ id }) => [id, anyOf(body.targets).id])),
      }
    case 'fill_in':
      return { type, gaps: Object.fromEntries(body.gaps.map(({ id }) => [id, 'word'])) }
    case 'hotspot':
      return { type, spots: [anyOf(body.spots).id] }
    case 'select_point':
      return { type, points: [{ x: 0.5, y: 0.5 }] }
    case 'associate':
      return { type, pairs: [] }
    case 'gap_match':
      return {
        type,
        gaps: Object.fromEntries(body.gaps.map(({ id }) => [id, anyOf(body.choices).id])),
      }
    case 'slider':
      return { type, value: body.from }
    case 'extended_text':
      return { type, text: 'an answer in a few words', marks: { whole: randomInt(2) } }
  }
}

function anyOf<Part>(parts: readonly Part[]): Part {
  const part = parts[randomInt(parts.length)]
  if (part === undefined) throw new Error('a question has nothing to choose from')
  return part
}
