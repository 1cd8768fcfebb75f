import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import {
  choiceOf,
  fractionOf,
  numericOf,
  partName,
  refused,
  shortTextOf,
  type Answer,
  type Made,
  type NumberAnswer,
  type Refused,
} from '../moodle-answers.ts'
import { matchingOf } from '../moodle-matching.ts'
import { markdownOf, plainToMarkdown, type TextFormat } from '../moodle-text.ts'
import { formatOf, restored } from './escapes.ts'

/** How the texts of a question are written. */
export interface Texts {
  readonly format: TextFormat
  /** Codes of what had to be left out. */
  readonly lost: Set<string>
}

/** What stands between the braces of a question, its escapes out of the way, as its type reads it. */
export function answersOf(text: string, texts: Texts): Made | Refused {
  if (text === '') return { type: 'extended_text', body: {}, key: {}, told: [] }
  if (text.startsWith('#')) return numbers(text.slice(1), texts)
  const order = ordering.exec(text)
  if (order !== null) return inOrder(order, texts)
  if (text.includes('~')) return choices(text, texts)
  if (text.includes('=') && text.includes('->')) return pairs(text, texts)
  const truth =
    /^(?:(T|TRUE)|F|FALSE)\s*(?:#|$)/.exec(text) ?? /^(?:(true)|false)\s*(?:#|$)/i.exec(text)
  if (truth !== null) return trueOrFalse(text, truth[1] !== undefined, texts)
  return words(text, texts)
}

/** A text with its format, as Markdown. */
function shown(text: string, { format, lost }: Texts): string {
  const [bare, own] = formatOf(text.trim(), format)
  const shown = markdownOf(restored(bare).trim(), own, lost)
  // Writers keep an arrow from making a matching so.
  return own === 'markdown' ? shown.replaceAll('-\\>', '->') : shown
}

/** A text that answers are compared with. */
function compared(text: string, texts: Texts): string {
  // Moodle compares as it is written, but for what says that it is HTML.
  const [bare, format] = formatOf(text.trim(), 'plain')
  const plain = restored(bare)
    .trim()
    .replace(/\s*\n\s*/g, ' ')
  return format === 'html' ? stripMarkdown(markdownOf(plain, format, texts.lost)) : plain
}

const weight = /^%(-?)-*([0-9]{1,3})([.,]?[0-9]*)%/

/** Splits off what an answer is worth. */
function weighed(text: string, otherwise: number): [string, number] {
  const found = weight.exec(text)
  if (found === null) return [text, otherwise]
  const [whole, sign = '', integer = '', decimals = ''] = found
  return [
    text.slice(whole.length),
    fractionOf(Number(`${sign}${integer}${decimals.replace(',', '.')}`)),
  ]
}

/** Splits off the feedback. */
function commented(text: string): [string, string] {
  const at = text.indexOf('#')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** The pieces between signs, without what is empty before the first. */
function split(text: string, sign: string): string[] {
  const pieces = text.split(sign)
  if (pieces[0]?.trim() === '') pieces.shift()
  return pieces.map((piece) => piece.trim())
}

function choices(text: string, texts: Texts): Made | Refused {
  const answers = split(text.replaceAll('=', '~='), '~').map((piece): Answer => {
    const isRight = piece.startsWith('=')
    const [rest, fraction] = weighed(isRight ? piece.slice(1).trimStart() : piece, isRight ? 1 : 0)
    const [said, feedback] = commented(rest)
    return { text: shown(said, texts), fraction, feedback: shown(feedback, texts) }
  })
  return choiceOf(answers, text.includes('='))
}

function words(text: string, texts: Texts): Made | Refused {
  return shortTextOf(
    split(text, '=').map((piece): Answer => {
      const [rest, fraction] = weighed(piece, 1)
      const [said, feedback] = commented(rest)
      return { text: compared(said, texts), fraction, feedback: shown(feedback, texts) }
    }),
  )
}

function trueOrFalse(text: string, truth: boolean, texts: Texts): Made {
  const [, ...said] = text.split('#')
  const forWrong = shown(said[0] ?? '', texts)
  const forRight = shown(said.slice(1).join('#'), texts)
  const feedback = {
    ...(forRight !== '' && { [`${truth}`]: forRight }),
    ...(forWrong !== '' && { [`${!truth}`]: forWrong }),
  }
  return {
    type: 'true_false',
    body: {},
    key: { truth, ...(Object.keys(feedback).length > 0 && { feedback }) },
    told: [],
  }
}

function pairs(text: string, texts: Texts): Made | Refused {
  const made: { prompt: string; target: string }[] = []
  for (const piece of split(text, '=')) {
    const at = piece.indexOf('->')
    if (at < 0)
      return refused('pair_incomplete', 'An answer of its matching has no "->" and so no match.')
    made.push({
      prompt: shown(piece.slice(0, at), texts),
      target: plainToMarkdown(restored(piece.slice(at + 2)).trim()),
    })
  }
  return matchingOf(made)
}

const number = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i

function numberOf(text: string): number {
  const bare = text.trim().replace(/^−/, '-')
  return number.test(bare) ? Number(bare.replace(',', '.')) : Number.NaN
}

function numbers(text: string, texts: Texts): Made | Refused {
  const catchAll = text.indexOf('~')
  const answers: NumberAnswer[] = []
  for (const piece of split(catchAll < 0 ? text : text.slice(0, catchAll), '=')) {
    if (piece === '') continue
    const [rest, fraction] = weighed(piece, 1)
    const [said, feedback] = commented(rest)
    const range = rangeOf(restored(said).trim())
    if (range === null)
      return refused(
        'not_a_number',
        `What it gives as a number isn't one: “${restored(said).trim().slice(0, 60)}”.`,
      )
    answers.push({ ...range, fraction, feedback: shown(feedback, texts) })
  }
  if (catchAll >= 0) {
    const [, feedback] = commented(text.slice(catchAll))
    answers.push({ value: null, tolerance: 0, fraction: 0, feedback: shown(feedback, texts) })
  }
  return numericOf(answers)
}

/** `5`, `5:0.1`, `4.9..5.1` or `*`. */
function rangeOf(text: string): Pick<NumberAnswer, 'value' | 'tolerance'> | null {
  if (text === '*') return { value: null, tolerance: 0 }
  const dots = text.indexOf('..')
  const [from, to] = dots > 0 ? [text.slice(0, dots), text.slice(dots + 2)] : text.split(':', 2)
  const first = numberOf(from ?? '')
  const second = to === undefined || to.trim() === '' ? 0 : numberOf(to)
  if (!Number.isFinite(first) || !Number.isFinite(second)) return null
  if (dots <= 0) return { value: first, tolerance: Math.abs(second) }
  const value = Number(((first + second) / 2).toPrecision(15))
  return { value, tolerance: Number(Math.abs(second - value).toPrecision(12)) }
}

// As Moodle's ordering question writes itself.
const ordering =
  /^>\s*(?:\d+|ALL)?\s*(?:(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)\b)?\s*(?:(?:HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0)\b)?\s*((?:ALL_OR_NOTHING|ABSOLUTE_POSITION|ABSOLUTE|ABS|RELATIVE_[A-Z_]+|RELATIVE|REL|LONGEST_[A-Z_]+)\b)?\s*(?:(?:SHOW|TRUE|YES|1|HIDE|FALSE|NO|0)\b)?[^\S\n]*(?:(?:none|123|abc|ABCD|iii|IIII)\b)?[^\S\n]*\n([^]*)$/

function inOrder([, grading, lines = '']: RegExpExecArray, texts: Texts): Made {
  const items = lines
    .split('\n')
    .map((line) => shown(line, { ...texts, format: 'moodle' }))
    .filter((line) => line !== '')
    .map((text, index) => ({ id: partName(index), text }))
  return {
    type: 'ordering',
    body: { items },
    key: {
      order: items.map(({ id }) => id),
      rule: grading === 'ALL_OR_NOTHING' ? 'all_or_nothing' : 'partial',
    },
    told: [],
  }
}
