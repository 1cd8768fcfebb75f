import { answersOf, field } from './fields.ts'
import { partName, refused, type Refused } from '../moodle-answers.ts'
import type { Part, Reading } from './reading.ts'

/** `ordering`: items to be put in order; the fraction of each is its place, as is its place in the file. */
export function readOrdering(question: Reading): Part | Refused {
  const { element, texts, notice, keep } = question
  const answers = answersOf(element)
    .map((answer) => ({ text: texts.of(answer.element), feedback: texts.of(answer.feedback) }))
    .filter(({ text }) => text !== '')
  if (answers.length < 2) return refused('too_few_options', 'It has fewer than two items.')
  if (!['', 'ALL', '0'].includes(field(element, 'selecttype').toUpperCase()))
    notice('subset_dropped', 'Only some of the items were shown each time; all of them are now.')
  // Old exports have the number of the item there.
  const said = answers.map(({ feedback }) => (/^\d*$/.test(feedback) ? '' : feedback))
  if (said.some((feedback) => feedback !== '')) {
    keep('feedback', said)
    notice('item_feedback', 'What was said of single items is kept and not shown.')
  }
  const items = answers.map(({ text }, index) => ({ id: partName(index), text }))
  const wholly = ['ALL_OR_NOTHING', '-1'].includes(field(element, 'gradingtype').toUpperCase())
  return {
    type: 'ordering',
    body: { items },
    key: { order: items.map(({ id }) => id), rule: wholly ? 'all_or_nothing' : 'partial' },
  }
}
