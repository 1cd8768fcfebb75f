import { sql } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { readConfig } from '../../src/config.ts'
import { type DatabaseHandle, openExternalDatabase } from '../../src/platform/database/database.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Read } from '../../src/platform/database/replica.ts'
import { giveToPostgres, Postgres } from '../faults/parts/postgres.ts'
import { Wire } from '../faults/parts/wire.ts'

describe('reading from a standby', () => {
  let folder: string
  let primary: Postgres
  let standby: Postgres
  /** What the standby follows by. */
  let log: Wire
  /** What we reach the standby by. */
  let way: Wire
  let database: DatabaseHandle

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quizmentor-replica-'))
    await giveToPostgres(folder)
    const settings = { fsync: 'off', max_wal_senders: '10' }
    primary = await Postgres.create(join(folder, 'primary'), settings)
    log = await Wire.to({ host: '127.0.0.1', port: primary.port })
    standby = await primary.standby(join(folder, 'standby'), { by: log.port })
    await primary.start()
    await primary.createDatabase()
    await primary.query('CREATE TABLE kept (number integer)')
    await primary.query('CREATE USER reader')
    await standby.start()
    way = await Wire.to({ host: '127.0.0.1', port: standby.port })
    database = await openExternalDatabase(
      primary.url(),
      pino({ level: 'silent' }),
      standby.url(undefined, way.port),
    )
    await vi.waitFor(() => standby.query('SELECT FROM kept'), { timeout: 5_000 })
  })

  afterAll(async () => {
    await database.close()
    await Promise.all([way.close(), log.close()])
    await standby.close()
    await primary.close()
    await rm(folder, { recursive: true, force: true })
  })

  const look: Parameters<Read>[0] = async (db) => {
    const { rows } = await sql<{ count: number; standby: boolean }>`
      select count(*) as count, pg_is_in_recovery() as standby from kept`.execute(db)
    return rows[0]
  }
  const write = () => database.pool.query('INSERT INTO kept VALUES (1)')

  it('shows what was written a moment ago', async () => {
    for (let written = 1; written <= 20; written++) {
      await write()
      expect(await database.read(look)).toMatchObject({ count: written })
    }
    // On a busy machine it may have been left alone for a moment.
    await expect
      .poll(() => database.read(look), { timeout: 5_000 })
      .toEqual({ count: 20, standby: true })
  })

  it('reads from the primary while the standby is behind, and from the standby again', async () => {
    log.freeze()
    await write()
    expect(await database.read(look)).toEqual({ count: 21, standby: false })
    log.open()
    await expect
      .poll(() => database.read(look), { timeout: 5_000 })
      .toEqual({ count: 21, standby: true })
  })

  it('asks the primary what the standby leaves unanswered', async () => {
    const slow = database.read(async (db) => {
      await sql`select pg_sleep(case when pg_is_in_recovery() then 60 else 0 end)`.execute(db)
      return look(db)
    })
    await expect
      .poll(
        async () =>
          (
            await standby.query(
              "SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(case%' AND state = 'active' AND pid <> pg_backend_pid()",
            )
          ).length,
      )
      .toBe(1)
    way.freeze()
    expect(await slow).toEqual({ count: 21, standby: false })
    way.open()
    await expect
      .poll(() => database.read(look), { timeout: 5_000 })
      .toEqual({ count: 21, standby: true })
  })

  it('fails where the question is wrong, rather than asking it again', async () => {
    let asked = 0
    const wrong = database.read(async (db) => {
      asked++
      return sql`select nothing from kept`.execute(db)
    })
    await expect(wrong).rejects.toThrow('column "nothing" does not exist')
    expect(asked).toBe(1)
  })

  it('is looked at by the doctor', async () => {
    const config = readConfig({
      DATABASE_URL: primary.url(),
      DATABASE_REPLICA_URL: standby.url(),
    })
    const call = { config, log: createLog('silent'), words: [], values: {} }
    const { json } = await doctorCommand.run(call)
    expect(json['findings']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'copies', state: 'warning' }),
        expect.objectContaining({ name: 'standby', state: 'ok' }),
      ]),
    )
  })

  it('needs no more than a login', async () => {
    const { rows } = await database.pool.query(
      `SELECT has_function_privilege('reader', name, 'execute') AS may FROM unnest(ARRAY[
        'pg_control_checkpoint()', 'pg_current_wal_lsn()', 'pg_last_wal_replay_lsn()',
        'pg_walfile_name(pg_lsn)', 'pg_is_in_recovery()']) AS name`,
    )
    expect(rows).toEqual(rows.map(() => ({ may: true })))
  })
})
