import { cellsOf, linesOf, readText, separatorOf, unexpected, type Line } from './tables.ts'

/** Stands for no answer among the scores. */
export const missing = 255

/** Answers to questions that were scored right or wrong: a row per person, a column per question. */
export interface ResponseTable {
  readonly persons: number
  readonly questions: number
  /** What the first line calls the questions; `null` where it doesn't. */
  readonly names: readonly string[] | null
  /** Row after row: 1 right, 0 wrong, `missing` no answer. */
  readonly scores: Uint8Array
  /** How many people each row stands for, where a column is called Freq. */
  readonly frequency: Float64Array | null
  /** The line that each row stands on. */
  readonly line: Uint32Array
}

const zero = '0'.charCodeAt(0)
const digits = /^[\d.]{2,}$/
const frequencyName = /^(freq|frequency|count|n)$/i
const none = new Set(['', '.', 'NA', 'na', 'N/A', '-'])

/**
 * A table of answers. Either each line is a row of 0 and 1 without anything between them, or the
 * cells are separated by commas, semicolons, tabs or spaces, and a first line may name the columns:
 * those of a bank where its `ids` are given, else anything. No answer: a point, and between
 * separators also NA or nothing.
 */
export async function readResponses(
  file: string,
  ids: readonly string[] | null = null,
): Promise<ResponseTable> {
  const lines = linesOf(await readText(file))
  const [first] = lines
  if (first === undefined)
    throw unexpected(file, 1, 'a row of 0 and 1 for each person', 'an empty file')
  return digits.test(first.text) ? fromDigits(file, lines) : fromCells(file, lines, ids)
}

function fromDigits(file: string, lines: readonly Line[]): ResponseTable {
  const questions = lines[0]?.text.length ?? 0
  const scores = new Uint8Array(lines.length * questions)
  for (const [person, { line, text }] of lines.entries()) {
    if (text.length !== questions)
      throw unexpected(file, line, `${questions} answers as in the first row`, `${text.length}`)
    for (let at = 0; at < questions; at++) {
      const digit = text[at] ?? ''
      scores[person * questions + at] = scoreOf(file, line, at, digit)
    }
  }
  return tableOf(lines, questions, null, scores, null)
}

function fromCells(
  file: string,
  lines: readonly Line[],
  ids: readonly string[] | null,
): ResponseTable {
  const separator = separatorOf(lines[0]?.text ?? '')
  const head = cellsOf(lines[0]?.text ?? '', separator)
  const named = ids === null ? !head.every(isMark) : namesColumns(head, ids)
  const rows = named ? lines.slice(1) : lines
  if (rows.length === 0)
    throw unexpected(file, 2, 'a row of answers for each person', 'only the names of columns')
  const at = named ? head.findIndex((name) => frequencyName.test(name)) : -1
  const names = head.filter((_, column) => column !== at)
  const scores = new Uint8Array(rows.length * names.length)
  const frequency = at < 0 ? null : new Float64Array(rows.length)
  for (const [person, { line, text }] of rows.entries()) {
    if (
      frequency === null &&
      readSingles(text, separator, scores, person * names.length, head.length)
    )
      continue
    const cells = cellsOf(text, separator)
    if (cells.length !== head.length)
      throw unexpected(file, line, `${head.length} cells as in the first line`, `${cells.length}`)
    let place = person * names.length
    for (const [column, cell] of cells.entries()) {
      if (column !== at) scores[place++] = scoreOf(file, line, column, cell)
      else if (frequency !== null) frequency[person] = frequencyOf(file, line, cell)
    }
  }
  return tableOf(rows, names.length, named ? names : null, scores, frequency)
}

function isMark(cell: string): boolean {
  return cell === '0' || cell === '1' || none.has(cell)
}

/** Whether a first line names columns: by a bank's ids, or by words that can't be meant as answers. */
function namesColumns(head: readonly string[], ids: readonly string[]): boolean {
  if (head.every(isMark)) return false
  const known = new Set(ids)
  const isName = (cell: string) => known.has(cell) || frequencyName.test(cell)
  const isWord = (cell: string) => !isMark(cell) && Number.isNaN(Number(cell))
  return head.every(isName) || (head.every(isWord) && new Set(head).size === head.length)
}

/** The common case without making a string of each cell: 0 and 1 with one separator between. */
function readSingles(
  text: string,
  separator: string | RegExp,
  scores: Uint8Array,
  place: number,
  cells: number,
): boolean {
  if (text.length !== 2 * cells - 1 || typeof separator !== 'string') return false
  for (let at = 0; at < text.length; at += 2) {
    const isEnd = at + 1 === text.length
    const score = text.charCodeAt(at) - zero
    if ((score !== 0 && score !== 1) || (!isEnd && text[at + 1] !== separator)) return false
    scores[place + at / 2] = score
  }
  return true
}

function tableOf(
  rows: readonly Line[],
  questions: number,
  names: readonly string[] | null,
  scores: Uint8Array,
  frequency: Float64Array | null,
): ResponseTable {
  const line = Uint32Array.from(rows, (row) => row.line)
  return { persons: rows.length, questions, names, scores, frequency, line }
}

function scoreOf(file: string, line: number, column: number, cell: string): number {
  if (cell === '1') return 1
  if (cell === '0') return 0
  if (none.has(cell)) return missing
  throw unexpected(file, line, `0, 1 or . in column ${column + 1}`, `"${cell}"`)
}

function frequencyOf(file: string, line: number, cell: string): number {
  const value = Number(cell)
  if (cell !== '' && Number.isFinite(value) && value >= 0) return value
  throw unexpected(file, line, 'how many people the row stands for', `"${cell}"`)
}
