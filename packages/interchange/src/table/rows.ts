/** A row of a table. */
export interface TableRow {
  /** Of the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A table as it is read: its rows, and what the file itself says of them. */
export interface Table {
  readonly rows: AsyncIterable<TableRow>
  /** What Anki's text files say in their first lines (`#deck column:3`), by lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  readonly separator: string | null
}

export const mostColumns = 200

/**
 * How many characters of a long cell go into one. Excel takes a workbook for damaged that has more
 * than 32,767 UTF-16 units in one: what is left goes into the cells behind it.
 */
const mostInCell = 16_000

/** The pieces of a cell, so that each fits. */
export function piecesOf(cell: string): string[] {
  return cell.match(new RegExp(`[^]{1,${mostInCell}}`, 'gu')) ?? []
}

/** What `piecesOf` took apart: a cell that is full goes on in the next. */
export function joinedPieces(cells: readonly string[]): string {
  let text = ''
  for (const cell of cells) {
    text += cell
    if (cell.length < mostInCell || [...cell].length < mostInCell) break
  }
  return text
}
