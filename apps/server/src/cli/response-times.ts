import { checkOrder } from './people.ts'
import { cellsOf, linesOf, readText, separatorOf, unexpected } from './tables.ts'

/** How long people take for questions: a row per person, a column per question of the bank. */
export interface ResponseTimes {
  readonly persons: number
  readonly questions: number
  /** Row after row; NaN where it isn't known. */
  readonly seconds: Float64Array
}

const none = new Set(['', '.', 'NA', 'na', 'N/A', '-'])

/**
 * Seconds, a line per person in the order of the bank, with commas, semicolons, tabs or spaces
 * between; `.` or NA where it isn't known. A first line may name the questions.
 */
export async function readTimes(file: string, ids: readonly string[]): Promise<ResponseTimes> {
  const lines = linesOf(await readText(file))
  const [first] = lines
  if (first === undefined)
    throw unexpected(file, 1, 'a row of seconds for each person', 'an empty file')
  const separator = separatorOf(first.text)
  const questions = ids.length
  const head = cellsOf(first.text, separator)
  const isNamed = head.every((cell) => Number.isNaN(secondsIn(cell)))
  if (isNamed) checkOrder(file, first.line, head, ids)
  const rows = isNamed ? lines.slice(1) : lines
  if (rows.length === 0)
    throw unexpected(file, 2, 'a row of seconds for each person', 'only the names of columns')
  const seconds = new Float64Array(rows.length * questions)
  for (const [person, { line, text }] of rows.entries()) {
    const cells = cellsOf(text, separator)
    if (cells.length !== questions)
      throw unexpected(
        file,
        line,
        `${questions} times, one for each question of the bank`,
        `${cells.length}`,
      )
    for (const [column, cell] of cells.entries()) {
      const value = secondsIn(cell)
      if (value !== null && !(value >= 0 && value < Infinity))
        throw unexpected(
          file,
          line,
          `seconds of at least 0 or . in column ${column + 1}`,
          `"${cell}"`,
        )
      seconds[person * questions + column] = value ?? NaN
    }
  }
  return { persons: rows.length, questions, seconds }
}

/** `null` where it isn't known, NaN where that isn't a number. */
function secondsIn(cell: string): number | null {
  return none.has(cell) ? null : Number(cell)
}
