import type { Invitation, Membership } from '@quizmentor/contract/identity'
import { reaches, type Role } from '@quizmentor/contract/route'
import type { Kysely, Transaction } from 'kysely'
import { decodeCursor, instantAndId, toPage } from '../../http/cursor.ts'
import type { Member, User } from '../../http/feature.ts'
import { conflict, forbidden, notFound, Problem } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { AccessEndedEvents } from './access-ended.ts'
import { audit, type Actor } from '../../platform/audit.ts'
import type { Links } from './links.ts'
import * as mails from './mails.ts'
import { findMember } from './queries.ts'
import { newToken, tokenHash } from './tokens.ts'

export interface InvitationsOptions {
  readonly db: Kysely<Database>
  readonly mail: Mail
  readonly links: Links
  readonly accessEnded: AccessEndedEvents
}

export type Invitations = ReturnType<typeof createInvitations>

const sevenDaysMs = 7 * 86_400_000

/** Links that invite to a workspace with a role; each works once. */
export function createInvitations({ db, mail, links, accessEnded }: InvitationsOptions) {
  /** Sent again with the same id, the link of the first time ends: its token is known nowhere. */
  async function create(
    input: { id: string; role: Role; email?: string | undefined },
    by: Member,
    user: User,
    actor: Actor,
  ): Promise<{ invitation: Invitation; token: string; url: string }> {
    const { id, role, email = null } = input
    const { workspaceId } = by
    if (!reaches(by.role, role)) throw forbidden('Nobody invites to a role above their own.')
    const { token, hash } = newToken()
    const url = links.invite(token)

    const row = await db.transaction().execute(async (tx) => {
      const made = await tx
        .insertInto('invitations')
        .values({
          id,
          workspace_id: workspaceId,
          role,
          email,
          token_hash: hash,
          created_by: user.id,
          // To the millisecond, as cursors have it.
          created_at: new Date(),
          expires_at: new Date(Date.now() + sevenDaysMs),
        })
        .onConflict((again) =>
          again
            .column('id')
            .doUpdateSet({ token_hash: hash })
            .where('invitations.workspace_id', '=', workspaceId)
            .where('invitations.created_by', '=', user.id)
            .where('invitations.role', '=', role)
            .where('invitations.accepted_at', 'is', null)
            .where('invitations.revoked_at', 'is', null),
        )
        .returningAll()
        .executeTakeFirst()
      if (made === undefined) throw conflict('id_taken', 'This id is taken. Make a new one.')
      await audit(tx, actor, {
        workspaceId,
        action: 'invitation.made',
        subject: id,
        details: { role, email },
      })
      if (email !== null) {
        const { name } = await workspaceNamed(tx, workspaceId)
        await mail.send({ to: email, ...mails.invitation(user.name, name, url) }, tx)
      }
      return made
    })
    return { invitation: toInvitation(row), token, url }
  }

  async function list(
    workspaceId: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: Invitation[]; nextCursor: string | null }> {
    const after = decodeCursor(instantAndId, query.cursor)
    const rows = await db
      .selectFrom('invitations')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .$if(after !== null, (it) =>
        it.where((row) => {
          const [at = '', id = ''] = after ?? []
          return row(row.refTuple('created_at', 'id'), '<', row.tuple(new Date(at), id))
        }),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute()
    const page = toPage(rows, query.limit, (row) => [row.created_at.toISOString(), row.id])
    return { items: page.rows.map(toInvitation), nextCursor: page.nextCursor }
  }

  async function revoke(id: string, by: Member, actor: Actor): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const revoked = await tx
        .updateTable('invitations')
        .set({ revoked_at: new Date() })
        .where('id', '=', id)
        .where('workspace_id', '=', by.workspaceId)
        .where('accepted_at', 'is', null)
        .returning(['id', 'role'])
        .executeTakeFirst()
      if (revoked === undefined) throw notFound('open invitation')
      await audit(tx, actor, {
        workspaceId: by.workspaceId,
        action: 'invitation.revoked',
        subject: id,
        details: { role: revoked.role },
      })
    })
  }

  async function show(
    token: string,
  ): Promise<{ workspaceName: string; role: Role; expiresAt: string }> {
    const { workspace_id, role, expires_at } = await holding(db, token)
    const { name } = await workspaceNamed(db, workspace_id)
    return { workspaceName: name, role, expiresAt: expires_at.toISOString() }
  }

  /** Who is a member already keeps the higher of the two roles. */
  async function accept(token: string, user: User, actor: Actor): Promise<Membership> {
    const membership = await db.transaction().execute(async (tx) => {
      const invitation = await holding(tx, token)
      if (invitation.email !== null && invitation.email !== user.email)
        throw new Problem(
          403,
          'other_address',
          `This invitation is for another address. Sign in with the one it was sent to.`,
        )
      const { workspace_id: workspaceId, id: subject } = invitation
      const present = await findMember(tx, user.id, workspaceId)
      const stays = present !== null && reaches(present.role, invitation.role)
      const role = stays ? present.role : invitation.role
      await tx
        .insertInto('people')
        .values({ workspace_id: workspaceId, user_id: user.id, role })
        .onConflict((member) => member.columns(['workspace_id', 'user_id']).doUpdateSet({ role }))
        .execute()
      await tx
        .updateTable('invitations')
        .set({ accepted_at: new Date() })
        .where('id', '=', subject)
        .execute()
      await audit(tx, actor, {
        workspaceId,
        action: 'invitation.accepted',
        subject,
        details: { from: present?.role ?? null, to: role },
      })
      return { workspaceId, workspaceName: (await workspaceNamed(tx, workspaceId)).name, role }
    })
    const { workspaceId } = membership
    accessEnded.emit({ kind: 'member', userId: user.id, workspaceId })
    return membership
  }

  return { create, list, revoke, show, accept }
}

type Row = Awaited<ReturnType<typeof holding>>

/** The invitation of a token that holds; in a transaction, nobody else gets it meanwhile. */
async function holding(db: Kysely<Database> | Transaction<Database>, token: string) {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash(token))
    .where('revoked_at', 'is', null)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', new Date())
    .$if(db.isTransaction, (it) => it.forUpdate())
    .executeTakeFirst()
  // An invitation is worth no more than whoever made it is by now.
  const inviter = row?.created_by && (await findMember(db, row.created_by, row.workspace_id))
  if (!row || !inviter || !reaches(inviter.role, row.role))
    throw new Problem(
      404,
      'not_found',
      'This invitation was used, revoked, or is too old. Ask for a new one.',
    )
  return row
}

function workspaceNamed(db: Kysely<Database>, id: string): Promise<{ name: string }> {
  return db.selectFrom('workspaces').select('name').where('id', '=', id).executeTakeFirstOrThrow()
}

function toInvitation(row: Row): Invitation {
  const { id, role, email } = row
  const createdAt = row.created_at.toISOString()
  return {
    id,
    role,
    email,
    createdAt,
    expiresAt: row.expires_at.toISOString(),
    state: stateOf(row),
  }
}

function stateOf({ accepted_at, revoked_at, expires_at }: Row): Invitation['state'] {
  if (accepted_at !== null) return 'accepted'
  if (revoked_at !== null) return 'revoked'
  return expires_at.getTime() > Date.now() ? 'open' : 'expired'
}
