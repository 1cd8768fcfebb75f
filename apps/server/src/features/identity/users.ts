import type { Role } from '@quizmentor/contract/route'
import type { Kysely } from 'kysely'
import type { User } from '../../http/feature.ts'
import { conflict, notFound } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import { audit, type Actor } from '../../platform/audit.ts'
import type { Passwords } from './password.ts'
import { refuseCommonPassword } from './password-rules.ts'
import {
  deleteVerificationsOf,
  endSessionsOf,
  findUserByEmail,
  insertAccount,
  setPassword,
} from './queries.ts'
import { firstWorkspace } from './setup.ts'

export interface ListedUser extends User {
  readonly createdAt: string
  readonly memberships: readonly { readonly workspaceName: string; readonly role: Role }[]
}

export type Users = ReturnType<typeof createUsers>

/** The operator's tools for accounts, for the command line. */
export function createUsers(db: Kysely<Database>, passwords: Passwords) {
  const operator: Actor = { userId: null, address: null, requestId: null }

  /** Makes an account that can sign in at once, with a role in the first workspace. */
  async function create(input: {
    name: string
    email: string
    password: string
    role?: Role
  }): Promise<User> {
    refuseCommonPassword(input.password, input)
    const { name, email, role = 'learner' } = input
    const passwordHash = await passwords.hash(input.password)
    return db.transaction().execute(async (tx) => {
      const user = await insertAccount(tx, { name, email, passwordHash, emailVerified: true })
      if (user === null) throw conflict('address_taken', `${email} has an account already.`)
      const { id: workspaceId } = await firstWorkspace(tx)
      await tx
        .updateTable('people')
        .set({ role })
        .where('workspace_id', '=', workspaceId)
        .where('user_id', '=', user.id)
        .execute()
      await audit(tx, operator, {
        workspaceId,
        action: 'user.made_by_operator',
        subject: user.id,
        details: { role },
      })
      return user
    })
  }

  async function list(): Promise<ListedUser[]> {
    const rows = await db
      .selectFrom('users')
      .leftJoin('people', 'people.user_id', 'users.id')
      .leftJoin('workspaces', 'workspaces.id', 'people.workspace_id')
      .select(['users.id', 'users.name', 'users.email', 'users.created_at'])
      .select(['workspaces.name as workspaceName', 'people.role'])
      .orderBy('users.email')
      .orderBy('people.id')
      .execute()
    const byUser = Map.groupBy(rows, (row) => row.id)
    return [...byUser.values()].flatMap((places) => {
      const [first] = places
      if (first === undefined) return []
      const memberships = places.flatMap(({ workspaceName, role }) =>
        workspaceName === null || role === null ? [] : [{ workspaceName, role }],
      )
      const { id, name, email, created_at } = first
      return [{ id, name, email, createdAt: created_at.toISOString(), memberships }]
    })
  }

  /** Sets a new password and ends all sessions. */
  async function resetPassword(email: string, password: string): Promise<User> {
    const user = await findUserByEmail(db, email)
    if (user === undefined) throw notFound(`account as ${email}`)
    refuseCommonPassword(password, user)
    const hash = await passwords.hash(password)
    await db.transaction().execute(async (tx) => {
      await setPassword(tx, user.id, hash)
      await endSessionsOf(tx, user.id)
      await deleteVerificationsOf(tx, user.id)
      await audit(tx, operator, {
        workspaceId: null,
        action: 'user.password_reset_by_operator',
        subject: user.id,
      })
    })
    return user
  }

  return { create, list, resetPassword }
}
