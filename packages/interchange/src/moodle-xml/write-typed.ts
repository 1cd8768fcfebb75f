import { entry } from '@quizmentor/engine/question/parts'
import type { QuestionOf } from '@quizmentor/engine/question/question'
import { rubricHtml } from './read-essay.ts'
import { hasAccents } from './read-short-answer.ts'
import { plainField, tag, xmlText, type Writing } from './written.ts'

/** An answer that is compared, with what is said to it. */
function answer(writing: Writing, text: string, credit: number, feedback = '', more = ''): string {
  const said = writing.field('feedback', feedback)
  const attributes = `${writing.fraction(credit)} format="moodle_auto_format"`
  return plainField('answer', text, attributes, said + more)
}

/** What is said to any other answer. */
function catchAll(writing: Writing, wrong: string | undefined): string {
  return wrong === undefined ? '' : answer(writing, '*', 0, wrong)
}

export function writeShortText(
  writing: Writing,
  { key, feedback }: QuestionOf<'short_text'>,
): string {
  const { accepted, others = [], wildcards = false } = key
  if (key.typos > 0) writing.lost('typos', 'Moodle takes no answer with a typo.')
  if (!key.accentSensitive && accepted.some(hasAccents))
    writing.lost('accents', 'Moodle wants all accents to be written.')
  const written = (text: string): string => (wildcards ? text : text.replaceAll('*', '\\*'))
  return (
    tag('usecase', key.caseSensitive ? '1' : '0') +
    accepted.map((text) => answer(writing, written(text), 1, feedback?.right)).join('') +
    others
      .flatMap((other) =>
        other.accepted.map((text) => answer(writing, written(text), other.credit, other.feedback)),
      )
      .join('') +
    catchAll(writing, feedback?.wrong)
  )
}

export function writeNumeric(
  writing: Writing,
  { body, key, feedback }: QuestionOf<'numeric'>,
): string {
  const number = (
    { value, tolerance }: Pick<typeof key, 'value' | 'tolerance'>,
    credit: number,
    said: string | undefined,
  ): string => {
    const amount =
      tolerance.kind === 'relative' ? tolerance.amount * Math.abs(value) : tolerance.amount
    return answer(writing, String(value), credit, said, tag('tolerance', String(amount)))
  }
  return (
    number(key, 1, feedback?.right) +
    (key.others ?? []).map((other) => number(other, other.credit, other.feedback)).join('') +
    catchAll(writing, feedback?.wrong) +
    units(writing, body.units, key.unit, key.factors)
  )
}

function units(
  writing: Writing,
  names: readonly string[],
  unit: string | undefined,
  factors: Readonly<Record<string, number>>,
): string {
  if (names.length === 0 || unit === undefined) return ''
  const written = names.flatMap((name) => {
    const factor = name === unit ? 1 : entry(factors, name)
    if (factor !== undefined)
      return tag('unit', tag('multiplier', String(1 / factor)) + tag('unit_name', xmlText(name)))
    writing.lost('unit_without_factor', 'A unit that makes every answer wrong was left out.')
    return []
  })
  return (
    tag('units', written.join('')) +
    tag('unitgradingtype', '1') +
    tag('unitpenalty', '1') +
    tag('showunits', '2') +
    tag('unitsleft', '0')
  )
}

/** A scale becomes a number to be typed. */
export function writeSlider(
  writing: Writing,
  { body, key, feedback }: QuestionOf<'slider'>,
): string {
  writing.lost('slider_as_number', 'Moodle has no sliders; the number is typed.')
  const tolerance = tag('tolerance', String(key.tolerance))
  return (
    answer(writing, String(key.value), 1, feedback?.right, tolerance) +
    catchAll(writing, feedback?.wrong) +
    units(writing, body.unit === '' ? [] : [body.unit], body.unit, {})
  )
}

export function writeExtendedText(
  writing: Writing,
  { body, key }: QuestionOf<'extended_text'>,
): string {
  const model = writing.html(key.model)
  const criteria = key.rubric.map(({ text, points }) => ({ ...writing.html(text), points }))
  const rubric = rubricHtml(criteria)
  const files = new Set([model, ...criteria].map((part) => part.files))
  return (
    tag('responseformat', 'plain') +
    tag('responserequired', body.lines === 0 ? '0' : '1') +
    tag('responsefieldlines', String(body.lines)) +
    (body.mostWords === undefined ? '' : tag('maxwordlimit', String(body.mostWords))) +
    tag('attachments', '0') +
    tag('attachmentsrequired', '0') +
    tag(
      'graderinfo',
      tag('text', xmlText(model.html + rubric)) + [...files].join(''),
      ' format="html"',
    ) +
    plainField('responsetemplate', body.template, ' format="plain_text"')
  )
}
