import { sql, type RawBuilder } from 'kysely'

/**
 * SQL of what a version of a question asks and how it is scored: its content without what is shown
 * after the answer, and the hints, which keep an answer from counting.
 */
export function asked(version: string): RawBuilder<unknown> {
  const content = sql.ref(`${version}.content`)
  return sql`(${content} - '{explanation,hints,feedback}'::text[] #- '{key,feedback}')`
}
