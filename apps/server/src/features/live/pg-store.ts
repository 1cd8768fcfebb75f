import { reduce } from '@quizmentor/engine/live/game'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Histogram } from 'prom-client'
import type { Database } from '../../platform/database/schema.ts'
import * as queries from './queries.ts'
import { storeDrafts } from './store-drafts.ts'
import type { LiveStore } from './store.ts'

/** Live games in the database. The pool is of the same, for the statement that is planned once. */
export function pgStore(
  db: Kysely<Database>,
  pool: pg.Pool,
  commitSeconds: Pick<Histogram, 'observe'>,
): LiveStore {
  return {
    async load(gameId) {
      const record = await queries.gameById(db, gameId)
      if (record === undefined) return null
      // The log first: whoever has an event in it has a seat as well.
      const { events, commands } = await queries.logOf(db, gameId)
      const seats = await queries.seatsOf(db, gameId)
      const { id, workspaceId, hostId, code, screenTokenHash } = record
      const facts = { id, workspaceId, hostId, code, expiresAt: record.expiresAt.getTime() }
      return { facts, screenTokenHash, state: reduce(events), seats, commands }
    },
    versions: (gameIds) => queries.versionsOf(db, gameIds),
    async store(drafts) {
      const began = performance.now()
      const seats = await storeDrafts(pool, drafts)
      commitSeconds.observe((performance.now() - began) / 1_000)
      return seats
    },
    unfinished: (before) => queries.unfinishedGames(db, before),
    expired: (now, before) => queries.expiredGames(db, new Date(now), before),
    unlearned: (before) => queries.unlearnedGames(db, before),
    learned: (gameId, at) => queries.setLearned(db, gameId, new Date(at)),
  }
}
