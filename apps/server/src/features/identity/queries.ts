import type { Role } from '@quizmentor/contract/route'
import { sql, type Kysely, type Transaction } from 'kysely'
import { newId } from '../../platform/ids.ts'
import type { Member, Session, User } from '../../http/feature.ts'
import type { Database } from '../../platform/database/schema.ts'

type Db = Kysely<Database>
type Tx = Transaction<Database>

// ---- Who calls

/** The sessions of these tokens that go on, by their tokens. */
export async function findSessions(
  db: Db,
  tokens: readonly string[],
): Promise<Map<string, Session>> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.token', 'sessions.id as sessionId', 'users.id', 'users.name', 'users.email'])
    .where('sessions.token', '=', sql<string>`any(${tokens}::text[])`)
    .where('sessions.expires_at', '>', new Date())
    .execute()
  return new Map(rows.map(({ token, sessionId, ...user }) => [token, { id: sessionId, user }]))
}

/** A user and a workspace, both as they stand in the database. */
export type Place = `${string} ${string}`

/** Who of these users has a place in that workspace, by both. */
export async function findMembers(db: Db, places: readonly Place[]): Promise<Map<Place, Member>> {
  const [userIds, workspaceIds] = [0, 1].map((part) =>
    places.map((place) => place.split(' ')[part]),
  )
  const { rows } = await sql<{ id: number; role: Role; userId: string; workspaceId: string }>`
    select people.id, role, user_id as "userId", workspace_id as "workspaceId"
    from unnest(${userIds}::uuid[], ${workspaceIds}::uuid[]) as place (user_id, workspace_id)
    join people using (user_id, workspace_id)
    where role is not null
  `.execute(db)
  return new Map(
    rows.map(({ id, role, userId, workspaceId }) => [
      `${userId} ${workspaceId}`,
      { workspaceId, personId: id, role },
    ]),
  )
}

export async function findMember(
  db: Db,
  userId: string,
  workspaceId: string,
): Promise<Member | null> {
  const place: Place = `${userId} ${workspaceId.toLowerCase()}`
  return (await findMembers(db, [place])).get(place) ?? null
}

/** Those of the sessions that still go on. */
export async function livingSessions(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', 'in', ids)
    .where('expires_at', '>', new Date())
    .execute()
  return rows.map((row) => row.id)
}

export async function sessionEndsBefore(db: Db, id: string, moment: Date): Promise<boolean> {
  const row = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', id)
    .where('expires_at', '<', moment)
    .executeTakeFirst()
  return row !== undefined
}

export async function endSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute()
}

export async function endSessionsOf(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', userId).execute()
}

export async function membershipsOf(db: Db, userId: string) {
  const rows = await db
    .selectFrom('people')
    .innerJoin('workspaces', 'workspaces.id', 'people.workspace_id')
    .select(['workspaces.id as workspaceId', 'workspaces.name as workspaceName', 'people.role'])
    .where('people.user_id', '=', userId)
    .orderBy('people.id')
    .execute()
  return rows.flatMap(({ role, ...place }) => (role === null ? [] : [{ ...place, role }]))
}

// ---- Accounts

export async function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly emailVerified: boolean
}

/**
 * Makes a user with a password, in Better Auth's form, and a learner of the workspace that is open
 * to all. Gives `null` where the address is taken.
 */
export async function insertAccount(db: Tx, account: NewAccount): Promise<User | null> {
  const user = await db
    .insertInto('users')
    .values({
      id: newId(),
      name: account.name,
      email: account.email.toLowerCase(),
      email_verified: account.emailVerified,
      image: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(['id', 'name', 'email'])
    .executeTakeFirst()
  if (user === undefined) return null

  await db
    .insertInto('accounts')
    .values({
      id: newId(),
      user_id: user.id,
      account_id: user.id,
      provider_id: 'credential',
      password: account.passwordHash,
    })
    .execute()
  await db
    .insertInto('people')
    .columns(['workspace_id', 'user_id', 'role'])
    .expression((from) =>
      from
        .selectFrom('workspaces')
        .select((row) => [
          'workspaces.id',
          row.val(user.id).as('user_id'),
          row.val<Role>('learner').as('role'),
        ])
        .where('open_to_all', '=', true),
    )
    .execute()
  return user
}

export async function setPassword(db: Db, userId: string, hash: string): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ password: hash, updated_at: new Date() })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** Ends what a user could still finish with an older link. */
export async function deleteVerificationsOf(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('verifications').where('value', '=', userId).execute()
}

// ---- Things that a link finishes, once

export interface PendingValue {
  /** Starts with what it is for; never holds the token itself. */
  readonly identifier: string
  readonly value: string
  readonly expiresAt: Date
}

export async function insertPending(db: Db, pending: PendingValue): Promise<void> {
  await db
    .insertInto('verifications')
    .values({
      id: newId(),
      identifier: pending.identifier,
      value: pending.value,
      expires_at: pending.expiresAt,
    })
    .execute()
}

/** Takes what waits under `identifier`: whoever comes second gets nothing. */
export async function takePending(db: Db, identifier: string): Promise<string | undefined> {
  const row = await db
    .deleteFrom('verifications')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', new Date())
    .returning('value')
    .executeTakeFirst()
  return row?.value
}

export async function deletePending(db: Db, identifierPrefix: string): Promise<void> {
  await db.deleteFrom('verifications').where('identifier', 'like', `${identifierPrefix}%`).execute()
}

export async function workspaceExists(db: Kysely<Database>, workspaceId: string): Promise<boolean> {
  const found = await db
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', workspaceId)
    .executeTakeFirst()
  return found !== undefined
}
