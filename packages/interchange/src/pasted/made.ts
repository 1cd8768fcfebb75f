import { choiceOf, refused, shortTextOf, type Made, type Refused } from '../moodle-answers.ts'
import { plainToMarkdown } from '../moodle-text.ts'

/** A question while its lines are gathered. */
export interface Open {
  readonly line: number
  readonly number: string
  readonly stem: string[]
  readonly options: { label: string; lines: string[]; marked: boolean }[]
  readonly answers: string[]
  readonly explanation: string[]
  readonly hints: string[]
}

/** What the options and the answer of a question make. */
export function madeOf({ options, answers }: Open): Made | Refused {
  const said = answers.join(', ')
  if (options.length === 0) return withoutOptions(said)
  const named =
    answers.length === 0 ? [] : (lettersIn(said, options) ?? leadIn(said, options)?.named)
  if (named === undefined)
    return refused('no_key', `Its answer is none of its options: ${said.slice(0, 60)}.`)
  // Where all are marked, the marks are bullets.
  const isMark = options.length > 1 && !options.every(({ marked }) => marked)
  const isRight = options.map(({ marked }, index) =>
    named.length > 0 ? named.includes(index) : marked && isMark,
  )
  const right = isRight.filter(Boolean).length
  if (right === 0) return refused('no_key', 'Nothing says which of its options is right.')
  const single = right === 1
  return choiceOf(
    options.map(({ lines }, index) => ({
      text: plainToMarkdown(lines.join('\n').trim()),
      fraction: single ? Number(isRight[index]) : (isRight[index] === true ? 1 : -1) / right,
      feedback: '',
    })),
    single,
  )
}

/** The options that an answer names, by letters or in full; `null` where it names none. */
function lettersIn(said: string, options: Open['options']): number[] | null {
  const places = placesOf(options)
  const list = said
    .replace(/[().]/g, ' ')
    .trim()
    .split(/\s*(?:[,;&/]|\band\b|\s)\s*/i)
    .filter(Boolean)
  const all = list.map((label) => places.get(label.toUpperCase()))
  if (all.length > 0 && all.every((index) => index !== undefined)) return all
  const full = options.findIndex(({ lines }) => same(lines.join(' ')) === same(said))
  return full >= 0 ? [full] : null
}

/** The option whose letter an answer begins with, and what it says beside. */
function leadIn(said: string, options: Open['options']) {
  const [, letter = '', after = ''] =
    /^\(?([A-Za-z]|\d{1,2})(?:[.):–-]|, (?=\S+ \S))(.*)$/.exec(said) ?? []
  const lead = placesOf(options).get(letter.toUpperCase())
  return lead === undefined ? null : { named: [lead], beside: after.trim() }
}

/** Why an answer is right, where that stands behind its letter. */
export function besideKey({ answers, options }: Open): string[] {
  const said = answers.join(', ')
  if (options.length === 0 || answers.length === 0 || lettersIn(said, options) !== null) return []
  const { named, beside = '' } = leadIn(said, options) ?? {}
  const text = options[named?.[0] ?? -1]?.lines.join(' ') ?? ''
  return beside === '' || same(beside) === same(text) ? [] : [beside]
}

function placesOf(options: Open['options']): Map<string, number> {
  const places = new Map(options.map(({ label }, index) => [label, index]))
  options.forEach((_, index) => {
    const letter = String.fromCodePoint(65 + index)
    if (!places.has(letter)) places.set(letter, index)
  })
  return places
}

function same(text: string): string {
  return text
    .replace(/[\s.]+/g, ' ')
    .trim()
    .toLowerCase()
}

function withoutOptions(said: string): Made | Refused {
  if (said === '') return refused('no_key', 'It has no options and no answer.')
  const truth = /^(?:(true|t)|false|f)\.?$/i.exec(said)
  if (truth !== null)
    return { type: 'true_false', body: {}, key: { truth: truth[1] !== undefined }, told: [] }
  if (/^[+-]?\d+(?:\.\d+)?$/.test(said))
    return { type: 'numeric', body: {}, key: { value: Number(said) }, told: [] }
  return shortTextOf(
    said.split(/\s*(?:\||\bor\b|;)\s*/).map((text) => ({
      text: text.replaceAll('*', '\\*'),
      fraction: 1,
      feedback: '',
    })),
  )
}
