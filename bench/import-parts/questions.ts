import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Exported } from '@quizmentor/interchange/exported'
import { v5 } from 'uuid'

const space = '6f5c1c62-7d0c-4c0a-9a35-0f6d2c2b7a10'

/** So many questions of the types that all formats hold, no two alike, a thousand in each topic. */
export async function* manyQuestions(count: number): AsyncGenerator<Exported> {
  for (let number = 0; number < count; number++) {
    yield {
      id: v5(String(number), space),
      ref: `q${number}`,
      category: ['Bench', `Topic ${Math.floor(number / 1_000)}`],
      title: `Question ${number}`,
      content: contentOf(number),
      tags: [],
      difficulty: null,
      bloom: null,
      kept: {},
      media: async () => null,
    }
  }
}

const words = 'river stone bridge harbour lantern market orchard tower valley winter'.split(' ')

function word(number: number): string {
  return words[number % words.length] ?? ''
}

function contentOf(number: number): QuestionContent {
  const said = {
    stem: `Number ${number}: which of these lies beside the ${word(number)} and the ${word(number * 7 + 3)}?`,
    explanation: `It is in the ${number % 97}th chapter, on the page about the ${word(number * 3)}.`,
    hints: [],
  }
  switch (number % 4) {
    case 0:
    case 1:
      return {
        ...said,
        type: 'single_choice',
        body: {
          options: ['a', 'b', 'c', 'd'].map((id, index) => ({
            id,
            text: `The ${word(number + index)} of ${number + index * 11}`,
          })),
          shuffle: true,
        },
        key: { choice: 'abcd'.charAt(number % 4) },
      }
    case 2:
      return { ...said, type: 'true_false', body: {}, key: { truth: number % 3 === 0 } }
    default:
      return {
        ...said,
        type: 'short_text',
        body: {},
        key: {
          accepted: [`${word(number)} ${number}`, `the ${word(number)} ${number}`],
          caseSensitive: false,
          accentSensitive: false,
          typos: 0,
        },
      }
  }
}
