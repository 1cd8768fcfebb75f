import { type Kysely, sql } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { errorCode } from '../failure.ts'
import { DatabaseAway } from './away.ts'
import type { Database } from './schema.ts'
import type { Servers } from './servers.ts'

/**
 * Runs a question that only reads and that may be asked twice: where there is a standby that has
 * everything that was acknowledged before, there, otherwise on the primary. So whoever has written
 * something, by way of any node, reads it.
 */
export type Read = <T>(question: (db: Kysely<Database>) => Promise<T>) => Promise<T>

/** Where there is one server, everything is read there. */
export function readingHere(db: Kysely<Database>): Read {
  return (question) => question(db)
}

/** How long a standby is waited for until it has what the primary has, and asked again how often. */
const patienceMs = 200
const askEveryMs = 10
/** How long one that was behind or away is left alone. */
const restMs = 2_000

/** Reads from the standby as long as it keeps up. */
export function readingFrom(
  standby: { readonly kysely: Kysely<Database>; readonly servers: Pick<Servers, 'isAway'> },
  primary: Kysely<Database>,
  log: Logger,
): Read {
  let restsUntil = 0

  return async (question) => {
    if (standby.servers.isAway || performance.now() < restsUntil) return question(primary)
    try {
      const position = await positionOf(primary)
      // One connection for both: behind one address there may be several standbys.
      return await standby.kysely.connection().execute(async (db) => {
        if (!(await hasReached(db, position))) throw new Behind()
        return question(db)
      })
    } catch (error) {
      if (!isTheStandbys(error)) throw error
      restsUntil = performance.now() + restMs
      log.debug({ err: error }, 'read from the primary, as the standby could not')
      return question(primary)
    }
  }
}

/** The standby lacks something that was acknowledged. */
class Behind extends Error {
  override readonly name = 'Behind'
}

interface Position {
  lsn: string
  timeline: number
}

async function positionOf(primary: Kysely<Database>): Promise<Position> {
  const { rows } = await sql<Position>`
    select lsn::text as lsn, ('x' || left(pg_walfile_name(lsn), 8))::bit(32)::integer as timeline
    from pg_current_wal_lsn() as lsn`.execute(primary)
  const [position] = rows
  if (position === undefined) throw new Error('the primary does not say where it is')
  return position
}

/**
 * Whether it has replayed the log that far, the log of the same line of servers: one that followed a
 * former primary may have gone further, and elsewhere.
 */
async function hasReached(db: Kysely<Database>, { lsn, timeline }: Position): Promise<boolean> {
  const until = performance.now() + patienceMs
  for (;;) {
    const asked = sql<{ reached: boolean }>`
      select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn
        and (select timeline_id from pg_control_checkpoint()) = ${timeline} as reached`.execute(db)
    asked.catch(() => {})
    const answer = await Promise.race([asked, delay(Math.max(1, until - performance.now()))])
    if (answer === undefined) throw new Behind()
    if (answer.rows[0]?.reached) return true
    await delay(askEveryMs)
    if (performance.now() > until) return false
  }
}

/** Codes: what was read was vacuumed meanwhile (40001), no write there (25006), lines that broke. */
function isTheStandbys(error: unknown): boolean {
  if (error instanceof Behind || error instanceof DatabaseAway) return true
  const code = errorCode(error)
  if (error instanceof pg.DatabaseError) return /^(08|25006|40001|53300|57P0)/.test(code ?? '')
  return (
    (error instanceof Error &&
      /^Connection terminated|^timeout exceeded when trying to connect|not queryable/.test(
        error.message,
      )) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'].includes(code ?? '')
  )
}
