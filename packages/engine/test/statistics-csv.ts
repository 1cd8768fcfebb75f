import type { TestContext } from 'vitest'
import { referenceText } from './reference.ts'

/** The rows of a reference CSV without quoted separators, each cell by its column's name. */
export function referenceRows(file: string, context: TestContext): Record<string, string>[] {
  const [header = '', ...lines] = referenceText(file, context).trim().split(/\r?\n/)
  const names = cellsOf(header)
  return lines.map((line) => {
    const cells = cellsOf(line)
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']))
  })
}

/** The numbers of a reference CSV, without its header. */
export function referenceNumbers(file: string, context: TestContext): number[][] {
  const [, ...lines] = referenceText(file, context).trim().split(/\r?\n/)
  return lines.map((line) => cellsOf(line).map((cell) => (cell === '' ? NaN : Number(cell))))
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1'))
}
