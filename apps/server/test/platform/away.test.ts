import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DatabaseAway } from '../../src/platform/database/away.ts'
import { type DatabaseHandle, openExternalDatabase } from '../../src/platform/database/database.ts'
import { listen } from '../../src/platform/database/listen.ts'
import { giveToPostgres, Postgres } from '../faults/parts/postgres.ts'
import { Wire } from '../faults/parts/wire.ts'

const log = pino({ level: 'silent' })
const outcome = (work: Promise<unknown>) => work.catch((error: unknown) => error)

describe('a database with two servers', () => {
  let folder: string
  let primary: Postgres
  let standby: Postgres
  let wire: Wire
  let database: DatabaseHandle

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quizmentor-away-'))
    await giveToPostgres(folder)
    const settings = { fsync: 'off', max_wal_senders: '10' }
    primary = await Postgres.create(join(folder, 'primary'), settings)
    standby = await primary.standby(join(folder, 'standby'), { by: primary.port })
    await primary.start()
    await primary.createDatabase()
    await primary.query('CREATE TABLE kept (number integer PRIMARY KEY)')
    wire = await Wire.to({ host: '127.0.0.1', port: primary.port })
    await standby.start()
    const { username, password, pathname } = new URL(primary.url())
    const hosts = `127.0.0.1:${wire.port},127.0.0.1:${standby.port}`
    const url = `postgres://${username}:${password}@${hosts}${pathname}`
    database = await openExternalDatabase(`${url}?target_session_attrs=read-write`, log)
  })

  afterEach(() => wire.open())

  afterAll(async () => {
    await database.close()
    await wire.close()
    await standby.close()
    await primary.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('fails what runs and what is asked while neither answers, and works again at once', async () => {
    const heard: string[] = []
    const listening = Promise.withResolvers<void>()
    let again = 0
    const listener = listen(database.servers, 'news', {
      heard: (payload) => heard.push(payload),
      again: () => ++again && listening.resolve(),
      log,
    })
    await listening.promise
    await Promise.all([1, 2, 3].map(() => database.pool.query('SELECT pg_sleep(0.05)')))

    const running = outcome(database.pool.query('SELECT pg_sleep(60)'))
    const transaction = outcome(
      database.kysely.transaction().execute(async (tx) => {
        await sql`SELECT pg_sleep(60)`.execute(tx)
      }),
    )
    wire.freeze()
    // Both would take longer than this test may.
    expect(await running).toBeInstanceOf(DatabaseAway)
    expect(await transaction).toBeInstanceOf(DatabaseAway)
    expect(await outcome(database.pool.query('SELECT 1'))).toBeInstanceOf(DatabaseAway)

    wire.open()
    await expect.poll(() => database.servers.isAway, { timeout: 5_000 }).toBe(false)
    await database.pool.query('SELECT 1')
    expect(database.pool.totalCount).toBe(1)
    // What listened listens again.
    await expect.poll(() => again, { timeout: 5_000 }).toBe(2)
    await database.pool.query("NOTIFY news, 'back'")
    await expect.poll(() => heard).toEqual(['back'])
    await listener.close()
  })

  it('does not take a slow statement, or a stuck process, for a server that is away', async () => {
    const slow = database.pool.query<{ number: number }>('SELECT 7 AS number FROM pg_sleep(2.5)')
    const until = performance.now() + 1_800
    while (performance.now() < until);
    expect((await slow).rows).toEqual([{ number: 7 }])
    expect(database.servers.isAway).toBe(false)
  })

  it('follows to the standby that takes over', async () => {
    await database.pool.query('INSERT INTO kept VALUES (1)')
    await expect
      .poll(async () => (await standby.query('SELECT FROM kept')).length, { timeout: 5_000 })
      .toBe(1)
    wire.cut()
    await primary.kill()
    await expect(database.pool.query('INSERT INTO kept VALUES (2)')).rejects.toThrow()
    await standby.promote()
    await expect
      .poll(
        () =>
          database.pool.query('INSERT INTO kept VALUES (3)').then(
            () => 'stored',
            () => 'not',
          ),
        {
          timeout: 5_000,
        },
      )
      .toBe('stored')
    const { rows } = await database.pool.query('SELECT number FROM kept ORDER BY number')
    expect(rows).toEqual([{ number: 1 }, { number: 3 }])
  })

  it('is away while the only server left takes no writes, and back when it does', async () => {
    const setting = 'ALTER SYSTEM SET default_transaction_read_only'
    await standby.query(`${setting} = on`)
    await standby.query('SELECT pg_reload_conf()')
    const write = () => outcome(database.pool.query('INSERT INTO kept VALUES (4)'))
    await expect.poll(write, { timeout: 5_000 }).toBeInstanceOf(DatabaseAway)
    await standby.query(`${setting} = off`)
    await standby.query('SELECT pg_reload_conf()')
    await expect.poll(write, { timeout: 5_000 }).toMatchObject({ rowCount: 1 })
    await database.pool.query('DELETE FROM kept WHERE number = 4')
  })

  it('stays with the newer one when the former comes back and takes writes as well', async () => {
    await primary.start()
    wire.open()
    const { username, password, pathname } = new URL(primary.url())
    const hosts = `127.0.0.1:${wire.port},127.0.0.1:${standby.port}`
    const anew = await openExternalDatabase(
      `postgres://${username}:${password}@${hosts}${pathname}`,
      log,
    )
    const { rows } = await anew.pool.query('SELECT number FROM kept ORDER BY number')
    await anew.close()
    expect(rows).toEqual([{ number: 1 }, { number: 3 }])
  })
})
