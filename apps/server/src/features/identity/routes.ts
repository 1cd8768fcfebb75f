import { identityRoutes } from '@quizmentor/contract/identity'
import type { Kysely } from 'kysely'
import { implement, type Callers, type MountedRoute } from '../../http/feature.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Accounts } from './accounts.ts'
import type { Actor } from '../../platform/audit.ts'
import type { Invitations } from './invitations.ts'
import type { Members } from './members.ts'
import type { Passwords } from './password.ts'
import { claimOwnership } from './setup.ts'

interface Options {
  readonly db: Kysely<Database>
  readonly callers: Callers
  readonly accounts: Accounts
  readonly members: Members
  readonly invitations: Invitations
  readonly passwords: Passwords
}

const accepted = { accepted: true } as const

/** The HTTP routes of accounts and workspaces. */
export function identityHandlers(options: Options): readonly MountedRoute[] {
  const { db, callers, accounts, members, invitations, passwords } = options

  return implement(identityRoutes, {
    async me(call) {
      const session = await callers.session(call.headers)
      if (session === null) return { user: null, memberships: [] }
      for (const cookie of await accounts.prolong(session, call)) call.setCookie(cookie)
      return accounts.me(session.user)
    },

    async signUp({ body }) {
      await accounts.signUp(body)
      return accepted
    },

    async signIn(call) {
      const previous = await callers.session(call.headers)
      const { value, cookies } = await accounts.signIn(call.body, call, previous)
      for (const cookie of cookies) call.setCookie(cookie)
      return value
    },

    async signOut(call) {
      const session = await callers.session(call.headers)
      for (const cookie of await accounts.signOut(session, call)) call.setCookie(cookie)
      return {}
    },

    async requestPasswordReset({ body }) {
      accounts.requestPasswordReset(body.email)
      return accepted
    },

    async resetPassword({ body }) {
      await accounts.resetPassword(body.token, body.password)
      return accepted
    },

    async verifyEmail({ body }) {
      await accounts.verifyEmail(body.token)
      return accepted
    },

    async changePassword(call) {
      const cookies = await accounts.changePassword(call.caller.user, call.body, call)
      for (const cookie of cookies) call.setCookie(cookie)
      return accepted
    },

    async claimOwnership(call) {
      const { email, password } = call.body
      await claimOwnership(db, passwords, call.body, actorOf(call))
      const { value, cookies } = await accounts.signIn({ email, password }, call, null)
      for (const cookie of cookies) call.setCookie(cookie)
      return value
    },

    async createWorkspace(call) {
      return members.createWorkspace(call.body, { ...actorOf(call), userId: call.caller.user.id })
    },

    async listMembers({ params, query }) {
      return members.list(params.workspaceId, query)
    },

    async changeRole(call) {
      const { params, body, caller } = call
      return members.changeRole(actorOf(call), caller.member, params.userId, body.role)
    },

    async removeMember(call) {
      await members.remove(actorOf(call), call.caller.member, call.params.userId)
      return {}
    },

    async listInvitations({ params, query }) {
      return invitations.list(params.workspaceId, query)
    },

    async createInvitation(call) {
      const { member, user } = call.caller
      return invitations.create(call.body, member, user, actorOf(call))
    },

    async revokeInvitation(call) {
      await invitations.revoke(call.params.invitationId, call.caller.member, actorOf(call))
      return {}
    },

    async showInvitation({ body }) {
      return invitations.show(body.token)
    },

    async acceptInvitation(call) {
      return invitations.accept(call.body.token, call.caller.user, actorOf(call))
    },
  })
}

function actorOf(call: {
  readonly caller: { readonly user: { readonly id: string } | null }
  readonly address: string
  readonly requestId: string
}): Actor {
  return { userId: call.caller.user?.id ?? null, address: call.address, requestId: call.requestId }
}
