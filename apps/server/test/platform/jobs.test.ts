import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { job } from '../../src/platform/jobs/job.ts'
import { createJobs, type Jobs } from '../../src/platform/jobs/jobs.ts'
import { createLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

const add = job('add', z.object({ number: z.number() }), { firstAfter: 1, limit: 2 })

describe('jobs', () => {
  let database: TestDatabase
  let jobs: Jobs
  let done: number[]

  beforeEach(async () => {
    database = await createTestDatabase()
    done = []
    jobs = newJobs()
  })
  afterEach(async () => {
    await jobs.stop()
    await database.drop()
  })

  function newJobs(): Jobs {
    return createJobs({ connectionString: database.url }, createLog('silent'), createMetrics())
  }

  it('are done after they were sent', async () => {
    jobs.handle(add, async ({ number }) => void done.push(number))
    await jobs.start({ work: true })
    await jobs.send(add, { number: 1 })
    await expect.poll(() => done).toEqual([1])
  })

  it('sent before the start are done after it', async () => {
    jobs.handle(add, async ({ number }) => void done.push(number))
    const sent = jobs.send(add, { number: 2 })
    await jobs.start({ work: true })
    await sent
    await expect.poll(() => done).toEqual([2])
  })

  it('exist only if the transaction they were sent in commits', async () => {
    jobs.handle(add, async ({ number }) => void done.push(number))
    await jobs.start({ work: true })
    const abandoned = database.kysely.transaction().execute(async (within) => {
      await jobs.send(add, { number: 3 }, { within })
      throw new Error('changed my mind')
    })
    await expect(abandoned).rejects.toThrow('changed my mind')
    await database.kysely
      .transaction()
      .execute((within) => jobs.send(add, { number: 4 }, { within }))
    await expect.poll(() => done).toEqual([4])
  })

  it('are tried again when they fail, and know which try is the last', async () => {
    const tries: boolean[] = []
    jobs.handle(add, async (_, { last }) => {
      tries.push(last)
      if (!last) throw new Error('not yet')
    })
    await jobs.start({ work: true })
    await jobs.send(add, { number: 5 })
    await expect.poll(() => tries, { timeout: 20_000 }).toEqual([false, false, true])
  })

  it('wait for a node that works, across restarts', async () => {
    jobs.handle(add, async ({ number }) => void done.push(number))
    await jobs.start({ work: false })
    await jobs.send(add, { number: 6 })
    await jobs.stop()

    jobs = newJobs()
    jobs.handle(add, async ({ number }) => void done.push(number))
    await jobs.start({ work: true })
    await expect.poll(() => done).toEqual([6])
  })

  it('refuse data of the wrong kind', async () => {
    jobs.handle(add, async () => {})
    await jobs.start({ work: false })
    await expect(jobs.send(add, JSON.parse('{"number":"seven"}'))).rejects.toThrow('number')
  })

  it('with the same key wait once, and those without a key each for themselves', async () => {
    jobs.handle(add, async ({ number }) => void done.push(number))
    await jobs.start({ work: false })
    await jobs.send(add, { number: 8 }, { key: 'same' })
    await jobs.send(add, { number: 8 }, { key: 'same' })
    await jobs.send(add, { number: 9 })
    await jobs.send(add, { number: 9 })
    await jobs.stop()

    jobs = newJobs()
    jobs.handle(add, async ({ number }) => void done.push(number))
    await jobs.start({ work: true })
    await expect.poll(() => done.toSorted((one, other) => one - other)).toEqual([8, 9, 9])
  })

  it('that are repeated are done once a time, however many nodes there are', async () => {
    const eachMinute = job('each-minute', z.object({}))
    const [first, ...nodes] = Array.from({ length: 4 }, newJobs)
    for (const node of [first, ...nodes]) {
      node?.handle(eachMinute, async () => void done.push(1))
      node?.repeat(eachMinute, '* * * * *', {})
    }
    await first?.start({ work: true })
    await first?.stop()
    // As if nobody had looked for what is due since; within a minute there is always something.
    await sql`update pgboss.version set cron_on = null`.execute(database.kysely)
    done = []
    await Promise.all(nodes.map((node) => node.start({ work: true })))
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(1)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pgboss.job where name = 'each-minute'`.execute(
      database.kysely,
    )
    expect(rows).toEqual([{ count: 1 }])
    for (const node of nodes) await node.stop()
  })
})
