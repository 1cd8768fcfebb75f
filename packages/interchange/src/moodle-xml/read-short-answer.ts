import { shortTextOf, type Refused } from '../moodle-answers.ts'
import { answersOf, field } from './fields.ts'
import { keepNegative, type Part, type Reading } from './reading.ts'

const longestAnswer = 200

/** `shortanswer`: a word or phrase. `*` stands for any text, `\*` for a star. */
export function readShortAnswer(question: Reading): Part | Refused {
  const { element, texts, notice } = question
  const all = answersOf(element)
  const answers = all.filter(({ text, fraction }) => text.length <= longestAnswer || fraction >= 1)
  if (answers.length < all.length)
    notice('answer_too_long', `Answers of more than ${longestAnswer} characters were left out.`)
  keepNegative(question, all)
  const made = shortTextOf(
    answers.map(({ text, fraction, feedback }) => ({
      text,
      fraction,
      feedback: texts.of(feedback),
    })),
  )
  if ('refused' in made) return made
  if (hasWildcard(answers) && answers.some(({ text }) => text.includes('\\*')))
    notice('star_as_wildcard', 'A star that stood for itself now stands for any text.')
  return {
    ...made,
    key: {
      ...made.key,
      caseSensitive: !['', '0', 'false'].includes(field(element, 'usecase')),
      // Moodle tells é from e, which matters where an answer has one.
      accentSensitive: answers.some(({ text }) => hasAccents(text)),
    },
  }
}

function hasWildcard(answers: readonly { readonly text: string }[]): boolean {
  return answers.some(({ text }) => text !== '*' && /(?<!\\)\*/.test(text))
}

/** Whether a text has letters with accents that could be left off. */
export function hasAccents(text: string): boolean {
  return /[\u0300-\u036f]/.test(text.normalize('NFD')) || /[øłđæœ]/i.test(text)
}
