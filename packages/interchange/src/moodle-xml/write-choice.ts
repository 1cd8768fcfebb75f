import { entry } from '@quizmentor/engine/question/parts'
import type { QuestionOf } from '@quizmentor/engine/question/question'
import { plainField, tag, type Writing } from './written.ts'

/** An answer that is shown, with what is said to whoever gives it. */
function answer(writing: Writing, text: string, fraction: number, feedback = ''): string {
  const said = writing.field('feedback', feedback)
  return writing.field('answer', text, writing.fraction(fraction), said)
}

export function writeSingleChoice(
  writing: Writing,
  { body, key }: QuestionOf<'single_choice'>,
): string {
  const answers = body.options.map(({ id, text }) => {
    const fraction = id === key.choice ? 1 : (entry(key.credits ?? {}, id) ?? 0)
    return answer(writing, text, fraction, entry(key.feedback ?? {}, id))
  })
  return head(true, body.shuffle) + answers.join('')
}

export function writeMultipleChoice(
  writing: Writing,
  { body, key }: QuestionOf<'multiple_choice'>,
): string {
  const right = new Set(key.choices)
  const share = 1 / right.size
  if (key.rule === 'all_or_nothing' || key.rule === 'per_option')
    writing.lost('rule_approximated', 'Moodle counts each option by itself, and so it will here.')
  const fractionOf = (id: string): number => {
    if (key.rule === 'weighted') return entry(key.credits ?? {}, id) ?? 0
    if (right.has(id)) return share
    return key.rule === 'all_or_nothing' ? -1 : -share
  }
  const answers = body.options.map(({ id, text }) =>
    answer(writing, text, fractionOf(id), entry(key.feedback ?? {}, id)),
  )
  const sum = body.options.reduce((total, { id }) => total + Math.max(0, fractionOf(id)), 0)
  if (Math.abs(sum - 1) > 0.000_5)
    writing.lost('credits_not_whole', 'Moodle wants the credits of right options to make a whole.')
  return head(false, body.shuffle) + answers.join('')
}

function head(single: boolean, shuffle: boolean): string {
  return (
    tag('single', String(single)) +
    tag('shuffleanswers', String(shuffle)) +
    tag('answernumbering', 'abc') +
    tag('showstandardinstruction', '0')
  )
}

/** What is said about right and wrong goes to the two answers where nothing else is said. */
export function writeTrueFalse(
  writing: Writing,
  { key, feedback }: QuestionOf<'true_false'>,
): string {
  return [true, false]
    .map((truth) => {
      const own = entry(key.feedback ?? {}, String(truth))
      const general = truth === key.truth ? feedback?.right : feedback?.wrong
      const said = writing.field('feedback', own ?? general ?? '')
      const text = tag('text', String(truth))
      const fraction = writing.fraction(truth === key.truth ? 1 : 0)
      return tag('answer', text + said, `${fraction} format="moodle_auto_format"`)
    })
    .join('')
}

/** Prompts, each with the text that belongs to it, then texts that belong to none. */
export function writeMatching(writing: Writing, question: QuestionOf<'matching'>): string {
  const { body, key } = question
  if (key.rule === 'all_or_nothing')
    writing.lost('rule_approximated', 'Moodle counts each pair by itself, and so it will here.')
  const targets = new Map(body.targets.map(({ id, text }) => [id, text]))
  const pairs = body.prompts.map(({ id, text }) => {
    const target = entry(key.pairs, id) ?? ''
    return { prompt: text, target: targets.get(target) ?? '' }
  })
  const used = new Set(Object.values(key.pairs))
  const unused = body.targets.filter(({ id }) => !used.has(id))
  return writePairs(writing, [
    ...pairs,
    ...unused.map(({ text }) => ({ prompt: '', target: text })),
  ])
}

/** Pairs in no order become prompts and targets. */
export function writeAssociate(writing: Writing, { body, key }: QuestionOf<'associate'>): string {
  writing.lost('pairs_as_matching', 'Moodle has no pairs in no order; it became a matching.')
  const texts = new Map(body.options.map(({ id, text }) => [id, text]))
  const used = new Set(key.pairs.flat())
  const unused = body.options.filter(({ id }) => !used.has(id))
  return writePairs(writing, [
    ...key.pairs.map(([one, other]) => ({
      prompt: texts.get(one) ?? '',
      target: texts.get(other) ?? '',
    })),
    ...unused.map(({ text }) => ({ prompt: '', target: text })),
  ])
}

function writePairs(
  writing: Writing,
  pairs: readonly { readonly prompt: string; readonly target: string }[],
): string {
  const subquestions = pairs.map(({ prompt, target }) =>
    writing.field('subquestion', prompt, '', plainField('answer', writing.plain(target))),
  )
  return tag('shuffleanswers', 'true') + subquestions.join('')
}

/** Items in their right order; Moodle shows them in another. */
export function writeOrdering(writing: Writing, { body, key }: QuestionOf<'ordering'>): string {
  const texts = new Map(body.items.map(({ id, text }) => [id, text]))
  const wholly = key.rule === 'all_or_nothing'
  const items = key.order.map((id, index) =>
    writing.field('answer', texts.get(id) ?? '', ` fraction="${index + 1}"`),
  )
  return (
    tag('layouttype', 'VERTICAL') +
    tag('selecttype', 'ALL') +
    tag('selectcount', '0') +
    tag('gradingtype', wholly ? 'ALL_OR_NOTHING' : 'RELATIVE_ALL_PREVIOUS_AND_NEXT') +
    tag('showgrading', 'SHOW') +
    tag('numberingstyle', 'none') +
    items.join('')
  )
}
