import type { QuestionType } from '@quizmentor/engine/question/question'
import { questionTypes } from '@quizmentor/engine/question/question'
import { chosen } from './chosen.ts'

/** What a row says, by what its columns are for. */
export interface RowParts {
  readonly type: string
  readonly stem: string
  readonly text: string
  /** By its number among the columns for options, from 1. */
  readonly options: readonly { readonly number: number; readonly text: string }[]
  /** Options that are known to be wrong. */
  readonly wrong: readonly string[]
  readonly key: string
}

/** The parts of a content that its type decides, or why there is none. */
export type Built =
  | {
      readonly type: QuestionType
      readonly body: Readonly<Record<string, unknown>>
      readonly key: Readonly<Record<string, unknown>>
    }
  | { readonly code: string; readonly reason: string }

/** Parts between which a cell has `||`. */
function partsOf(cell: string): string[] {
  return cell.split('||').map((part) => part.trim())
}

const otherNames: readonly (readonly [RegExp, QuestionType | 'choice' | 'survey'])[] = [
  [
    /^(?:multiplechoice|choice|mcq?|quiz|singleselect|radio|checkbox(?:es)?|multiple(?:select|response|answers?)|multiselect)$/,
    'choice',
  ],
  [/^(?:truefalse|trueorfalse|tf|boolean|yesno)$/, 'true_false'],
  [
    /^(?:fillintheblanks?|fillin|shortanswer|typeanswer|shorttext|text|identification)$/,
    'short_text',
  ],
  [/^(?:openended|open|essay|longanswer|paragraph|card|flashcard|basic)$/, 'extended_text'],
  [/^(?:numeric|numerical|number)$/, 'numeric'],
  [/^(?:ordering|order|reorder|puzzle|sequence|sorting)$/, 'ordering'],
  [/^(?:matching|match|pairs)$/, 'matching'],
  [/^(?:poll|survey|opinion|wordcloud|draw|slide|classification)$/, 'survey'],
]

/** The type a row says it has, or else the one that its cells look like. */
export function typeOf(
  parts: RowParts,
  isShort: () => boolean,
): QuestionType | 'choice' | 'survey' {
  const own = questionTypes.find((type) => type === parts.type.trim().toLowerCase())
  if (own !== undefined) return own
  const plain = parts.type.toLowerCase().replace(/[^a-z]/g, '')
  const named = otherNames.find(([pattern]) => pattern.test(plain))?.[1]
  if (named !== undefined) return named
  if (parts.options.length + parts.wrong.length > 1 || parts.wrong.length > 0) return 'choice'
  if (/^(?:true|false)$/i.test(parts.key.trim())) return 'true_false'
  return isShort() ? 'short_text' : 'extended_text'
}

/** Body and key of a question of a type, from the cells of its row. */
export function built(type: QuestionType | 'choice' | 'survey', parts: RowParts): Built {
  switch (type) {
    case 'choice':
    case 'single_choice':
    case 'multiple_choice':
      return choice(type, parts)
    case 'survey':
      return { code: 'no_key', reason: 'A poll or a drawing has no right answer.' }
    case 'true_false': {
      const key = parts.key.trim()
      const named = /^\d+$/.test(key)
        ? (parts.options.find(({ number }) => number === Number(key))?.text ?? key)
        : key
      const truth = /^(?:true|t|yes|y|1)$/i.test(named)
      if (!truth && !/^(?:false|f|no|n|0|2)$/i.test(named)) return wrongKey(key)
      return { type, body: {}, key: { truth } }
    }
    case 'numeric':
      return numeric(parts.key === '' ? (parts.options[0]?.text ?? '') : parts.key)
    case 'short_text': {
      const given = parts.options.map(({ text }) => text)
      const accepted = given.length > 0 ? given : parts.key === '' ? [] : [parts.key]
      return accepted.length === 0 ? noKey() : { type, body: {}, key: { accepted } }
    }
    case 'extended_text':
      return { type, body: {}, key: { model: parts.key } }
    case 'ordering': {
      const items = parts.options.map(({ number, text }) => ({ id: String(number), text }))
      return { type, body: { items }, key: { order: items.map(({ id }) => id) } }
    }
    case 'matching':
      return matching(parts)
    case 'fill_in':
      return fillIn(parts)
    case 'hotspot':
    case 'select_point':
    case 'associate':
    case 'gap_match':
    case 'slider':
      return { type, body: {}, key: {} }
  }
}

function choice(
  type: 'choice' | 'single_choice' | 'multiple_choice',
  { options: given, wrong, key }: RowParts,
): Built {
  const next = Math.max(0, ...given.map(({ number }) => number)) + 1
  const options = [...given, ...wrong.map((text, index) => ({ number: next + index, text }))]
  if (key.trim() === '') return noKey()
  // Beside wrong answers alone, a right one “2” or “b” is no number of an option.
  let right = given.length === 0 ? [] : chosen(options, key)
  if (right.length === 0 && wrong.length > 0) {
    right = [next + wrong.length]
    options.push({ number: next + wrong.length, text: key })
  }
  const [first] = right
  if (first === undefined) return wrongKey(key)
  const body = { options: options.map(({ number, text }) => ({ id: String(number), text })) }
  return type === 'multiple_choice' || (type === 'choice' && right.length > 1)
    ? { type: 'multiple_choice', body, key: { choices: right.map(String) } }
    : { type: 'single_choice', body, key: { choice: String(first) } }
}

/** `42`, `3.14 ± 0.01`, `100 ± 5% km`. */
function numeric(text: string): Built {
  const number = String.raw`[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[+-]?\d+)?`
  const pattern = new RegExp(String.raw`^(${number})\s*(?:±\s*(${number})\s*(%?))?\s*(.*)$`, 'iu')
  const [, value, near, percent, unit = ''] = pattern.exec(text.trim()) ?? []
  if (value === undefined) return wrongKey(text)
  const amount = near === undefined ? 0 : numberOf(near) / (percent === '%' ? 100 : 1)
  const tolerance = { kind: percent === '%' ? 'relative' : 'absolute', amount }
  return {
    type: 'numeric',
    body: { units: unit === '' ? [] : [unit] },
    key: { value: numberOf(value), tolerance, ...(unit !== '' && { unit }) },
  }
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'))
}

function matching({ options }: RowParts): Built {
  const prompts: { id: string; text: string }[] = []
  const targets: { id: string; text: string }[] = []
  const pairs: [string, string][] = []
  for (const { number, text } of options) {
    const [prompt = '', target = ''] = partsOf(text)
    if (target === '') return wrongKey(text)
    let known = targets.find((each) => each.text === target)
    if (known === undefined) targets.push((known = { id: String(number), text: target }))
    if (prompt === '') continue
    prompts.push({ id: String(number), text: prompt })
    pairs.push([String(number), known.id])
  }
  return { type: 'matching', body: { prompts, targets }, key: { pairs: Object.fromEntries(pairs) } }
}

function fillIn({ text, options }: RowParts): Built {
  const gaps = options.map(({ number, text: answers }) => ({
    id: String(number),
    accepted: partsOf(answers),
  }))
  return {
    type: 'fill_in',
    body: { text, gaps: gaps.map(({ id }) => ({ id })) },
    key: { gaps: Object.fromEntries(gaps.map(({ id, accepted }) => [id, { accepted }])) },
  }
}

function noKey(): Built {
  return { code: 'no_key', reason: 'The row has no answer.' }
}

function wrongKey(key: string): Built {
  const shown = key.trim().slice(0, 60)
  return { code: 'key_not_an_option', reason: `The answer “${shown}” can't be made out.` }
}
