import { shortTextOf, type Answer, type Refused } from '../moodle-answers.ts'
import { patternTexts } from '../text-pattern.ts'
import { answersOf, field, type RawAnswer } from './fields.ts'
import { readShortAnswer, hasAccents } from './read-short-answer.ts'
import { keepNegative, type Part, type Reading } from './reading.ts'

/** Of one answer: what an accepted answer and another may list. */
const mostTexts = 50

/**
 * The plug-ins `regexp` and `preg`: answers are regular expressions, of which simple ones become the
 * texts that they stand for. An answer `--…` of `regexp`, which says what is missing, can't.
 */
export function readRegexp(question: Reading): Part | Refused {
  const { element, texts, notice, keep } = question
  if (field(element, 'notation') === 'mdlshortanswer') return readShortAnswer(question)
  const all = answersOf(element)
  const answers: Answer[] = []
  const add = (text: string, fraction: number, feedback: RawAnswer['feedback']): void => {
    answers.push({ text, fraction, feedback: texts.of(feedback) })
  }
  const right = field(element, 'correctanswer')
  if (right !== '') add(literal(right), 1, all.find(({ fraction }) => fraction >= 1)?.feedback)
  const leftOut: string[] = []
  all.forEach(({ text, fraction, feedback }, at) => {
    const isCatchAll = at === all.length - 1 && fraction <= 0 && /^(?:\*|\.\*)$/.test(text)
    if (isCatchAll) return add('*', fraction, feedback)
    const found = text.startsWith('--') ? null : patternTexts(text.replace(/^\/(.*)\/i?$/s, '$1'))
    const fits = found !== null && found.texts.length > 0 && found.texts.length <= mostTexts
    if (fits)
      for (const each of found.texts)
        add(found.wildcards ? each : literal(each), fraction, feedback)
    // The first answer of `regexp` is a text, whatever signs are in it.
    else if (at === 0 && question.type === 'regexp') add(literal(text), fraction, feedback)
    else leftOut.push(text)
  })
  if (leftOut.length > 0) {
    keep('patterns', leftOut)
    notice('patterns_left_out', 'Answers that are more than simple patterns were left out.')
  }
  keepNegative(question, all)
  const made = shortTextOf(answers)
  if ('refused' in made) return made
  return {
    ...made,
    key: {
      ...made.key,
      caseSensitive: !['', '0', 'false'].includes(field(element, 'usecase')),
      accentSensitive: answers.some(({ text }) => hasAccents(text)),
    },
  }
}

/** A text in which a star stands for itself. */
function literal(text: string): string {
  return text.replaceAll('*', '\\*')
}
