import { z } from 'zod'
import { invalid } from './problem.ts'

/** Where a page ended, as an opaque text: the sort values of its last row. */
function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The sort values of a cursor; `null` without one; a Problem (400) where it isn't one of ours. */
export function decodeCursor<Shape extends z.ZodType>(
  shape: Shape,
  cursor: string | undefined,
): z.output<Shape> | null {
  if (cursor === undefined) return null
  const values = shape.safeParse(parsedJson(Buffer.from(cursor, 'base64url').toString()))
  if (values.success) return values.data
  throw invalid([
    {
      pointer: '/query/cursor',
      code: 'invalid_cursor',
      detail: 'Use the nextCursor of the page before, unchanged, or leave it out.',
    },
  ])
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An instant as `toISOString` writes it, of a year that the database knows too. */
const instant = z.iso.datetime({ precision: 3 }).refine((text) => text >= '0001')

/** The cursor of lists that are sorted by an instant, newest first, then by id. */
export const instantAndId = z.tuple([instant, z.uuid()])

/**
 * Cuts one row more than the page off a query's rows, and gives the cursor to go on with when that
 * row was there.
 */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
): { rows: readonly Row[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const more = rows.length > limit && last !== undefined
  return { rows: kept, nextCursor: more ? encodeCursor(cursorOf(last)) : null }
}
