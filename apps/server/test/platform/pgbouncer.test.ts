import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type DatabaseHandle, openExternalDatabase } from '../../src/platform/database/database.ts'
import { migrate, readMigrations } from '../../src/platform/database/migrate.ts'
import { job } from '../../src/platform/jobs/job.ts'
import { createJobs } from '../../src/platform/jobs/jobs.ts'
import { createLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { hasPgBouncer, type PgBouncer, startPgBouncer } from '../pgbouncer.ts'
import { startProgram } from '../program.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

const log = createLog('silent')

if (!hasPgBouncer) process.stdout.write('skipped, as PgBouncer is not installed: its tests\n')

describe.skipIf(!hasPgBouncer)('through PgBouncer in transaction mode', () => {
  let direct: TestDatabase
  let bouncer: PgBouncer
  let url: string
  let database: DatabaseHandle

  beforeAll(async () => {
    direct = await createTestDatabase('empty')
    bouncer = await startPgBouncer(direct.url, 4)
    url = `${bouncer.url}?pgbouncer=true`
    database = await openExternalDatabase(url, log)
  })
  afterAll(async () => {
    await database.close()
    await bouncer.close()
    await direct.drop()
  })

  it('nodes that start together apply each migration once', async () => {
    const other = await openExternalDatabase(url, log)
    const applied = await Promise.all([database, other].map(({ pool }) => migrate(pool, log)))
    await other.close()
    const names = applied.flat().map(({ name }) => name)
    expect(names).toEqual((await readMigrations()).map(({ name }) => name))
  })

  it('statements with a name run on whichever connection is free', async () => {
    const asks = Array.from({ length: 200 }, (_, index) =>
      database.pool.query<{ number: number }>({
        name: 'the same',
        text: 'SELECT $1::integer AS number FROM pg_sleep(0.002)',
        values: [index],
      }),
    )
    const numbers = (await Promise.all(asks)).map(({ rows }) => rows[0]?.number)
    expect(numbers).toEqual(asks.map((_, index) => index))
  })

  it('jobs are done', async () => {
    const jobs = createJobs(database.servers, log, createMetrics())
    const kind = job('add', z.object({ number: z.number() }))
    const done: number[] = []
    jobs.handle(kind, async ({ number }) => void done.push(number))
    await jobs.start({ work: true })
    await jobs.send(kind, { number: 1 })
    await expect.poll(() => done, { timeout: 10_000 }).toEqual([1])
    await jobs.stop()
  })

  it('the program runs', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor-pgbouncer-'))
    const program = await startProgram({ dataFolder, env: { DATABASE_URL: url } })
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200)
    expect(await program.stop()).toBe(0)
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('is told about: without its parameter PgBouncer refuses the settings of a connection', async () => {
    await expect(openExternalDatabase(bouncer.url, log)).rejects.toThrow(
      /unsupported startup parameter.*pgbouncer=true/s,
    )
  })
})
