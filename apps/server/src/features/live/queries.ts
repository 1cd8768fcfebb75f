import type { GameEvent } from '@quizmentor/engine/live/types'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { Standing } from './store.ts'

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

/** The living node, other than this one, that owns a game. */
export async function ownerOf(db: Db, nodeId: string, gameId: string): Promise<string | null> {
  const owner = await db
    .selectFrom('games')
    .innerJoin('nodes', 'nodes.id', 'games.owner_node')
    .select('nodes.id')
    .where('games.id', '=', gameId)
    .where('nodes.id', '<>', nodeId)
    .where(isAlive)
    .executeTakeFirst()
  return owner?.id ?? null
}

/** Nobody lives long without saying so again: the database's clock was set back since. */
const isAlive = sql<boolean>`
  nodes.alive_until > clock_timestamp()
  and nodes.alive_until < clock_timestamp() + interval '1 minute'`
const hasLivingOwner = sql<boolean>`exists (
  select from nodes where nodes.id = games.owner_node and ${isAlive}
)`

/** Makes a node the owner of the games that go on and that no other living one owns. */
export async function takeGames(
  db: Db,
  nodeId: string,
  gameIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const taken = await db
    .updateTable('games')
    .set({ owner_node: nodeId, owner_epoch: sql`owner_epoch + 1` })
    .where('id', '=', sql<string>`any(${gameIds}::uuid[])`)
    .where('finished_at', 'is', null)
    .where((where) => where.or([where('owner_node', '=', nodeId), where.not(hasLivingOwner)]))
    .returning(['id', 'owner_epoch as epoch'])
    .execute()
  return new Map(taken.map(({ id, epoch }) => [id, epoch]))
}

export async function releaseGames(db: Db, nodeId: string): Promise<void> {
  await db
    .updateTable('games')
    .set({ owner_node: null })
    .where('owner_node', '=', nodeId)
    .where('finished_at', 'is', null)
    .execute()
}

/** Whoever makes a game comes to it at once: their node is to have it. */
const youngest = sql<Date>`clock_timestamp() - interval '10 seconds'`

/** Games that go on, and that no living node owns. */
export async function orphanedGames(db: Db, before: string | null): Promise<string[]> {
  const rows = await gamesToLookAfter(db, before)
    .where('finished_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .where((where) =>
      where.or([where('owner_node', 'is not', null), where('created_at', '<', youngest)]),
    )
    .where((where) => where.not(hasLivingOwner))
    .execute()
  return rows.map((row) => row.id)
}

/** The events of a game, from the first or after one, and the host's commands that made some. */
export async function logOf(db: Db, gameId: string, after = 0) {
  const rows = await db
    .selectFrom('game_events')
    .select(['event', 'command_id as commandId'])
    .where('game_id', '=', gameId)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  return {
    events: rows.map((row) => row.event),
    commands: rows.flatMap(({ commandId }) => commandId ?? []),
  }
}

/** The numbers of the last events of games, and the living nodes, but this one, that own them. */
export async function standingsOf(
  db: Db,
  nodeId: string,
  gameIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await sql<Standing & { gameId: string }>`
    select
      asked.game_id as "gameId", last.seq as version, nodes.id as owner,
      games.screen_token_hash as "screenTokenHash"
    from unnest(${gameIds}::uuid[]) as asked (game_id)
    cross join lateral (
      select seq from game_events where game_events.game_id = asked.game_id
      order by seq desc limit 1
    ) as last
    join games on games.id = asked.game_id
    left join nodes on nodes.id = games.owner_node and nodes.id <> ${nodeId} and ${isAlive}
  `.execute(db)
  return new Map(rows.map(({ gameId, ...standing }) => [gameId, standing]))
}

/** The seats of a game, or those of some players. */
export function seatsOf(db: Db, gameId: string, playerIds?: readonly string[]) {
  const seats = db
    .selectFrom('game_players')
    .innerJoin('people', 'people.id', 'game_players.person_id')
    .select([
      'game_players.id as playerId',
      'game_players.person_id as personId',
      'game_players.token_hash as tokenHash',
      'game_players.device_hash as deviceHash',
      'game_players.address_mark as addressMark',
      sql<boolean>`people.user_id is not null`.as('isMember'),
    ])
    .where('game_id', '=', gameId)
  if (playerIds === undefined) return seats.execute()
  return seats.where('game_players.id', '=', sql<string>`any(${playerIds}::uuid[])`).execute()
}

export async function setScreenToken(db: Db, gameId: string, hash: Buffer): Promise<void> {
  await db.updateTable('games').set({ screen_token_hash: hash }).where('id', '=', gameId).execute()
}

const pageSize = 200

/** Games as they are looked after: newest first, a page at a time. */
function gamesToLookAfter(db: Db, before: string | null) {
  const query = db.selectFrom('games').select('id').orderBy('id', 'desc').limit(pageSize)
  return before === null ? query : query.where('id', '<', before)
}

/** Games that nobody ended and whose time is over. */
export async function expiredGames(db: Db, now: Date, before: string | null): Promise<string[]> {
  const rows = await gamesToLookAfter(db, before)
    .where('finished_at', 'is', null)
    .where('expires_at', '<=', now)
    .execute()
  return rows.map((row) => row.id)
}

/** Finished games whose players who are members have yet to learn from them. */
export async function unlearnedGames(db: Db, before: string | null): Promise<string[]> {
  const rows = await gamesToLookAfter(db, before)
    .where('finished_at', 'is not', null)
    .where('learned_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}

export async function setLearned(db: Db, gameId: string, at: Date): Promise<void> {
  await db.updateTable('games').set({ learned_at: at }).where('id', '=', gameId).execute()
}
