import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type EmbeddedServer,
  startEmbeddedServer,
} from '../../src/platform/database/embedded/server.ts'
import { watchSpace } from '../../src/platform/database/embedded/space.ts'
import { openPool } from '../../src/platform/database/pool.ts'
import { Servers } from '../../src/platform/database/servers.ts'

const log = pino({ level: 'silent' })
const megabyte = 1_048_576

describe('a disk that fills up', () => {
  let folder: string
  let server: EmbeddedServer
  let pool: pg.Pool
  let servers: Servers
  let watch: { stop(): Promise<void> }
  let free = 1_000 * megabyte

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quizmentor-space-'))
    server = await startEmbeddedServer({ folder: join(folder, 'postgres'), password: 'p', log })
    servers = new Servers({ ...server.address, database: 'postgres' })
    pool = openPool(servers, log, { size: 4 })
    await pool.query('CREATE TABLE kept (number integer)')
    watch = await watchSpace({ folder, servers, pool, log, free: async () => free })
  })
  afterAll(async () => {
    await watch.stop()
    await pool.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const write = () => pool.query('INSERT INTO kept VALUES (1)').then(() => 'stored', codeOf)
  const codeOf = (error: unknown) =>
    error instanceof Error && 'code' in error ? error.code : 'another error'
  const hasReserve = () =>
    access(join(folder, 'reserve')).then(
      () => true,
      () => false,
    )

  it('refuses writes as the database does when nothing fits, and goes on reading', async () => {
    expect(await write()).toBe('stored')
    await expect.poll(hasReserve).toBe(true)
    free = 10 * megabyte
    await expect.poll(write, { timeout: 5_000 }).toBe('53100')
    expect(await hasReserve()).toBe(false)
    await pool.query('SELECT count(*) FROM kept')
  })

  it('refuses after the server was started anew as well', async () => {
    const { pid } = server
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => server.pid !== pid, { timeout: 10_000 }).toBe(true)
    await expect.poll(write, { timeout: 10_000 }).toBe('53100')
  })

  it('takes writes again when there is room, and not for the least bit of it', async () => {
    free = 100 * megabyte
    expect(await write()).toBe('53100')
    free = 1_000 * megabyte
    await expect.poll(write, { timeout: 5_000 }).toBe('stored')
  })
})
