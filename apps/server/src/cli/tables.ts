import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { errorCode, OperatorError } from '../platform/failure.ts'

/** What stands in a file is not what was expected there. The message names the file and the line. */
export function unexpected(
  file: string,
  line: number,
  expected: string,
  found: string,
): OperatorError {
  const shown = found.length > 40 ? `${found.slice(0, 40)}…` : found
  return new OperatorError(
    `${basename(file)}, line ${line}: expected ${expected}, found ${shown === '' ? 'nothing' : shown}.`,
  )
}

/** The text of a file, without the mark that some programs put at its beginning. */
export async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    const why =
      errorCode(error) === 'ENOENT'
        ? 'there is no such file'
        : errorCode(error) === 'EISDIR'
          ? 'that is a folder'
          : error instanceof Error
            ? error.message
            : String(error)
    throw new OperatorError(`${file} can't be read: ${why}.`)
  }
}

/** A line of a CSV file by the names of its columns, in small letters. */
export interface CsvRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

/**
 * The rows of a CSV file whose first line names its columns, which `required` must be among. Cells
 * may be quoted; empty lines don't count.
 */
export async function readCsv(file: string, required: readonly string[]): Promise<CsvRow[]> {
  const lines = linesOf(await readText(file))
  const header = lines[0]
  const expected = `the names of columns, ${required.join(',')} among them`
  if (header === undefined) throw unexpected(file, 1, expected, 'an empty file')
  const separator = separatorOf(header.text)
  const names = cellsOf(header.text, separator).map((name) => name.toLowerCase())
  if (required.some((name) => !names.includes(name)))
    throw unexpected(file, header.line, expected, `"${header.text}"`)
  return lines.slice(1).map(({ line, text }) => {
    const cells = cellsOf(text, separator)
    if (cells.length !== names.length)
      throw unexpected(file, line, `${names.length} cells`, `${cells.length}`)
    return { line, cells: new Map(names.map((name, at) => [name, cells[at] ?? ''])) }
  })
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** The number in a cell, within bounds; `fallback` where the cell or its column is empty. */
export function numberIn(
  file: string,
  { line, cells }: CsvRow,
  column: string,
  { from = -Infinity, to = Infinity, fallback }: { from?: number; to?: number; fallback?: number },
): number {
  const cell = cells.get(column) ?? ''
  if (cell === '' && fallback !== undefined) return fallback
  const value = decimal.test(cell) ? Number(cell) : NaN
  if (Number.isFinite(value) && value >= from && value <= to) return value
  const bounds = [
    ...(from > -Infinity ? [`at least ${from}`] : []),
    ...(to < Infinity ? [`at most ${to}`] : []),
  ]
  const expected = ['a number', bounds.join(' and ')].filter(Boolean).join(' of ')
  throw unexpected(file, line, `in column ${column} ${expected}`, cell === '' ? '' : `"${cell}"`)
}

/** A line of a file with its number, from 1. */
export interface Line {
  readonly line: number
  readonly text: string
}

/** The lines that hold anything, with their numbers. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    // Tabs stay: they may stand between cells with nothing in them.
    const trimmed = line.replace(/^ +| +$/g, '')
    if (trimmed !== '') lines.push({ line: index + 1, text: trimmed })
  }
  return lines
}

/** What stands between the cells of a line. */
export function separatorOf(line: string): string | RegExp {
  return [',', ';', '\t'].find((each) => line.includes(each)) ?? / +/
}

/** The cells of a line; a quote inside quotes is doubled. */
export function cellsOf(line: string, separator: string | RegExp): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim())
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? ''
    const isSeparator = typeof separator === 'string' ? letter === separator : letter === ' '
    if (letter === '"' && isQuoted && line[at + 1] === '"') {
      cell += letter
      at++
    } else if (letter === '"') isQuoted = !isQuoted
    else if (isSeparator && !isQuoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  return [...cells, cell.trim()]
}
