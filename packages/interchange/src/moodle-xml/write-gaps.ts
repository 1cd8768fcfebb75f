import { gapSegments, rightChoices } from '@quizmentor/engine/question/fill-in'
import { entry } from '@quizmentor/engine/question/parts'
import type { QuestionOf } from '@quizmentor/engine/question/question'
import { embeddedAnswers } from '../cloze/write.ts'
import { stemEnd, withoutGapSigns } from './texts.ts'
import { plainField, tag, xmlText, type Writing } from './written.ts'

/** A question that is its text: what its type is, its text, and what comes beside. */
export interface WrittenText {
  readonly type: string
  /** The `questiontext`. */
  readonly text: string
  readonly rest: string
}

/** More lists than Moodle's form has groups for are embedded instead. */
const mostGroups = 8

/** Gaps of which each is filled from a list go into a `gapselect`, others into a `cloze`. */
export function writeFillIn(
  writing: Writing,
  question: QuestionOf<'fill_in'>,
  isStemSaid: boolean,
): WrittenText {
  const { stem, body, key } = question
  const selects = selectsOf(question)
  if (selects !== null && key.rule === 'partial')
    return {
      type: 'gapselect',
      text: questionText(writing, isStemSaid ? '' : stem, body.text, selects.places),
      rest: tag('shuffleanswers', '1') + selects.options,
    }
  const answers = embeddedAnswers({ body, key }, writing.lost)
  return {
    type: 'cloze',
    text: questionText(writing, isStemSaid ? '' : stem, body.text, answers),
    rest: '',
  }
}

/** The lists of a text, one group for all gaps with the same; `null` where gaps have more to them. */
function selectsOf({
  body,
  key,
}: QuestionOf<'fill_in'>): { options: string; places: ReadonlyMap<string, string> } | null {
  const groups = new Map<string, readonly string[]>()
  for (const { choices } of body.gaps) groups.set(JSON.stringify(choices), choices)
  if (groups.size > mostGroups) return null
  const options: string[] = []
  const numbers = new Map<string, number>()
  let group = 0
  for (const [name, choices] of groups) {
    group++
    for (const choice of choices) {
      options.push(plainField('selectoption', choice, '', tag('group', String(group))))
      numbers.set(`${name}${choice}`, options.length)
    }
  }
  const places = new Map<string, string>()
  for (const { id, choices } of body.gaps) {
    const match = entry(key.gaps, id)
    if (match === undefined || choices.length === 0) return null
    const { others = [], credits = [], weight = 1, number } = match
    const [right, second] = rightChoices(match, choices)
    if (right === undefined || second !== undefined) return null
    if (others.length + credits.length > 0 || weight !== 1 || number !== undefined) return null
    places.set(id, `[[${numbers.get(`${JSON.stringify(choices)}${right}`)}]]`)
  }
  return { options: options.join(''), places }
}

/** Choices to be put into gaps of a text. */
export function writeDragWords(
  writing: Writing,
  { stem, body, key }: QuestionOf<'gap_match'>,
  isStemSaid: boolean,
): WrittenText {
  const places = body.gaps.map(({ id }) => {
    const accepted = entry(key.gaps, id) ?? []
    if (accepted.length !== 1)
      writing.lost(
        'gap_alternatives',
        'In Moodle one choice is right in a gap, no more and no less.',
      )
    const number = body.choices.findIndex((choice) => choice.id === accepted[0]) + 1
    return [id, number === 0 ? '____' : `[[${number}]]`] as const
  })
  const choices = body.choices.map(({ text, uses }) => {
    if (uses > 1) writing.lost('uses', 'In Moodle a choice is used once or any number of times.')
    const { html } = writing.html(text)
    const more = tag('group', '1') + (uses === 1 ? '' : '<infinite/>')
    return plainField('dragbox', withoutParagraph(html), '', more)
  })
  return {
    type: 'ddwtos',
    text: questionText(writing, isStemSaid ? '' : stem, body.text, new Map(places)),
    rest: tag('shuffleanswers', '1') + choices.join(''),
  }
}

/** What one paragraph says, for places that are a line. */
export function withoutParagraph(html: string): string {
  const inner = /^<p>(.*)<\/p>\s*$/s.exec(html)?.[1]
  return inner === undefined || inner.includes('<p>') ? html : inner
}

function questionText(
  writing: Writing,
  stem: string,
  text: string,
  places: ReadonlyMap<string, string>,
): string {
  // Brackets and braces that are text must not be taken for gaps.
  const before = writing.html(stem)
  // Nor may what gaps are called be taken for emphasis.
  const gaps: string[] = []
  const marked = gapSegments(text)
    .map((piece) => ('gap' in piece ? `\uE000${gaps.push(piece.gap) - 1}\uE001` : piece.text))
    .join('')
  const after = writing.html(marked)
  const filled = withoutGapSigns(after.html).replace(
    /\uE000(\d+)\uE001/g,
    (whole, index: string) => places.get(gaps[Number(index)] ?? '') ?? whole,
  )
  const html = stem === '' ? filled : `${withoutGapSigns(before.html)}${stemEnd}${filled}`
  const files = new Set([before.files, after.files])
  return tag('questiontext', tag('text', xmlText(html)) + [...files].join(''), ' format="html"')
}
