import type { Kysely } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseAway } from '../database/away.ts'
import { listen } from '../database/listen.ts'
import { openPool } from '../database/pool.ts'
import type { Database } from '../database/schema.ts'
import { type Connection, Servers } from '../database/servers.ts'
import type { Log } from '../log.ts'
import { newId } from '../ids.ts'
import type { Metrics } from '../metrics.ts'
import type { JobKind } from './job.ts'

/** What a handler is told beside its data. */
export interface Attempt {
  /** 1 for the first. */
  number: number
  /** Whether there will be no other, should this one fail. */
  last: boolean
}

export interface SendOptions {
  /** A transaction: the job exists if, and only if, it commits. */
  within?: Kysely<Database>
  startAfter?: Date
  /** Of jobs with the same key, one waits at a time. */
  key?: string
}

/** Work that is done later, by this node or another, at least once, and survives a crash. */
export interface Jobs {
  /** Says who does the work; before `start`. */
  handle<Data extends object>(
    kind: JobKind<Data>,
    work: (data: Data, attempt: Attempt) => Promise<void>,
  ): void
  /** Does it again and again, at the times (UTC) of a cron expression; before `start`. */
  repeat<Data extends object>(kind: JobKind<Data>, cron: string, data: Data): void
  send<Data extends object>(kind: JobKind<Data>, data: Data, options?: SendOptions): Promise<void>
  /** Makes the queues, as soon as that is possible; with `work`, also does what is sent. */
  start(options: { work: boolean }): Promise<void>
  /** Waits for running work, a while. */
  stop(): Promise<void>
}

interface Registered {
  kind: JobKind<object>
  work: (data: unknown, attempt: Attempt) => Promise<void>
}

const patience = 20_000
const diskFull = '53100'

/** Jobs kept in PostgreSQL by pg-boss, which is loaded when they are started. */
export function createJobs(to: Connection | Servers, log: Log, metrics: Metrics): Jobs {
  const servers = to instanceof Servers ? to : new Servers(to)
  const registered = new Map<string, Registered>()
  const schedules: { name: string; cron: string; data: object }[] = []
  const { promise: started, resolve, reject } = Promise.withResolvers<Boss>()
  // Whoever sends waits for it; that nobody has sent yet is no failure.
  started.catch(() => {})
  let starting: Promise<Boss | undefined> | undefined
  const stopping = new AbortController()

  async function open() {
    const { PgBoss, fromKysely } = await import('pg-boss')
    const pool = openPool(servers, log, {
      size: 3,
      name: 'quizmentor jobs',
      // Looking after a large table takes its time.
      statementMs: 300_000,
      types: pg.types,
    })
    const boss = new PgBoss({
      db: {
        executeSql: (text, values) => pool.query<object>(text, values),
        listen: async (channel, heard, again) => listen(servers, channel, { heard, again, log }),
      },
      // PgBouncer has no session to listen on; new jobs are then looked for every two seconds.
      useListenNotify: !servers.pooled,
    })
    boss.on('error', (error) => {
      // It was said once already, and these come every few seconds.
      const isKnown =
        error.name === DatabaseAway.name || ('code' in error && error.code === diskFull)
      log[isKnown ? 'debug' : 'error']({ err: error }, 'jobs')
    })
    boss.on('warning', ({ message }) => log.warn({ detail: message }, 'jobs'))
    const close = async (options: { graceful: boolean; timeout?: number }) => {
      await boss.stop(options)
      await pool.end()
    }
    return { boss, fromKysely, close }
  }
  type Boss = Awaited<ReturnType<typeof open>>

  async function begin(withWork: boolean): Promise<Boss> {
    const opened = await open()
    try {
      await opened.boss.start()
      for (const { kind } of registered.values()) await makeQueue(opened, kind)
      if (withWork) await workOff(opened)
      return opened
    } catch (error) {
      await opened.close({ graceful: false }).catch(() => {})
      throw error
    }
  }

  async function makeQueue({ boss }: Boss, { name, retries }: JobKind<object>) {
    const settings = {
      retryLimit: retries.limit,
      retryDelay: retries.firstAfter,
      retryDelayMax: retries.atMost,
      retryBackoff: true,
      notify: true,
      ...(retries.missedAfter !== undefined && { heartbeatSeconds: retries.missedAfter }),
    }
    // Of each key one job waits at a time; a job without one is given its own.
    await boss.createQueue(name, { policy: 'short', ...settings })
    await boss.updateQueue(name, settings)
  }

  async function work({ boss }: Boss, { kind, work: handler }: Registered) {
    // New jobs are announced; what waits for another try is looked for.
    const options = { includeMetadata: true, notifyPollingIntervalSeconds: 5 } as const
    const worker: string = await boss.work(kind.name, options, async (batch) => {
      // Where there was one, there may be more.
      boss.notifyWorker(worker)
      for (const { id, data, retryCount } of batch) {
        const attempt = { number: retryCount + 1, last: retryCount >= kind.retries.limit }
        try {
          await handler(data, attempt)
          metrics.jobs.inc({ job: kind.name, outcome: 'done' })
        } catch (error) {
          metrics.jobs.inc({ job: kind.name, outcome: attempt.last ? 'failed' : 'retried' })
          const level = attempt.last ? 'error' : 'warn'
          log[level]({ err: error, job: kind.name, id, attempt: attempt.number }, 'job failed')
          throw error
        }
      }
    })
  }

  /** Nobody waits for jobs, so a database that is away for a moment is waited for. */
  async function beginWhenPossible(withWork: boolean): Promise<Boss | undefined> {
    for (let wait = 500; !stopping.signal.aborted; wait = Math.min(wait * 2, 30_000)) {
      try {
        const begun = await begin(withWork)
        resolve(begun)
        return begun
      } catch (error) {
        log.warn({ err: error, wait }, 'jobs could not be started; trying again')
        await delay(wait, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    return undefined
  }

  async function workOff(boss: Boss) {
    for (const entry of registered.values()) await work(boss, entry)
    for (const { name, cron, data } of schedules)
      await boss.boss.schedule(name, cron, data, { tz: 'UTC' })
  }

  return {
    handle(kind, handler) {
      if (registered.has(kind.name)) throw new Error(`the job ${kind.name} has a handler already`)
      registered.set(kind.name, {
        kind,
        work: (data, attempt) => handler(kind.data.parse(data), attempt),
      })
    },
    repeat(kind, cron, data) {
      schedules.push({ name: kind.name, cron, data })
    },
    async send(kind, data, { within, startAfter, key } = {}) {
      const { boss, fromKysely } = await started
      await boss.send(kind.name, kind.data.parse(data), {
        ...(within && { db: fromKysely(within) }),
        ...(startAfter && { startAfter }),
        singletonKey: key ?? newId(),
      })
    },
    async start(options) {
      starting = beginWhenPossible(options.work)
      await starting
    },
    async stop() {
      stopping.abort()
      reject(new Error('the program is stopping'))
      const running = await starting
      await running?.close({ graceful: true, timeout: patience })
    },
  }
}
