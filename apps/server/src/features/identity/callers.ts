import type { Kysely } from 'kysely'
import type { Callers, Member, Session } from '../../http/feature.ts'
import type { Database } from '../../platform/database/schema.ts'
import { findMember, findSession } from './queries.ts'
import { sessionCookieName, sessionToken } from './session-cookie.ts'

interface Options {
  readonly db: Kysely<Database>
  readonly secret: string
  readonly secureCookies: boolean
}

export interface RememberedCallers extends Callers {
  /** Makes the next call look everybody up again. */
  forget(): void
}

/** How long who is who may be remembered: what ends elsewhere ends here that much later. */
const rememberedMs = 1000
const mostRemembered = 10_000

/** Finds callers by the session cookie and remembers them for a second, but nobody's absence. */
export function createCallers({ db, secret, secureCookies }: Options): RememberedCallers {
  const cookieName = sessionCookieName(secureCookies)
  const sessions = remembered<Session>()
  const members = remembered<Member>()

  async function session(headers: Headers): Promise<Session | null> {
    const token = sessionToken(headers, cookieName, secret)
    return token === null ? null : sessions.get(token, () => findSession(db, token))
  }

  return {
    session,
    user: async (headers) => (await session(headers))?.user ?? null,
    member: (userId, workspaceId) =>
      members.get(`${userId} ${workspaceId}`, () => findMember(db, userId, workspaceId)),
    forget() {
      sessions.clear()
      members.clear()
    },
  }
}

/** Values by key, for a second; those who ask at the same time share one look-up. */
function remembered<Value>() {
  const entries = new Map<string, { value: Promise<Value | null>; until: number }>()

  return {
    clear: () => entries.clear(),
    get(key: string, find: () => Promise<Value | null>): Promise<Value | null> {
      const now = performance.now()
      const entry = entries.get(key)
      if (entry !== undefined && entry.until > now) return entry.value

      if (entries.size >= mostRemembered) entries.clear()
      const fresh = { value: find(), until: now + rememberedMs }
      entries.set(key, fresh)
      const drop = () => {
        if (entries.get(key) === fresh) entries.delete(key)
      }
      void fresh.value.then((value) => value ?? drop(), drop)
      return fresh.value
    },
  }
}
