import { setTimeout as delay } from 'node:timers/promises'
import type { Stage } from '../scenario.ts'
import type { Clerk } from './clerk.ts'
import type { Installation } from './installation.ts'
import type { Postgres } from './postgres.ts'

/** Whatever watches over the servers looks again before it acts. */
const noticedAfterMs = 1_000

/** Lets the standby take over, as whatever watches over the servers does. */
export async function promoted(stage: Stage, { standby }: Installation): Promise<Postgres> {
  if (standby === null) throw new Error('there is no standby')
  await delay(noticedAfterMs)
  const began = performance.now()
  await standby.promote()
  stage.measured('promotion itself', `${Math.round(performance.now() - began)} ms`)
  return standby
}

/** Of what the clerk was told is written, how much a server does not have. */
export async function lostWrites(server: Postgres, { writes }: Clerk): Promise<number> {
  const rows = await server.query<{ id: string }>('SELECT id FROM topics')
  const stored = new Set(rows.map(({ id }) => id))
  return writes.filter(({ id, outcome }) => outcome === 'done' && !stored.has(id)).length
}

/** Of answers that players were told are stored, how many a server does not have just once. */
export async function lostAnswers(server: Postgres, ids: readonly string[]): Promise<number> {
  const rows = await server.query<{ id: string }>(
    `SELECT event->>'answerId' AS id FROM game_events WHERE event->>'name' = 'answered'`,
  )
  const stored = Map.groupBy(rows, ({ id }) => id)
  return ids.filter((id) => stored.get(id)?.length !== 1).length
}
