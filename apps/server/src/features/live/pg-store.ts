import { reduce } from '@quizmentor/engine/live/game'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Histogram } from 'prom-client'
import type { Database } from '../../platform/database/schema.ts'
import * as queries from './queries.ts'
import { storeDrafts } from './store-drafts.ts'
import type { LiveStore } from './store.ts'

export interface PgStoreParts {
  readonly db: Kysely<Database>
  /** Of the same database, for the statement that is planned once. */
  readonly pool: pg.Pool
  /** This node, as the owner of games. */
  readonly nodeId: string
  readonly commitSeconds: Pick<Histogram, 'observe'>
}

/** Live games in the database. */
export function pgStore({ db, pool, nodeId, commitSeconds }: PgStoreParts): LiveStore {
  return {
    async load(gameId) {
      const record = await queries.gameById(db, gameId)
      if (record === undefined) return null
      const owner = await queries.ownerOf(db, nodeId, gameId)
      // The log first: whoever has an event in it has a seat as well.
      const { events, commands } = await queries.logOf(db, gameId)
      const seats = await queries.seatsOf(db, gameId)
      const { id, workspaceId, hostId, code, screenTokenHash } = record
      const facts = { id, workspaceId, hostId, code, expiresAt: record.expiresAt.getTime() }
      return { facts, screenTokenHash, state: reduce(events), seats, commands, owner }
    },
    standings: (gameIds) => queries.standingsOf(db, nodeId, gameIds),
    async since(gameId, version) {
      const record = await queries.gameById(db, gameId)
      if (record === undefined) return null
      const { events, commands } = await queries.logOf(db, gameId, version)
      const joined = events.flatMap((event) => (event.name === 'joined' ? event.playerId : []))
      const seats = joined.length === 0 ? [] : await queries.seatsOf(db, gameId, joined)
      return { events, seats, commands, screenTokenHash: record.screenTokenHash }
    },
    take: (gameIds) => queries.takeGames(db, nodeId, gameIds),
    release: () => queries.releaseGames(db, nodeId),
    orphans: (before) => queries.orphanedGames(db, before),
    async store(drafts) {
      const began = performance.now()
      const seats = await storeDrafts(pool, drafts)
      commitSeconds.observe((performance.now() - began) / 1_000)
      return seats
    },
    expired: (now, before) => queries.expiredGames(db, new Date(now), before),
    unlearned: (before) => queries.unlearnedGames(db, before),
    learned: (gameId, at) => queries.setLearned(db, gameId, new Date(at)),
  }
}
