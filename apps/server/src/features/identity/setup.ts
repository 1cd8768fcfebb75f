import type { Kysely } from 'kysely'
import { newId } from '../../platform/ids.ts'
import { conflict, Problem } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import { audit, type Actor } from '../../platform/audit.ts'
import type { Links } from './links.ts'
import type { Passwords } from './password.ts'
import { refuseCommonPassword } from './password-rules.ts'
import { deletePending, insertAccount, insertPending, takePending } from './queries.ts'
import { newToken, tokenHash } from './tokens.ts'

const prefix = 'setup:'
const thirtyDaysMs = 30 * 86_400_000

export interface FirstWorkspace {
  readonly workspaceId: string
  /** The one-time link that makes the owner, until there is one. */
  readonly setupUrl: string | null
}

/** Puts into a new workspace what it begins with. */
export type Furnish = (db: Kysely<Database>, workspaceId: string) => Promise<unknown>

/**
 * Makes the workspace that is open to all, where there is none, with what `furnish` puts into it,
 * and a new one-time link while it has no owner: links of earlier starts end.
 */
export async function ensureFirstWorkspace(
  db: Kysely<Database>,
  links: Links,
  furnish: Furnish = async () => {},
): Promise<FirstWorkspace> {
  return db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('workspaces')
      .values({ id: newId(), name: 'QuizMentor', open_to_all: true })
      .onConflict((conflict) =>
        conflict.column('open_to_all').where('open_to_all', '=', true).doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (made !== undefined) await furnish(tx, made.id)
    const { id: workspaceId } = await firstWorkspace(tx)
    await deletePending(tx, prefix)
    if (await hasOwner(tx, workspaceId)) return { workspaceId, setupUrl: null }

    const { token, hash } = newToken()
    await insertPending(tx, {
      identifier: prefix + hash.toString('base64url'),
      value: workspaceId,
      expiresAt: new Date(Date.now() + thirtyDaysMs),
    })
    return { workspaceId, setupUrl: links.setup(token) }
  })
}

/** Makes the first owner with the one-time link. */
export async function claimOwnership(
  db: Kysely<Database>,
  passwords: Passwords,
  claim: { token: string; name: string; email: string; password: string },
  actor: Actor,
): Promise<void> {
  refuseCommonPassword(claim.password, claim)
  const passwordHash = await passwords.hash(claim.password)
  await db.transaction().execute(async (tx) => {
    const identifier = prefix + tokenHash(claim.token).toString('base64url')
    const workspaceId = await takePending(tx, identifier)
    if (workspaceId === undefined || (await hasOwner(tx, workspaceId)))
      throw new Problem(
        400,
        'link_invalid',
        'This link does not hold any more. Until there is an owner, each start prints a new one.',
      )
    const { name, email } = claim
    const user = await insertAccount(tx, { name, email, passwordHash, emailVerified: true })
    if (user === null)
      throw conflict('address_taken', 'There is an account with this address. Use another one.')
    await tx
      .updateTable('people')
      .set({ role: 'owner' })
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', user.id)
      .execute()
    await audit(
      tx,
      { ...actor, userId: user.id },
      { workspaceId, action: 'workspace.claimed', subject: user.id },
    )
  })
}

/** The workspace that everybody who signs up belongs to. */
export function firstWorkspace(db: Kysely<Database>): Promise<{ id: string; name: string }> {
  return db
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where('open_to_all', '=', true)
    .executeTakeFirstOrThrow()
}

async function hasOwner(db: Kysely<Database>, workspaceId: string): Promise<boolean> {
  const owner = await db
    .selectFrom('people')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .limit(1)
    .executeTakeFirst()
  return owner !== undefined
}
