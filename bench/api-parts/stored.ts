import type { Given } from '@quizmentor/engine/question/question'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { Acknowledged } from './orders.ts'

interface Row {
  readonly id: string
  readonly session: string
  readonly position: number
  readonly given: Given
  readonly score: number
  readonly times: number
}

/**
 * Compares what was acknowledged with what the database holds: each answer there exactly once, as a
 * response with what was given and as the answer of its place in its session, and no others.
 */
export async function compareStored(database: pg.Pool, acknowledged: readonly Acknowledged[]) {
  const sessions = [...new Set(acknowledged.map(({ sessionId }) => sessionId))]
  const { rows } = await database.query<Row>(
    `select
       responses.id, practice_items.session_id as session, practice_items.position,
       responses.given, responses.score,
       (count(*) over (partition by responses.id))::int as times
     from responses join practice_items on practice_items.response_id = responses.id
     where practice_items.session_id = any($1)`,
    [sessions],
  )
  const stored = new Map(rows.map((row) => [row.id, row]))
  const { rows: all } = await database.query<{ answers: number }>(
    `select count(*)::int as answers from responses
     where person_id in (select person_id from practice_sessions where id = any($1))`,
    [sessions],
  )
  const isSame = ({ id, sessionId, position, given, score }: Acknowledged) => {
    const row = stored.get(id)
    return (
      row?.session === sessionId &&
      row.position === position &&
      Math.abs(row.score - score) < 1e-6 &&
      isDeepStrictEqual(row.given, given)
    )
  }
  return {
    acknowledged: acknowledged.length,
    stored: all[0]?.answers ?? 0,
    lost: acknowledged.filter(({ id }) => !stored.has(id)).length,
    twice: rows.filter(({ times }) => times > 1).length,
    changed: acknowledged.filter((answer) => stored.has(answer.id) && !isSame(answer)).length,
  }
}

export type Compared = Awaited<ReturnType<typeof compareStored>>

/** Whether each is stored once, as it was acknowledged, and nothing else is. */
export function isAllStored({ acknowledged, stored, lost, twice, changed }: Compared): boolean {
  return acknowledged > 0 && stored === acknowledged && lost + twice + changed === 0
}
