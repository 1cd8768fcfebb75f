import type { GameEvent } from '@quizmentor/engine/live/types'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

type Db = Kysely<Database>

export interface NewGame {
  readonly id: string
  readonly workspaceId: string
  readonly quizId: string
  readonly hostId: number
  readonly code: string
  readonly title: string
  readonly screenTokenHash: Buffer
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Stores a game and the first event of its log; `false` where its code or its id is in use. */
export async function insertGame(db: Db, game: NewGame, created: GameEvent): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('games')
      .values({
        id: game.id,
        workspace_id: game.workspaceId,
        quiz_id: game.quizId,
        host_id: game.hostId,
        code: game.code,
        title: game.title,
        screen_token_hash: game.screenTokenHash,
        created_at: game.createdAt,
        expires_at: game.expiresAt,
        finished_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    if (made.length === 0) return false
    await tx
      .insertInto('game_events')
      .values({ game_id: game.id, seq: 1, at: game.createdAt, event: JSON.stringify(created) })
      .execute()
    return true
  })
}

function selectGames(db: Db) {
  return db
    .selectFrom('games')
    .select([
      'id',
      'workspace_id as workspaceId',
      'host_id as hostId',
      'code',
      'title',
      'screen_token_hash as screenTokenHash',
      'created_at as createdAt',
      'finished_at as finishedAt',
      'expires_at as expiresAt',
      sql<number>`(select count(*) from game_players where game_id = games.id)`.as('players'),
    ])
}

export type GameRecord = Awaited<ReturnType<typeof gamesPage>>[number]

export function gameById(db: Db, id: string): Promise<GameRecord | undefined> {
  return selectGames(db).where('id', '=', id).executeTakeFirst()
}

/** The game that goes on under a code, else the newest that did. */
export function gameByCode(db: Db, code: string): Promise<GameRecord | undefined> {
  return selectGames(db).where('code', '=', code).orderBy('id', 'desc').limit(1).executeTakeFirst()
}

/** One page of a workspace's games and one row more, newest first. */
export function gamesPage(db: Db, workspaceId: string, before: string | null, limit: number) {
  let query = selectGames(db)
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (before !== null) query = query.where('id', '<', before)
  return query.execute()
}

export async function eventsOf(db: Db, gameId: string): Promise<GameEvent[]> {
  const rows = await db
    .selectFrom('game_events')
    .select('event')
    .where('game_id', '=', gameId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => row.event)
}

export function seatsOf(db: Db, gameId: string) {
  return db
    .selectFrom('game_players')
    .innerJoin('people', 'people.id', 'game_players.person_id')
    .select([
      'game_players.id as playerId',
      'game_players.person_id as personId',
      'game_players.token_hash as tokenHash',
      'game_players.device_hash as deviceHash',
      sql<boolean>`people.user_id is not null`.as('isMember'),
    ])
    .where('game_id', '=', gameId)
    .execute()
}

export async function setScreenToken(db: Db, gameId: string, hash: Buffer): Promise<void> {
  await db.updateTable('games').set({ screen_token_hash: hash }).where('id', '=', gameId).execute()
}

/** Games that go on. */
export async function unfinishedGames(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('games')
    .select('id')
    .where('finished_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => row.id)
}

/** Games that nobody ended and whose time is over. */
export async function expiredGames(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('games')
    .select('id')
    .where('finished_at', 'is', null)
    .where('expires_at', '<=', now)
    .execute()
  return rows.map((row) => row.id)
}
