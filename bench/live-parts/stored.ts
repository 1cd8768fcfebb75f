import type { Given } from '@quizmentor/engine/question/question'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { Acknowledged } from './orders.ts'

interface StoredAnswer {
  readonly playerId: string
  readonly question: number
  readonly given: Given
  /** Rows of `responses` with the answer's id. */
  readonly responses: number
}

/**
 * Compares what was acknowledged with what the database holds: each must be there exactly once, as
 * event of its game and as response, with what was given.
 */
export async function compareStored(
  database: pg.Pool,
  gameIds: readonly string[],
  acknowledged: readonly Acknowledged[],
) {
  const { rows } = await database.query<StoredAnswer>(
    `select
       event->>'playerId' as "playerId", (event->>'question')::int as question,
       event->'given' as given,
       (select count(*)::int from responses where id = (event->>'answerId')::uuid) as responses
     from game_events
     where game_id = any($1) and event->>'name' = 'answered'`,
    [gameIds],
  )
  const stored = Map.groupBy(rows, keyOf)
  const found = (answer: Acknowledged) => stored.get(keyOf(answer)) ?? []
  return {
    acknowledged: acknowledged.length,
    stored: rows.length,
    lost: acknowledged.filter((answer) => found(answer).length === 0).length,
    twice: [...stored.values()].filter((same) => same.length > 1).length,
    changed: acknowledged.filter(
      (answer) => !found(answer).every(({ given }) => isDeepStrictEqual(given, answer.given)),
    ).length,
    withoutTheirResponse: rows.filter(({ responses }) => responses !== 1).length,
  }
}

export type Compared = Awaited<ReturnType<typeof compareStored>>

const keyOf = ({ playerId, question }: Pick<StoredAnswer, 'playerId' | 'question'>) =>
  `${playerId} ${question}`
