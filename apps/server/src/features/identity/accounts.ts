import type { Me } from '@quizmentor/contract/identity'
import type { Kysely } from 'kysely'
import type { Log } from '../../platform/log.ts'
import { z } from 'zod'
import type { Session, User } from '../../http/feature.ts'
import { conflict, Problem } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { AccessEndedEvents } from './access-ended.ts'
import type { Attempts } from './attempts.ts'
import { audit } from '../../platform/audit.ts'
import type { Auth, AuthOptions, Visit } from './auth.ts'
import { nextStep } from './even-steps.ts'
import type { Links } from './links.ts'
import type { MailAllowance } from './mail-allowance.ts'
import * as mails from './mails.ts'
import type { Passwords } from './password.ts'
import { refuseCommonPassword } from './password-rules.ts'
import {
  deleteVerificationsOf,
  endSession,
  endSessionsOf,
  findUserByEmail,
  insertAccount,
  insertPending,
  membershipsOf,
  sessionEndsBefore,
  takePending,
} from './queries.ts'
import { sessionDays } from './session-cookie.ts'
import { newToken, tokenHash } from './tokens.ts'

export interface AccountsOptions {
  readonly db: Kysely<Database>
  readonly auth: () => Promise<Auth>
  readonly passwords: Passwords
  readonly attempts: Attempts
  readonly mail: Mail
  readonly mailAllowance: MailAllowance
  /** Whether mail reaches people, so that a new address can be confirmed. */
  readonly confirmsAddresses: boolean
  readonly links: Links
  readonly accessEnded: AccessEndedEvents
  readonly log: Log
  /** Answers that could tell whether an address is known come at multiples of this. */
  readonly stepMs: number
}

interface SignUp {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** A value and the `Set-Cookie` headers that go with it. */
export interface WithCookies<T> {
  readonly value: T
  readonly cookies: readonly string[]
}

export type Accounts = ReturnType<typeof createAccounts>

const dayMs = 86_400_000

/** Accounts: signing up, in and out, and passwords. */
export function createAccounts(options: AccountsOptions) {
  const { db, auth, passwords, attempts, mail, mailAllowance, links, accessEnded, log, stepMs } =
    options

  async function me(user: User): Promise<Me> {
    return { user, memberships: await membershipsOf(db, user.id) }
  }

  /** With mail the address is confirmed first; without, the account is there at once. */
  async function signUp(input: SignUp): Promise<void> {
    const begin = performance.now()
    refuseCommonPassword(input.password, input)
    const passwordHash = await passwords.hash(input.password)
    if (options.confirmsAddresses) await startSignUp(input, passwordHash)
    else await makeAccount(input, passwordHash, false)
    await nextStep(begin, stepMs)
  }

  async function startSignUp({ name, email }: SignUp, passwordHash: string): Promise<void> {
    const { token } = newToken()
    const known = await findUserByEmail(db, email)
    if (!(await mailAllowance.take(email))) return
    // Each try waits by itself, with its own password: whoever tried with somebody else's address
    // gains nothing when its owner confirms their own try.
    await insertPending(db, {
      identifier: pendingSignUp(token),
      value: JSON.stringify({ name, email, passwordHash }),
      expiresAt: new Date(Date.now() + dayMs),
    })
    await mail.send({
      to: email,
      ...(known
        ? mails.addressIsKnown(known.name, links.signIn(), links.forgotten())
        : mails.confirmAddress(name, links.confirm(token))),
    })
  }

  function makeAccount(
    { name, email }: Omit<SignUp, 'password'>,
    passwordHash: string,
    emailVerified: boolean,
  ): Promise<User | null> {
    return db
      .transaction()
      .execute((tx) => insertAccount(tx, { name, email, passwordHash, emailVerified }))
  }

  async function verifyEmail(token: string): Promise<void> {
    const pending = await takePending(db, pendingSignUp(token))
    if (pending === undefined) throw linkDoesNotHold()
    const { passwordHash, ...person } = pendingAccount.parse(JSON.parse(pending))
    if ((await makeAccount(person, passwordHash, true)) === null)
      throw conflict('already_confirmed', 'This address is confirmed already. Sign in.')
  }

  async function signIn(
    { email, password }: Omit<SignUp, 'name'>,
    visit: Visit,
    previous: Session | null,
  ): Promise<WithCookies<Me>> {
    const begin = performance.now()
    await attempts.take(email, visit.address)
    const cookies = await (await auth()).signIn(email, password, visit)
    const user = cookies && (await findUserByEmail(db, email))
    if (!cookies || !user) {
      await nextStep(begin, stepMs)
      throw wrongPassword()
    }
    await attempts.succeeded(email, visit.address)
    if (previous !== null) await end(previous)
    return { value: await me(user), cookies }
  }

  async function end(session: Session): Promise<void> {
    await endSession(db, session.id)
    accessEnded.emit({ kind: 'session', sessionId: session.id })
  }

  /** Makes the session of somebody who comes back after a day or more last longer again. */
  async function prolong(session: Session, visit: Visit): Promise<readonly string[]> {
    const aDayAgo = new Date(Date.now() + (sessionDays - 1) * dayMs)
    return (await sessionEndsBefore(db, session.id, aDayAgo)) ? (await auth()).prolong(visit) : []
  }

  async function signOut(session: Session | null, visit: Visit): Promise<readonly string[]> {
    const cookies = await (await auth()).signOut(visit)
    if (session !== null) await end(session)
    return cookies
  }

  async function changePassword(
    user: User,
    change: { readonly current: string; readonly password: string },
    visit: Visit,
  ): Promise<readonly string[]> {
    refuseCommonPassword(change.password, user)
    await attempts.take(user.email, visit.address)
    const cookies = await (await auth()).changePassword(change.current, change.password, visit)
    if (cookies === null)
      throw new Problem(403, 'wrong_password', 'The current password is wrong. Try again.')
    await attempts.succeeded(user.email, visit.address)
    await deleteVerificationsOf(db, user.id)
    accessEnded.emit({ kind: 'user', userId: user.id })
    return cookies
  }

  /** Answers before it looks, so that its time tells nothing. */
  function requestPasswordReset(email: string): void {
    mailAllowance
      .take(email)
      .then(async (allowed) => allowed && (await auth()).startReset(email))
      .catch((error: unknown) => log.error({ err: error }, 'a password reset could not be mailed'))
  }

  async function resetPassword(token: string, password: string): Promise<void> {
    refuseCommonPassword(password, { email: '', name: '' })
    if (!(await (await auth()).finishReset(token, password))) throw linkDoesNotHold()
  }

  return {
    me,
    signUp,
    verifyEmail,
    signIn,
    prolong,
    signOut,
    changePassword,
    requestPasswordReset,
    resetPassword,
  }
}

/** What Better Auth asks back when a password is reset. */
export function resetHooks({
  db,
  mail,
  links,
  accessEnded,
}: Pick<AccountsOptions, 'db' | 'mail' | 'links' | 'accessEnded'>): Pick<
  AuthOptions,
  'sendReset' | 'passwordWasReset'
> {
  return {
    async sendReset(user, token) {
      const text = mails.resetPassword(user.name, links.reset(token))
      await mail.send({ to: user.email, ...text })
    },
    async passwordWasReset(user) {
      await db.transaction().execute(async (tx) => {
        await endSessionsOf(tx, user.id)
        await deleteVerificationsOf(tx, user.id)
        const actor = { userId: user.id, address: null, requestId: null }
        await audit(tx, actor, { workspaceId: null, action: 'user.password_reset' })
      })
      accessEnded.emit({ kind: 'user', userId: user.id })
    },
  }
}

const pendingAccount = z.object({ name: z.string(), email: z.string(), passwordHash: z.string() })

function pendingSignUp(token: string): string {
  return `sign-up:${tokenHash(token).toString('base64url')}`
}

function wrongPassword(): Problem {
  return new Problem(401, 'wrong_password', 'The e-mail address or the password is wrong.')
}

function linkDoesNotHold(): Problem {
  return new Problem(400, 'link_invalid', 'This link was used or is too old. Ask for a new one.')
}
