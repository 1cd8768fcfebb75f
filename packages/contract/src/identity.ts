import { z } from 'zod'
import { instant, inWorkspace, nothing, page, paging, role, route } from './route.ts'
import { uuid, uuidv7 } from './uuid.ts'

const email = z.email().max(254).toLowerCase()
/** Kept verbatim; length counts code points. Common ones are refused by the server. */
const newPassword = z
  .string()
  .min(10, { error: 'Use at least 10 characters.', abort: true })
  .max(256)
  .refine((text) => [...text].length >= 10, { error: 'Use at least 10 characters.' })
  .meta({ examples: ['three rivers at night'] })
const displayName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u, { error: 'Leave out line breaks and other control characters.' })
  .meta({ examples: ['Ada Lovelace'] })
const token = z
  .string()
  .min(20)
  .max(200)
  .meta({ examples: ['the-token-of-the-link-0123456789'] })
const accepted = z.object({ accepted: z.literal(true) })

export const membership = z.object({
  workspaceId: uuid,
  workspaceName: z.string(),
  role,
})
export type Membership = z.infer<typeof membership>

/** Who is signed in, or `null`. */
export const me = z.object({
  user: z.object({ id: uuid, name: z.string(), email: z.string() }).nullable(),
  memberships: z.array(membership),
})
export type Me = z.infer<typeof me>

export const member = z.object({
  userId: uuid,
  name: z.string(),
  email: z.string(),
  role,
  joinedAt: instant,
})
export type Member = z.infer<typeof member>

export const invitation = z.object({
  id: uuid,
  role,
  email: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
})
export type Invitation = z.infer<typeof invitation>

const invitationInPath = z.strictObject({ workspaceId: uuid, invitationId: uuid })
const memberInPath = z.strictObject({ workspaceId: uuid, userId: uuid })

export const identityRoutes = {
  me: route({
    method: 'GET',
    path: '/api/v1/me',
    access: 'anyone',
    summary: 'Who is signed in, and where they belong',
    answer: me,
  }),
  signUp: route({
    method: 'POST',
    path: '/api/v1/sign-up',
    access: 'anyone',
    summary: 'Make an account. The answer is the same whether or not the address is known',
    body: z.strictObject({ name: displayName, email, password: newPassword }),
    answer: accepted,
    status: 202,
    // A class behind one address signs up together.
    perMinute: 60,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/v1/sign-in',
    access: 'anyone',
    summary: 'Start a session',
    body: z.strictObject({ email, password: z.string().min(1).max(256) }),
    answer: me,
    // Comparing a password costs a lot; a school behind one address comes in together.
    perMinute: 300,
  }),
  signOut: route({
    method: 'POST',
    path: '/api/v1/sign-out',
    access: 'anyone',
    summary: 'End this session',
    answer: nothing,
  }),
  requestPasswordReset: route({
    method: 'POST',
    path: '/api/v1/password-reset',
    access: 'anyone',
    summary: 'Mail a link to set a new password. The answer is always the same',
    body: z.strictObject({ email }),
    answer: accepted,
    status: 202,
    perMinute: 10,
  }),
  resetPassword: route({
    method: 'POST',
    path: '/api/v1/password-reset/finish',
    access: 'anyone',
    summary: 'Set a new password with the token of the link; ends all sessions',
    body: z.strictObject({ token, password: newPassword }),
    answer: accepted,
    perMinute: 20,
  }),
  verifyEmail: route({
    method: 'POST',
    path: '/api/v1/verify-email',
    access: 'anyone',
    summary: 'Confirm an e-mail address with the token of the link',
    body: z.strictObject({ token }),
    answer: accepted,
    perMinute: 20,
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/v1/me/password',
    access: 'user',
    summary: 'Change the password, giving the current one; ends the other sessions',
    body: z.strictObject({ current: z.string().min(1).max(256), password: newPassword }),
    answer: accepted,
    perMinute: 20,
  }),
  /** The one-time link printed at the first start. */
  claimOwnership: route({
    method: 'POST',
    path: '/api/v1/setup',
    access: 'anyone',
    summary: 'Make the first account, the owner, with the one-time link of the first start',
    body: z.strictObject({ token, name: displayName, email, password: newPassword }),
    answer: me,
    status: 201,
    perMinute: 10,
  }),
  createWorkspace: route({
    method: 'POST',
    path: '/api/v1/workspaces',
    access: 'user',
    summary: 'Make a workspace and own it',
    body: z.strictObject({ id: uuidv7, name: z.string().trim().min(1).max(80) }),
    answer: membership,
    status: 201,
    perMinute: 10,
  }),
  listMembers: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/members',
    access: 'admin',
    summary: 'Members, by e-mail address',
    params: inWorkspace,
    query: z.strictObject({ ...paging, search: z.string().trim().max(100).optional() }),
    answer: page(member),
  }),
  changeRole: route({
    method: 'PATCH',
    path: '/api/v1/workspaces/:workspaceId/members/:userId',
    access: 'admin',
    summary: 'Give a member another role; nobody gives a role above their own',
    params: memberInPath,
    body: z.strictObject({ role }),
    answer: member,
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/api/v1/workspaces/:workspaceId/members/:userId',
    access: 'admin',
    summary: 'Remove a member',
    params: memberInPath,
    answer: nothing,
  }),
  listInvitations: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/invitations',
    access: 'admin',
    summary: 'Invitations, newest first',
    params: inWorkspace,
    query: z.strictObject(paging),
    answer: page(invitation),
  }),
  createInvitation: route({
    method: 'POST',
    path: '/api/v1/workspaces/:workspaceId/invitations',
    access: 'admin',
    summary: 'Make an invitation link; its token is in this answer only',
    params: inWorkspace,
    body: z.strictObject({ id: uuidv7, role, email: email.optional() }),
    answer: z.object({ invitation, token: z.string(), url: z.string() }),
    status: 201,
  }),
  revokeInvitation: route({
    method: 'DELETE',
    path: '/api/v1/workspaces/:workspaceId/invitations/:invitationId',
    access: 'admin',
    summary: 'Revoke an invitation',
    params: invitationInPath,
    answer: nothing,
  }),
  showInvitation: route({
    method: 'POST',
    path: '/api/v1/invitations/show',
    access: 'anyone',
    summary: 'What an invitation link invites to',
    body: z.strictObject({ token }),
    answer: z.object({ workspaceName: z.string(), role, expiresAt: instant }),
    perMinute: 30,
  }),
  acceptInvitation: route({
    method: 'POST',
    path: '/api/v1/invitations/accept',
    access: 'user',
    summary: 'Join the workspace that an invitation link invites to',
    body: z.strictObject({ token }),
    answer: membership,
    perMinute: 30,
  }),
}
