import type { FormatName, ImportView } from '@quizmentor/contract/interchange'
import { roleOf, type Roles } from './columns.ts'

/** How a file is to be read; nothing: as it is recognised. */
export interface Reading {
  readonly format?: FormatName
  readonly columns?: Roles
  /** With columns: how many rows stand above the first question. */
  readonly headerRows?: number
}

/** A reading as calls have it. */
export function readingBody({ format, columns, headerRows }: Reading) {
  return {
    ...(format !== undefined && { format }),
    ...(columns !== undefined && { columns: [...columns] }),
    ...(headerRows !== undefined && { headerRows }),
  }
}

/** How a file was read last. */
export function readingOf({ reading: { format, columns, headerRows } }: ImportView): Reading {
  return {
    ...(format !== null && { format }),
    ...(columns !== undefined && { columns: columns.map(roleOf) }),
    ...(headerRows !== undefined && { headerRows }),
  }
}
