import type { ImportPreview } from '@quizmentor/contract/interchange'

/** What a column of a table can hold, by the names that the server knows. */
export const columnRoles = [
  'stem',
  'option',
  'wrong',
  'key',
  'explanation',
  'hint',
  'text',
  'type',
  'title',
  'category',
  'tags',
  'difficulty',
  'bloom',
  'image',
  'id',
  'time',
  'points',
  'data',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** The first rows of a table, and what they were taken for. */
export type Table = NonNullable<ImportPreview['table']>

/** The names of the columns where so many rows are no questions; empty ones without. */
export function columnNames({ columns, head, rows, headerRows }: Table, chosen: number): string[] {
  if (chosen === headerRows) return columns.map(({ name }) => name)
  const names = [...head, ...rows][chosen - 1] ?? []
  return columns.map((_, index) => names[index] ?? '')
}

/** What each column holds; `null`: it is only kept. */
export type Roles = readonly (ColumnRole | null)[]

/** Roles that several columns may have. */
const several: ReadonlySet<ColumnRole> = new Set(['option', 'wrong'])

/** The role of a name; `null` for one that isn't known. */
export function roleOf(name: string | null): ColumnRole | null {
  return columnRoles.find((role) => role === name) ?? null
}

/** The columns with another role for one of them. What only one may hold is taken off the other. */
export function withRole(roles: Roles, column: number, role: ColumnRole | null): Roles {
  return roles.map((before, index) => {
    if (index === column) return role
    return role !== null && before === role && !several.has(role) ? null : before
  })
}

/** Whether there is something to ask and something to answer. */
export function makesQuestions(roles: Roles): boolean {
  const has = (...some: ColumnRole[]) => some.some((role) => roles.includes(role))
  return has('stem', 'text') && has('key', 'option', 'data')
}
