import type { Found } from '../found.ts'
import { refused } from '../moodle-answers.ts'
import { plainToMarkdown } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { textOf } from '../text.ts'
import { lineOf, type Line, type Option } from './lines.ts'
import { besideKey, madeOf, type Open } from './made.ts'

const mostBytes = 10_000_000

/**
 * Questions as people paste them: `1. stem`, options `A) …`, `b. …`, `(c) …` or bullets, one to a line
 * or several; the right one marked with `*`, a tick, `[x]`, bold letters or `(correct)`, named in a
 * line `Answer: B`, or in a list of answers at the end. `Explanation:` and `Hint:` are read, too.
 * @throws {UnreadableFile} `not_text`, `file_too_large`
 */
export async function* readPasted(source: Source): AsyncGenerator<Found> {
  const { text, warnings } = await textOf(source, mostBytes)
  yield* warnings
  const lines = text.split(/\r\n?|\n/)
  const key = keyIn(lines)
  for (const item of gathered(lines, new Map())) {
    const late = key.get(item.number)
    yield questionOf(late === undefined ? item : { ...item, answers: [...item.answers, late] })
  }
}

/** The answers that stand at the end, by the numbers of their questions. */
function keyIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const key = new Map<string, string>()
  for (const _ of gathered(lines, key));
  return key
}

/** Questions one after the other, so that a long text doesn't fill the memory; fills `key`. */
function* gathered(lines: readonly string[], key: Map<string, string>): Generator<Open> {
  let open: Open | null = null
  let afterBlank = true
  let inKey = false
  for (const [index, raw] of lines.entries()) {
    if (inKey) {
      readKey(raw, key)
      continue
    }
    const before: Open | null = open
    const line = explaining(lineOf(raw, open !== null), raw, open)
    if (line.kind === 'key_heading') inKey = open !== null
    else open = taken(open, line, index + 1, afterBlank)
    if (before !== null && before !== open) yield before
    afterBlank = line.kind === 'blank'
  }
  if (open !== null) yield open
}

/** Below a line “Explanation:” a letter with a text says why that option is right or wrong. */
function explaining(line: Line, raw: string, open: Open | null): Line {
  const isExplained = open?.explanation[0] === '' && open.answers.length > 0
  return isExplained && line.kind !== 'stem' && /^\s*\(?[A-Za-z][.):]\s/.test(raw)
    ? { kind: 'explanation', text: raw.trim() }
    : line
}

function begun(line: number, number: string, stem: string): Open {
  return {
    line,
    number,
    stem: stem === '' ? [] : [stem],
    options: [],
    answers: [],
    explanation: [],
    hints: [],
  }
}

/** Puts a line into the question that is open, or into the next; gives the one that is open now. */
function taken(
  before: Open | null,
  line: Exclude<Line, { kind: 'key_heading' }>,
  number: number,
  afterBlank: boolean,
): Open | null {
  switch (line.kind) {
    case 'blank':
      return before
    case 'stem':
      return begun(number, line.number, line.text)
    case 'options': {
      const open =
        before === null || isComplete(before, line.options) ? begun(number, '', '') : before
      for (const { label, text, marked } of line.options)
        open.options.push({ label, lines: [text], marked })
      return open
    }
    case 'answer': {
      const open = before ?? begun(number, '', '')
      open.answers.push(line.text)
      return open
    }
    case 'explanation':
      before?.explanation.push(line.text)
      return before
    case 'hint':
      before?.hints.push(line.text)
      return before
    case 'text':
      return addText(before, line.text, afterBlank, (text) => begun(number, '', text))
  }
}

/** Whether an option begins another question: the letters begin again. */
function isComplete({ options, answers }: Open, next: readonly Option[]): boolean {
  const label = next[0]?.label ?? ''
  return (
    (answers.length > 0 && options.length > 0) ||
    (label === 'A' && options.some((option) => option.label === 'A'))
  )
}

function addText(
  open: Open | null,
  text: string,
  afterBlank: boolean,
  begin: (text: string) => Open,
): Open {
  if (open === null) return begin(text)
  const { options, answers, explanation, stem } = open
  const isDone = answers.length > 0 || options.some(({ marked }) => marked)
  if (afterBlank && (isDone || options.length > 0)) return begin(text)
  if (afterBlank && open.number === '' && stem.length > 0) return begin(text)
  if (explanation.length > 0) explanation.push(text)
  else if (answers.length > 0) return begin(text)
  else if (options.length > 0) options.at(-1)?.lines.push(text)
  else stem.push(text)
  return open
}

/** `1. B`, `2-C`, `3) A, D`, also several in a line. */
function readKey(line: string, key: Map<string, string>): void {
  for (const [, number = '', letters = ''] of line.matchAll(
    /(\d{1,4})\s*[.):–-]?\s*((?:[A-Za-z](?:\s*[,&]\s*[A-Za-z])*|true|false)(?![\p{L}]))/giu,
  ))
    key.set(number, letters)
}

function questionOf(open: Open): Found {
  const where = `line ${open.line}`
  const stem = open.stem.join('\n').trim()
  const made =
    stem === ''
      ? refused('no_stem', 'Options or an answer stand before any question.')
      : madeOf(open)
  if ('refused' in made) {
    if (open.options.length === 0 && open.answers.length === 0 && open.number === '')
      return {
        kind: 'warning',
        where,
        code: 'not_a_question',
        reason: `A text that asks nothing was left out: “${stem.replace(/\s+/g, ' ').slice(0, 80)}”.`,
      }
    return { kind: 'skipped', where, ...made.refused }
  }
  const { told, ...part } = made
  return toFound({
    where,
    content: {
      ...part,
      stem: plainToMarkdown(stem),
      explanation: plainToMarkdown([...besideKey(open), ...open.explanation].join('\n').trim()),
      hints: open.hints.map(plainToMarkdown).slice(0, 5),
    },
    notices: told.map((notice) => ({ where, ...notice })),
  })
}
