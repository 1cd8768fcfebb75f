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
