import type { Member as MemberRow, Membership } from '@quizmentor/contract/identity'
import { reaches, type Role } from '@quizmentor/contract/route'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { decodeCursor, toPage } from '../../http/cursor.ts'
import type { Member } from '../../http/feature.ts'
import { conflict, forbidden, notFound } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { AccessEndedEvents } from './access-ended.ts'
import { audit, type Actor } from '../../platform/audit.ts'

type Tx = Transaction<Database>

export interface MembersOptions {
  readonly db: Kysely<Database>
  readonly accessEnded: AccessEndedEvents
}

export type Members = ReturnType<typeof createMembers>

const place = z.tuple([z.string(), z.uuid()])

/** Workspaces and who belongs to them. */
export function createMembers({ db, accessEnded }: MembersOptions) {
  async function createWorkspace(
    { id, name }: { id: string; name: string },
    actor: Actor & { userId: string },
  ): Promise<Membership> {
    return db.transaction().execute(async (tx) => {
      const made = await tx
        .insertInto('workspaces')
        .values({ id, name })
        .onConflict((already) => already.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (made === undefined) return sentAgain(tx, id, actor.userId)
      await tx
        .insertInto('people')
        .values({ workspace_id: id, user_id: actor.userId, role: 'owner' })
        .execute()
      await audit(tx, actor, { workspaceId: id, action: 'workspace.made', details: { name } })
      return { workspaceId: id, workspaceName: name, role: 'owner' }
    })
  }

  async function list(
    workspaceId: string,
    query: { search?: string | undefined; cursor?: string | undefined; limit: number },
  ): Promise<{ items: MemberRow[]; nextCursor: string | null }> {
    const after = decodeCursor(place, query.cursor)
    const search = query.search === undefined ? '' : `%${escapeLike(query.search)}%`
    const rows = await memberRows(db, workspaceId)
      .$if(after !== null, (it) =>
        it.where((row) =>
          row(row.refTuple('users.email', 'users.id'), '>', row.tuple(...(after ?? ['', '']))),
        ),
      )
      .$if(search !== '', (it) =>
        it.where((row) =>
          row.or([row('users.email', 'ilike', search), row('users.name', 'ilike', search)]),
        ),
      )
      .orderBy('users.email')
      .orderBy('users.id')
      .limit(query.limit + 1)
      .execute()
    const page = toPage(rows, query.limit, ({ email, userId }) => [email, userId])
    return { items: page.rows.flatMap(toMember), nextCursor: page.nextCursor }
  }

  async function changeRole(
    actor: Actor,
    by: Member,
    userId: string,
    role: Role,
  ): Promise<MemberRow> {
    const { workspaceId } = by
    const changed = await db.transaction().execute(async (tx) => {
      const member = await withRightOver(tx, by, userId)
      if (!reaches(await currentRole(tx, by), role))
        throw forbidden('Nobody gives a role above their own.')
      if (member.role === 'owner' && role !== 'owner') await keepOneOwner(tx, workspaceId, userId)
      await tx
        .updateTable('people')
        .set({ role })
        .where('workspace_id', '=', workspaceId)
        .where('user_id', '=', userId)
        .execute()
      await audit(tx, actor, {
        workspaceId,
        action: 'member.role_changed',
        subject: userId,
        details: { from: member.role, to: role },
      })
      return { ...member, role }
    })
    accessEnded.emit({ kind: 'member', userId, workspaceId })
    return changed
  }

  /** What they answered stays, of a person without a name. */
  async function remove(actor: Actor, by: Member, userId: string): Promise<void> {
    const { workspaceId } = by
    await db.transaction().execute(async (tx) => {
      const member = await withRightOver(tx, by, userId)
      if (member.role === 'owner') await keepOneOwner(tx, workspaceId, userId)
      await tx
        .updateTable('people')
        .set({ user_id: null, role: null })
        .where('workspace_id', '=', workspaceId)
        .where('user_id', '=', userId)
        .execute()
      await audit(tx, actor, {
        workspaceId,
        action: 'member.removed',
        subject: userId,
        details: { role: member.role },
      })
    })
    accessEnded.emit({ kind: 'member', userId, workspaceId })
  }

  return { createWorkspace, list, changeRole, remove }
}

async function sentAgain(tx: Tx, workspaceId: string, userId: string): Promise<Membership> {
  const own = await tx
    .selectFrom('workspaces')
    .innerJoin('people', 'people.workspace_id', 'workspaces.id')
    .select(['workspaces.id', 'workspaces.name', 'people.role'])
    .where('workspaces.id', '=', workspaceId)
    .where('people.user_id', '=', userId)
    .where('people.role', '=', 'owner')
    .executeTakeFirst()
  if (own === undefined) throw conflict('id_taken', 'This id is taken. Make a new one.')
  return { workspaceId: own.id, workspaceName: own.name, role: 'owner' }
}

function memberRows(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('people')
    .innerJoin('users', 'users.id', 'people.user_id')
    .select(['users.id as userId', 'users.name', 'users.email', 'people.role', 'people.created_at'])
    .where('people.workspace_id', '=', workspaceId)
}

function toMember({
  created_at,
  role,
  ...row
}: {
  userId: string
  name: string
  email: string
  role: Role | null
  created_at: Date
}): MemberRow[] {
  return role === null ? [] : [{ ...row, role, joinedAt: created_at.toISOString() }]
}

/** The member, whom `by` may change: nobody takes from somebody with a role above their own. */
async function withRightOver(tx: Tx, by: Member, userId: string): Promise<MemberRow> {
  // One after the other per workspace, so that two owners can't remove each other at once.
  await tx
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', by.workspaceId)
    .forUpdate()
    .execute()
  const rows = await memberRows(tx, by.workspaceId).where('users.id', '=', userId).execute()
  const [member] = rows.flatMap(toMember)
  if (member === undefined) throw notFound('member')
  if (!reaches(await currentRole(tx, by), member.role))
    throw forbidden('Nobody changes a member with a role above their own.')
  return member
}

/** The role as it is now: what the caller was let in with may be a second old. */
async function currentRole(tx: Tx, { personId }: Member): Promise<Role> {
  const row = await tx
    .selectFrom('people')
    .select('role')
    .where('id', '=', personId)
    .executeTakeFirst()
  if (row === undefined || row.role === null) throw forbidden()
  return row.role
}

async function keepOneOwner(tx: Tx, workspaceId: string, exceptUserId: string): Promise<void> {
  const other = await tx
    .selectFrom('people')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('user_id', '!=', exceptUserId)
    .limit(1)
    .executeTakeFirst()
  if (other === undefined)
    throw conflict('last_owner', 'A workspace keeps at least one owner. Make somebody else one.')
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
