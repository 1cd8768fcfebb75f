/** An SQLite file that is read. */
export interface DatabaseReader {
  /** The rows of a query, one at a time. Whole numbers too large for a number are bigints. */
  rows(sql: string): Iterable<Readonly<Record<string, unknown>>>
  close(): void
}

/** A new SQLite file. */
export interface DatabaseWriter {
  /** One statement, its `?` filled in. */
  run(sql: string, values?: readonly (string | number)[]): void
  /** The finished file. Nothing can be written any more. */
  finish(): Promise<Uint8Array>
  /** Ends the work on a file that isn't wanted any more. */
  close(): void
}

/** Opens the SQLite file of these bytes; throws `UnreadableFile` where it isn't a sound one. */
export type OpenDatabase = (chunks: AsyncIterable<Uint8Array>) => Promise<DatabaseReader>

export type CreateDatabase = () => Promise<DatabaseWriter>
