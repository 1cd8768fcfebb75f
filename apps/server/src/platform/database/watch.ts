import { setImmediate as loopTurn, setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Connection, Servers } from './servers.ts'

const everyMs = 500
const whileAwayMs = 200
/** How long a server may take to answer. */
const patienceMs = 1_000
/** Of several servers, a former primary may come back and take writes too: the newer one counts. */
const lookElsewhereEvery = 20

/**
 * Of several servers the one that takes writes; the only one there is, which may have been made to
 * take none for a while; one that follows another.
 */
type Wanted = 'primary' | 'only' | 'standby'

export interface Watch {
  /** Whether one of the servers is what is wanted, at the first look. */
  readonly found: boolean
  /** Why none was found: the error of each server. */
  readonly errors: readonly unknown[]
  stop(): Promise<void>
}

interface Found {
  server: Connection
  probe: pg.Client
  timeline: string
}

/**
 * Looks at the servers, on connections of its own, and keeps `servers` at the one that is wanted.
 * What hangs for a second, and what breaks and can't be reached anew, is away until it
 * answers again. Gives itself back after the first look.
 */
export async function watchServers(
  servers: Servers,
  log: Logger,
  wanted: Wanted = servers.all.length > 1 ? 'primary' : 'only',
): Promise<Watch> {
  const stopping = new AbortController()
  let doubt = new AbortController()
  let best: Found | undefined
  let newerElsewhere = false
  let leftAt = 0
  let isRunning = false
  servers.onDoubt = () => doubt.abort()

  const first = await lookAround()
  const running = run()

  async function run(): Promise<void> {
    isRunning = true
    for (let round = 1; !stopping.signal.aborted; round++) {
      const pause = AbortSignal.any([stopping.signal, doubt.signal])
      await delay(servers.isAway ? whileAwayMs : everyMs, undefined, { signal: pause }).catch(
        // Many connections that end together are one doubt.
        () => delay(20),
      )
      if (stopping.signal.aborted) return
      doubt = new AbortController()
      const answer = best ? await ask(best.probe) : 'lost'
      if (answer === 'hangs') leave('it does not answer')
      // Behind one address there may be several servers: what was connected is with this one.
      if (answer === 'unwanted') servers.cut()
      if (answer !== 'wanted' || newerElsewhere) await lookAround()
      else if (round % lookElsewhereEvery === 0) void lookElsewhere(best)
    }
  }

  async function ask(asked: pg.Client): Promise<'wanted' | 'unwanted' | 'lost' | 'hangs'> {
    const answer = stateOf(asked).then(
      (state) => (state[wanted] ? ('wanted' as const) : ('unwanted' as const)),
      () => 'lost' as const,
    )
    const answered = new AbortController()
    const patience = hangs(servers, AbortSignal.any([answered.signal, stopping.signal]))
    const result = await Promise.race([answer, patience])
    answered.abort()
    return result
  }

  /** Finds the server, or knows that there is none. */
  async function lookAround(): Promise<{ found: boolean; errors: unknown[] }> {
    drop(best?.probe)
    best = undefined
    newerElsewhere = false
    const { found, errors } = await lookAtAll(servers.all, wanted)
    // The one that was promoted last has the highest timeline.
    const [newest, ...others] = found.toSorted(
      (one, other) =>
        Number.parseInt(other.timeline, 16) - Number.parseInt(one.timeline, 16) ||
        Number(other.server === servers.current) - Number(one.server === servers.current),
    )
    for (const { probe } of others) drop(probe)
    if (stopping.signal.aborted) drop(newest?.probe)
    else if (newest) arrive(newest)
    else leave('none of its servers answers as that')
    return { found: newest !== undefined, errors }
  }

  async function lookElsewhere(here: Found | undefined): Promise<void> {
    const { found } = await lookAtAll(
      servers.all.filter((server) => server !== here?.server),
      wanted,
    )
    for (const { probe } of found) drop(probe)
    newerElsewhere ||= found.some(({ timeline }) => timeline > (here?.timeline ?? ''))
  }

  function arrive(found: Found): void {
    if (servers.isAway)
      log.warn({ wanted, ms: Math.round(performance.now() - leftAt) }, 'the database is back')
    else if (servers.current !== found.server) log.warn({ wanted }, 'another server is used now')
    best = found
    servers.follow(found.server)
  }

  function leave(why: string): void {
    if (servers.isAway) return
    leftAt = performance.now()
    // At the start whoever asked for it says so.
    if (isRunning) log.error({ wanted, why }, 'the database is away')
    servers.leave()
  }

  async function stop(): Promise<void> {
    servers.onDoubt = () => {}
    stopping.abort()
    await running
    drop(best?.probe)
  }

  return { ...first, stop }
}

async function lookAtAll(servers: readonly Connection[], wanted: Wanted) {
  const looks = await Promise.allSettled(servers.map((server) => lookAt(server, wanted)))
  return {
    found: looks.flatMap((look) => (look.status === 'fulfilled' && look.value ? look.value : [])),
    errors: looks.flatMap((look): unknown[] => (look.status === 'rejected' ? [look.reason] : [])),
  }
}

/** A connection of one's own to a server that is what is wanted; undefined where it isn't. */
async function lookAt(server: Connection, wanted: Wanted): Promise<Found | undefined> {
  const probe = new pg.Client({
    ...server,
    application_name: 'quizmentor watch',
    connectionTimeoutMillis: patienceMs,
  })
  probe.on('error', () => {})
  try {
    await probe.connect()
    const answer = stateOf(probe)
    answer.catch(() => {})
    const state = await Promise.race([answer, delay(patienceMs, undefined, { ref: false })])
    if (!state) throw new Error('the server accepts connections, but answers nothing')
    if (state[wanted]) return { server, probe, timeline: state.timeline }
  } catch (error) {
    drop(probe)
    throw error
  }
  drop(probe)
  return undefined
}

interface State {
  only: boolean
  primary: boolean
  standby: boolean
  timeline: string
}

async function stateOf(client: pg.Client): Promise<State> {
  const { rows } = await client.query<State>(
    `SELECT
      recovers AS standby,
      NOT recovers AS only,
      NOT recovers AND NOT current_setting('transaction_read_only')::boolean AS primary,
      CASE WHEN recovers THEN '' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline
    FROM pg_is_in_recovery() AS recovers`,
  )
  const [state] = rows
  if (!state) throw new Error('the server answers, but not what was asked')
  return state
}

/**
 * Resolves once the server has said nothing for too long. A moment in which this process itself
 * was stuck doesn't count, nor does one in which another connection heard from the server.
 */
async function hangs(servers: Servers, ended: AbortSignal): Promise<'hangs'> {
  const step = patienceMs / 10
  for (let quiet = 0, heard = servers.heard, waited = 0; quiet < 5 || waited < 10; waited++) {
    await delay(step)
    // What has arrived is read before it is found missing.
    await loopTurn()
    if (ended.aborted) break
    quiet = servers.heard === heard ? quiet + 1 : 0
    heard = servers.heard
  }
  return 'hangs'
}

/** Ends a connection; of a server that isn't there any more no goodbye is waited for. */
function drop(client: pg.Client | undefined): void {
  if (!client) return
  client.end().catch(() => {})
  setTimeout(() => client.connection.stream.destroy(), patienceMs).unref()
}
