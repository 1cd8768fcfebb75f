import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import type { Kysely } from 'kysely'
import type { Log } from '../../platform/log.ts'
import { newId } from '../../platform/ids.ts'
import type { User } from '../../http/feature.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Passwords } from './password.ts'
import { cookiePrefix, sessionDays } from './session-cookie.ts'

export interface AuthOptions {
  readonly db: Kysely<Database>
  readonly secret: string
  /** The address people use. */
  readonly url: string
  readonly secureCookies: boolean
  readonly passwords: Passwords
  readonly log: Log
  /** Mails the link that sets a new password. */
  sendReset(user: User, token: string): Promise<void>
  /** A link was used and the password is changed: ends what went on with the old one. */
  passwordWasReset(user: User): Promise<void>
}

/** Where a call comes from, as sessions remember it. */
export interface Visit {
  readonly headers: Headers
  readonly address: string
}

/** What QuizMentor uses of Better Auth. Cookies are whole `Set-Cookie` headers. */
export interface Auth {
  /** A new session, or `null` where address or password are wrong. */
  signIn(email: string, password: string, visit: Visit): Promise<string[] | null>
  signOut(visit: Visit): Promise<string[]>
  /** Makes a session that is a day old last longer again. */
  prolong(visit: Visit): Promise<string[]>
  /** Ends all sessions and begins one; `null` where the current password is wrong. */
  changePassword(current: string, password: string, visit: Visit): Promise<string[] | null>
  startReset(email: string): Promise<void>
  /** Whether the token held and the password is the new one. */
  finishReset(token: string, password: string): Promise<boolean>
}

const day = 86_400
const addressHeader = 'x-quizmentor-address'

/** Sets up Better Auth on our tables. Loading it takes a while: import this module when needed. */
export function createAuth(options: AuthOptions): Auth {
  const auth = betterAuth({
    appName: 'QuizMentor',
    baseURL: options.url,
    secret: options.secret,
    database: kyselyAdapter(options.db, { type: 'postgres', transaction: true }),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message) => options.log.error({ message }, 'authentication'),
    },

    emailAndPassword: {
      enabled: true,
      // Accounts are made together with their place in a workspace, by insertAccount.
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      password: {
        hash: (password) => options.passwords.hash(password),
        verify: ({ hash, password }) => options.passwords.verify(password, hash),
      },
      resetPasswordTokenExpiresIn: 30 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => options.sendReset(user, token),
      onPasswordReset: ({ user }) => options.passwordWasReset(user),
    },

    session: {
      modelName: 'sessions',
      expiresIn: sessionDays * day,
      updateAge: day,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      storeIdentifier: 'hashed',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },

    advanced: {
      cookiePrefix,
      useSecureCookies: options.secureCookies,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId(), validateSchema: false },
    },
  })

  return {
    async signIn(email, password, visit) {
      const body = { email, password }
      const answer = await unlessRefused(
        auth.api.signInEmail({ body, headers: visitHeaders(visit), returnHeaders: true }),
      )
      return answer && answer.headers.getSetCookie()
    },

    async signOut(visit) {
      const answer = await auth.api.signOut({ headers: visitHeaders(visit), returnHeaders: true })
      return answer.headers.getSetCookie()
    },

    async prolong(visit) {
      const answer = await auth.api.getSession({
        headers: visitHeaders(visit),
        returnHeaders: true,
      })
      return answer.headers.getSetCookie()
    },

    async changePassword(current, password, visit) {
      const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true }
      const answer = await unlessRefused(
        auth.api.changePassword({ body, headers: visitHeaders(visit), returnHeaders: true }),
      )
      return answer && answer.headers.getSetCookie()
    },

    async startReset(email) {
      await auth.api.requestPasswordReset({ body: { email } })
    },

    async finishReset(token, password) {
      const body = { token, newPassword: password }
      return (await unlessRefused(auth.api.resetPassword({ body }))) !== null
    },
  }
}

/** Nothing of a request reaches Better Auth but what it may believe. */
function visitHeaders({ headers, address }: Visit): Headers {
  const kept = new Headers({ [addressHeader]: address })
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}
