import type { Kysely } from 'kysely'
import type { Callers, MountedRoute } from '../../http/feature.ts'
import type { Bus } from '../../platform/bus/bus.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { accessEndedEvents, type AccessEndedEvents } from './access-ended.ts'
import { createAccounts, resetHooks } from './accounts.ts'
import { createAttempts } from './attempts.ts'
import type { Auth } from './auth.ts'
import { createCallers } from './callers.ts'
import { createInvitations } from './invitations.ts'
import { handleIdentityJobs } from './jobs.ts'
import { linksAt } from './links.ts'
import { createMailAllowance } from './mail-allowance.ts'
import { createMembers } from './members.ts'
import { passwords as recommended, type Passwords } from './password.ts'
import { livingSessions } from './queries.ts'
import { identityHandlers } from './routes.ts'
import { ensureFirstWorkspace, firstWorkspace, type FirstWorkspace, type Furnish } from './setup.ts'

export interface IdentityOptions {
  readonly db: Kysely<Database>
  readonly log: Log
  readonly jobs: Jobs
  readonly mail: Mail
  /** Whether mail reaches people: then a new address is confirmed before it can sign in. */
  readonly confirmsAddresses: boolean
  /** Signs session cookies. */
  readonly secret: string
  /** The address people use, where it is fixed; https makes cookies `Secure`. */
  readonly publicUrl: string | undefined
  /** The address for links, known once the server listens. */
  readonly url: () => string
  readonly passwords?: Passwords
  /** Answers that could tell whether an address is known come at multiples of this. */
  readonly stepMs?: number
  /** Tells the other nodes who lost access; unset: there are none. */
  readonly bus?: Bus
}

export interface Identity {
  readonly callers: Callers
  readonly routes: readonly MountedRoute[]
  /** Who lost access, at once, for what this process keeps open. */
  readonly accessEnded: AccessEndedEvents
  /** Those of the sessions that still go on, wherever others were ended. */
  readonly livingSessions: (ids: readonly string[]) => Promise<string[]>
  /** Makes the first workspace, and a link for its owner while it has none. */
  readonly ensureFirstWorkspace: (furnish?: Furnish) => Promise<FirstWorkspace>
  /** The workspace that everybody who signs up belongs to, and whose admins run the server. */
  readonly firstWorkspaceId: () => Promise<string>
}

/** Accounts, sessions, workspaces and who belongs to them. */
export function createIdentity(options: IdentityOptions): Identity {
  const { db, log, mail, secret, publicUrl } = options
  const passwords = options.passwords ?? recommended
  const secureCookies = publicUrl?.startsWith('https://') === true
  const accessEnded = accessEndedEvents(options.bus)
  const links = linksAt(options.url)
  const callers = createCallers({ db, secret, secureCookies, log })
  accessEnded.on(() => callers.forget())

  // Loaded with the first sign-in: until then it would only take memory and time.
  let loaded: Promise<Auth> | undefined
  const auth = () => (loaded ??= load())
  async function load(): Promise<Auth> {
    const { createAuth } = await import('./auth.ts')
    const hooks = resetHooks({ db, mail, links, accessEnded })
    return createAuth({ db, secret, url: options.url(), secureCookies, passwords, log, ...hooks })
  }

  const accounts = createAccounts({
    db,
    auth,
    passwords,
    attempts: createAttempts(),
    mail,
    mailAllowance: createMailAllowance(),
    confirmsAddresses: options.confirmsAddresses,
    links,
    accessEnded,
    log,
    stepMs: options.stepMs ?? 250,
  })
  const members = createMembers({ db, accessEnded })
  const invitations = createInvitations({ db, mail, links, accessEnded })
  handleIdentityJobs(options.jobs, db)

  return {
    callers,
    routes: identityHandlers({ db, callers, accounts, members, invitations, passwords }),
    accessEnded,
    livingSessions: (ids) => livingSessions(db, ids),
    ensureFirstWorkspace: (furnish) => ensureFirstWorkspace(db, links, furnish),
    firstWorkspaceId: async () => (await firstWorkspace(db)).id,
  }
}
