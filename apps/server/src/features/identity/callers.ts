import type { Kysely } from 'kysely'
import type { Callers, Session, Stray } from '../../http/feature.ts'
import type { Database } from '../../platform/database/schema.ts'
import { together } from '../../platform/database/together.ts'
import type { Log } from '../../platform/log.ts'
import { audit } from '../../platform/audit.ts'
import { findMembers, findSessions, workspaceExists, type Place } from './queries.ts'
import { sessionCookieName, sessionToken } from './session-cookie.ts'

interface Options {
  readonly db: Kysely<Database>
  readonly secret: string
  readonly secureCookies: boolean
  readonly log: Log
}

export interface RememberedCallers extends Callers {
  /** Makes the next call look everybody up again. */
  forget(): void
}

/** Somebody who tries one workspace again and again is written down once in this time. */
const strayMs = 3_600_000

/** How long who is who may be remembered: what ends elsewhere ends here that much later. */
const rememberedMs = 1000
const mostRemembered = 10_000

/** Finds callers by the session cookie and remembers them for a second, but nobody's absence. */
export function createCallers({ db, secret, secureCookies, log }: Options): RememberedCallers {
  const cookieName = sessionCookieName(secureCookies)
  const sessions = remembered(together((tokens: readonly string[]) => findSessions(db, tokens)))
  const members = remembered(together((places: readonly Place[]) => findMembers(db, places)))

  async function session(headers: Headers): Promise<Session | null> {
    const token = sessionToken(headers, cookieName, secret)
    return token === null ? null : sessions.get(token)
  }

  const strays = new Map<string, number>()
  function strayed(stray: Stray): void {
    const key = `${stray.userId} ${stray.workspaceId}`
    const now = performance.now()
    if ((strays.get(key) ?? -Infinity) > now - strayMs) return
    if (strays.size >= mostRemembered) strays.clear()
    strays.set(key, now)
    auditStray(db, stray).catch((error: unknown) =>
      log.warn({ err: error, requestId: stray.requestId }, 'a stray could not be audited'),
    )
  }

  return {
    strayed,
    session,
    user: async (headers) => (await session(headers))?.user ?? null,
    member: (userId, workspaceId) => members.get(`${userId} ${workspaceId.toLowerCase()}`),
    forget() {
      sessions.clear()
      members.clear()
    },
  }
}

/** For the eyes of those whose workspace it is; of a workspace that isn't there nobody is told. */
async function auditStray(db: Kysely<Database>, { workspaceId, route, ...actor }: Stray) {
  if (!(await workspaceExists(db, workspaceId))) return
  await audit(db, actor, { workspaceId, action: 'workspace.entry_refused', details: { route } })
}

/** Values by key, for a second; those who ask at the same time share one look-up. */
function remembered<Key extends string, Value>(find: (key: Key) => Promise<Value | undefined>) {
  const entries = new Map<Key, { value: Promise<Value | null>; until: number }>()

  return {
    clear: () => entries.clear(),
    get(key: Key): Promise<Value | null> {
      const now = performance.now()
      const entry = entries.get(key)
      if (entry !== undefined && entry.until > now) return entry.value

      if (entries.size >= mostRemembered) entries.clear()
      const value = find(key).then((found) => found ?? null)
      const fresh = { value, until: now + rememberedMs }
      entries.set(key, fresh)
      const drop = () => {
        if (entries.get(key) === fresh) entries.delete(key)
      }
      void fresh.value.then((value) => value ?? drop(), drop)
      return fresh.value
    },
  }
}
