import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Servers } from '../servers.ts'

const megabyte = 1_048_576
/** With less than this, writes are refused; from so much on they are taken again. */
const refuseBelow = 96 * megabyte
const acceptFrom = 160 * megabyte
/** Two segments of the write-ahead log: room to refuse in order, should the disk fill at once. */
const reserveBytes = 32 * megabyte
const everyMs = 500

export interface SpaceOptions {
  /** The data folder, on the disk that is watched. */
  readonly folder: string
  readonly servers: Pick<Servers, 'isFull'>
  readonly pool: pg.Pool
  readonly log: Logger
  /** Bytes that are free for the folder. */
  readonly free?: (folder: string) => Promise<number>
}

/**
 * Refuses writes while the disk is nearly full, since PostgreSQL stops altogether when its
 * write-ahead log finds no room. Reads go on, and writes as soon as there is room again. Comes back
 * after the first look.
 */
export async function watchSpace(options: SpaceOptions): Promise<{ stop(): Promise<void> }> {
  const { folder, servers, pool, log, free = freeBytes } = options
  const reserve = join(folder, 'reserve')
  const stopping = new AbortController()
  let hasReserve = false
  /** Whether the server refuses, as far as it was told. */
  let refuses: boolean | undefined

  await look()
  const running = run()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      await look()
      if (!servers.isFull && !hasReserve) await keepReserve()
    }
  }

  async function look(): Promise<void> {
    try {
      const bytes = (await free(folder)) + (hasReserve ? reserveBytes : 0)
      const isFull = bytes < (servers.isFull ? acceptFrom : refuseBelow)
      if (isFull) await rm(reserve, { force: true })
      hasReserve &&= !isFull
      if (isFull !== servers.isFull)
        log[isFull ? 'error' : 'warn'](
          { megabytes: Math.round(bytes / megabyte) },
          isFull ? 'the disk is nearly full: writes are refused' : 'writes are taken again',
        )
      servers.isFull ||= isFull
      if (refuses !== isFull) await tell(isFull)
      refuses = isFull
      servers.isFull = isFull
    } catch (error) {
      // The server may be starting again; it is told the next time.
      refuses = undefined
      log.warn({ err: error }, 'the space on the disk could not be looked after')
    }
  }

  /** For every session, those that are open too; it outlives a crash of the server. */
  async function tell(refuse: boolean): Promise<void> {
    const { rows } = await pool.query<{ now: boolean }>(
      "SELECT current_setting('default_transaction_read_only')::boolean AS now",
    )
    if (rows[0]?.now === refuse) return
    await pool.query(
      refuse
        ? 'ALTER SYSTEM SET default_transaction_read_only = on'
        : 'ALTER SYSTEM RESET default_transaction_read_only',
    )
    await pool.query('SELECT pg_reload_conf()')
  }

  async function keepReserve(): Promise<void> {
    try {
      if ((await free(folder)) < acceptFrom + reserveBytes) return
      await writeFile(reserve, Buffer.alloc(reserveBytes))
      hasReserve = true
    } catch (error) {
      log.warn({ err: error }, 'no room could be kept in reserve')
    }
  }

  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
