import { choiceOf, refused, type Refused } from '../moodle-answers.ts'
import { isOn, answersOf } from './fields.ts'
import { keepNegative, shortFeedback, type Part, type Reading } from './reading.ts'

/** `multichoice`: one option may be chosen, or several. */
export function readMultichoice(question: Reading): Part | Refused {
  const { element, texts } = question
  const single = isOn(element, 'single', true)
  const answers = answersOf(element).map((answer) => ({
    text: texts.of(answer.element),
    fraction: answer.fraction,
    feedback: shortFeedback(question, answer),
  }))
  const made = choiceOf(answers, single)
  if (single) keepNegative(question, answers)
  else tellSum(question, answers)
  return 'refused' in made
    ? made
    : { ...made, body: { ...made.body, shuffle: isOn(element, 'shuffleanswers', false) } }
}

function tellSum(
  { notice, keep }: Reading,
  answers: readonly { readonly fraction: number }[],
): void {
  const fractions = answers.map(({ fraction }) => fraction)
  const sum = fractions.reduce((total, fraction) => total + Math.max(0, fraction), 0)
  if (Math.abs(sum - 1) < 0.000_5 || sum === 0) return
  keep('fractions', fractions)
  notice(
    'credits_adjusted',
    'The right options together didn’t give the whole credit; they now do.',
  )
}

/** `oumultiresponse`, `multichoiceset`: plug-ins whose options are right or wrong, and no more. */
export function readMultipleRight(question: Reading): Part | Refused {
  const answers = answersOf(question.element)
  const right = answers.filter(({ fraction }) => fraction > 0).length
  const made = choiceOf(
    answers.map((answer) => ({
      text: question.texts.of(answer.element),
      fraction: (answer.fraction > 0 ? 1 : -1) / Math.max(1, right),
      feedback: shortFeedback(question, answer),
    })),
    false,
  )
  if ('refused' in made) return made
  const key =
    question.type === 'multichoiceset' ? { ...made.key, rule: 'all_or_nothing' } : made.key
  const shuffle = isOn(question.element, 'shuffleanswers', false)
  return { ...made, key, body: { ...made.body, shuffle } }
}

/** `truefalse`. In old files the answers are in any language, true first. */
export function readTrueFalse(question: Reading): Part | Refused {
  const answers = answersOf(question.element)
  const named = new Map(answers.map((answer) => [answer.text.toLowerCase(), answer]))
  const isNamed = named.has('true') || named.has('false')
  const yes = isNamed ? named.get('true') : answers[0]
  const no = isNamed ? named.get('false') : answers[1]
  const forYes = yes?.fraction ?? 0
  const forNo = no?.fraction ?? 0
  if (forYes <= 0 && forNo <= 0) return refused('no_key', 'Neither true nor false is right.')
  if (!isNamed)
    question.notice('order_assumed', 'Its answers aren’t named true and false; the first is true.')
  const feedback = Object.fromEntries(
    [['true', yes] as const, ['false', no] as const]
      .map(([name, answer]) => [name, answer ? shortFeedback(question, answer) : ''] as const)
      .filter(([, said]) => said !== ''),
  )
  return {
    type: 'true_false',
    body: {},
    key: {
      truth: forYes > forNo,
      ...(Object.keys(feedback).length > 0 && { feedback }),
    },
  }
}
