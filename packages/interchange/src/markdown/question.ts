import {
  choiceOf,
  numericOf,
  refused,
  shortTextOf,
  type Answer,
  type Made,
  type Refused,
} from '../moodle-answers.ts'
import { matchingOf } from '../moodle-matching.ts'
import type { Section } from './sections.ts'

interface Option {
  readonly lines: string[]
  /** Of a task list. */
  readonly checked: boolean | null
  /** A capital, where the answer names options by letters. */
  readonly letter: string | null
  readonly feedback: string[]
}

/** A section read as a question. */
export interface Parts {
  readonly stem: string[]
  readonly options: Option[]
  readonly answers: string[]
  readonly explanation: string[]
  readonly hints: string[]
  readonly tags: string[]
}

const task = /^\s*[-*+]\s+\[( |x|X|✓|✔)?\]\s+(\S.*)$/
const bullet = /^\s*[-*+]\s+(\S.*)$/
const lettered = /^\s*(?:[-*+]\s+)?(?:\*\*|__)?\(?([A-Za-z])[.):](?:\*\*|__)?\s+(\S.*)$/
/** How people mark the right one of their options. */
const markedRight =
  /\s*(?:✅|✔️?|✓|☑️?|[([](?:correct(?: answer)?|right)[)\]]|[-–—←] (?:correct(?: answer)?|right))\s*$/iu
const named =
  /^\s*(?:[-*+]\s+)?(?:\*\*|__)?(?:(?:the )?(?:correct|right) )?(answers?|explanation|hint|tags?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)$/i
const ruler = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/
const quote = /^(\s*)>\s?(.*)$/

/** The parts of a section. A task list or an answer makes it a question. */
export function partsOf({ lines, title }: Section): Parts {
  const asked = title.replace(/^(?:(?:question|q)\.?\s*\d*(?:$|\s*[.:)]\s+)|\d{1,4}[.)]\s+)/i, '')
  const parts: Parts = {
    stem: asked === '' ? [] : [asked, ''],
    options: [],
    answers: [],
    explanation: [],
    hints: [],
    tags: [],
  }
  let last: string[] = parts.stem
  let inFence = false
  const end = lines.findLastIndex((line) => line.trim() !== '' && !ruler.test(line)) + 1
  for (const line of lines.slice(
    lines.findIndex((each) => each.trim() !== ''),
    end,
  )) {
    if (/^\s*(?:`{3,}|~{3,})/.test(line)) inFence = !inFence
    else if (!inFence) {
      const next = lineInto(parts, line)
      if (next !== null) {
        last = next
        continue
      }
      // An answer is one paragraph.
      if (line.trim() === '' && last === parts.answers) last = parts.explanation
    }
    last.push(line)
  }
  parts.explanation.unshift(...cutAfterList(parts.options))
  return parts
}

const fence = /^(?:`{3,}|~{3,})/

/** Takes what stands below the whole list, no further in than it, off its last option. */
function cutAfterList(options: Parts['options']): string[] {
  const tasks = options.filter(({ checked }) => checked !== null)
  const lines = tasks.at(-1)?.lines ?? []
  // Where other options go on with code that is no further in, the last does so too.
  let codeFollows = tasks
    .slice(0, -1)
    .some((option) => option.lines.some((line) => fence.test(line)))
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (lines[at - 1]?.trim() !== '' || !/^\S/.test(line)) continue
    if (!codeFollows || !fence.test(line)) return lines.splice(at)
    codeFollows = false
    const end = lines.findIndex((each, index) => index > at && fence.test(each))
    if (end > 0) at = end
  }
  return []
}

/** Puts a line that begins a part there, and gives what lines after it belong to. */
function lineInto(parts: Parts, line: string): string[] | null {
  const checked = task.exec(line)
  if (checked !== null) {
    const [, mark = ' ', text = ''] = checked
    return addOption(parts, { text, checked: mark.trim() !== '' })
  }
  const [, letter = '', said = ''] = lettered.exec(line) ?? []
  if (said !== '' && isNext(parts, letter)) {
    // The answer stood above all else.
    if (parts.options.length === 0) parts.stem.push(...parts.explanation.splice(0))
    const marked = said.replace(markedRight, '')
    const checked = marked === said ? null : true
    return addOption(parts, { text: marked, letter: letter.toUpperCase(), checked })
  }
  const field = named.exec(line)
  if (field !== null) {
    const [, name = '', text = ''] = field
    return addField(parts, name.toLowerCase(), text)
  }
  const quoted = quote.exec(line)
  const option = parts.options.at(-1)
  if (quoted !== null && (option !== undefined || parts.answers.length > 0)) {
    const isInside = option !== undefined && /^(?: {2,}|\t)/.test(line)
    const list = isInside ? option.feedback : parts.explanation
    list.push(quoted[2] ?? '')
    return list
  }
  const listed = parts.options.some(({ checked }) => checked !== null) ? null : bullet.exec(line)
  if (listed !== null && /\S\s*(?:->|→|=>)\s*\S/.test(line))
    return addOption(parts, { text: listed[1] ?? '' })
  return null
}

/** Whether a letter begins a list of options or goes on with it: they come in order. */
function isNext({ options }: Parts, letter: string): boolean {
  const last = options.at(-1)
  if (last === undefined) return letter.toUpperCase() === 'A'
  if (last.letter === null) return false
  return letter.toUpperCase().codePointAt(0) === (last.letter.codePointAt(0) ?? 0) + 1
}

function addOption(
  { options }: Parts,
  {
    text,
    checked = null,
    letter = null,
  }: { text: string; checked?: boolean | null; letter?: string | null },
): string[] {
  const option = { lines: [text], checked, letter, feedback: [] }
  options.push(option)
  return option.lines
}

function addField(parts: Parts, name: string, text: string): string[] {
  if (name.startsWith('tag')) {
    parts.tags.push(
      ...text
        .split(/[,;]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    )
    return []
  }
  if (name === 'hint') {
    parts.hints.push(text)
    return []
  }
  const list = name === 'explanation' ? parts.explanation : parts.answers
  list.push(text)
  return list
}

export function isQuestion({ options, answers }: Parts): boolean {
  return options.some(({ checked }) => checked !== null) || options.length > 1 || answers.length > 0
}

/** What the options or the answer of a section make. */
export function madeOf({ options, answers }: Parts): Made | Refused {
  const tasks = options.filter(({ checked, letter }) => checked !== null && letter === null)
  if (tasks.length > 0) return choices(tasks)
  if (options.some(({ checked }) => checked === true))
    return choices(options.map((option) => ({ ...option, checked: option.checked === true })))
  const said = answers.join('\n').trim().replace(/\.$/, '')
  if (options.length > 1 && options.every(({ letter }) => letter !== null))
    return byLetters(options, said)
  if (said === '' && options.length > 1) return pairs(options)
  const truth = /^(?:(true|yes)|false|no)$/i.exec(said)
  if (truth !== null)
    return { type: 'true_false', body: {}, key: { truth: truth[1] !== undefined }, told: [] }
  const number = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\s*(?:±|\+\/?-)\s*(\d+(?:\.\d+)?))?$/i.exec(
    said,
  )
  if (number !== null)
    return numericOf([
      { value: Number(number[1]), tolerance: Number(number[2] ?? 0), fraction: 1, feedback: '' },
    ])
  if (said === '') return refused('no_key', 'Its answer is empty.')
  return shortTextOf(
    said.split(/\s*[|\n]\s*/).map((text) => ({
      text: text.replaceAll('*', '\\*'),
      fraction: 1,
      feedback: '',
    })),
  )
}

/** Options with letters, of which the answer names one or several. */
function byLetters(options: readonly Option[], said: string): Made | Refused {
  if (said === '') return refused('no_key', 'Nothing says which of its options is right.')
  const [, list = ''] = /^\W*((?:[A-Za-z](?![\p{L}\p{N}'’])[\s,;&]*(?:and\s+)?)+)/u.exec(said) ?? []
  const letters = [...list.replace(/\band\b/gi, ' ').toUpperCase()].filter((sign) =>
    /[A-Z]/.test(sign),
  )
  const isKnown = letters.every((letter) => options.some((option) => option.letter === letter))
  if (letters.length === 0 || !isKnown)
    return refused('no_key', `Its answer is none of its options: ${said.slice(0, 60)}.`)
  return choices(
    options.map((option) => ({ ...option, checked: letters.includes(option.letter ?? '') })),
  )
}

function choices(tasks: readonly Option[]): Made | Refused {
  const right = tasks.filter(({ checked }) => checked === true).length
  if (right === 0) return refused('no_key', 'No box of its list is ticked.')
  return choiceOf(
    tasks.map(({ lines, checked, feedback }): Answer => {
      const worth = right === 1 ? Number(checked) : (checked === true ? 1 : -1) / right
      return { text: text(lines), fraction: worth, feedback: text(feedback) }
    }),
    right === 1,
  )
}

function pairs(options: Parts['options']): Made | Refused {
  return matchingOf(
    options.map(({ lines }) => {
      const [prompt = '', ...target] = text(lines).split(/\s*(?:->|→|=>)\s*/)
      return { prompt, target: target.join(' → ') }
    }),
  )
}

/** Lines without what they are further in than the first. */
export function text(lines: readonly string[]): string {
  const inside = lines.slice(1).filter((line) => line.trim() !== '')
  const indent = Math.min(...inside.map((line) => line.length - line.trimStart().length))
  return lines
    .map((line, index) => (index === 0 || indent === Infinity ? line : line.slice(indent)))
    .join('\n')
    .trim()
}
