import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { openPlatform } from '../../src/platform/platform.ts'
import { noRedis, type RedisServer, startRedis } from '../redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

if (noRedis !== undefined) console.log(`The doctor is not tested with Redis: ${noRedis}.`)

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

async function examine(env: Readonly<Record<string, string>> = {}) {
  const config = readConfig({ DATABASE_URL: database.url, ...env })
  const outcome = await doctorCommand.run({
    config,
    log: createLog('silent'),
    words: [],
    values: {},
  })
  const found = (wanted: string) => {
    const findings = outcome.json['findings']
    if (!Array.isArray(findings)) throw new Error('the doctor found nothing')
    return findings
      .filter(({ name }) => name === wanted)
      .map(({ state, detail }) => ({ state: String(state), detail: String(detail) }))
  }
  return { ...outcome, found }
}

describe('the doctor and the nodes', () => {
  const secret = randomBytes(32).toString('base64url')
  let ends: (() => Promise<void>)[]
  beforeEach(() => (ends = []))
  afterEach(async () => {
    for (const end of ends) await end()
  })

  async function newNode(QUIZMENTOR_ROLES: string): Promise<App> {
    const config = readConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      QUIZMENTOR_ROLES,
      QUIZMENTOR_SECRET: secret,
      QUIZMENTOR_LOG_LEVEL: 'silent',
    })
    const platform = await openPlatform(config)
    ends.push(() => platform.close())
    const app = await startApp(platform)
    ends.unshift(() => app.close())
    return app
  }

  it('finds none where none runs', async () => {
    const { found, json } = await examine()
    expect(found('nodes')).toEqual([{ state: 'ok', detail: 'none runs' }])
    expect(json).toMatchObject({ nodes: [] })
  })

  it('lists those that live, and says what they lack together', async () => {
    await database.pool.query(
      `INSERT INTO nodes (id, roles, version, place, alive_until) VALUES
        (gen_random_uuid(), '{worker}', '0.0.1', 'dead 1', now() - interval '1 second')`,
    )
    const [one, two] = [await newNode('api'), await newNode('api,live')]
    const lacking = await examine()
    const listed = ({ url }: App, roles: string) => ({
      state: 'ok',
      detail: expect.stringMatching(`${new URL(url).port}: ${roles}, version \\d`),
    })
    expect(lacking.found('nodes')).toEqual(
      expect.arrayContaining([
        listed(one, 'api'),
        listed(two, 'api, live'),
        { state: 'warning', detail: expect.stringContaining('none has the role worker') },
      ]),
    )
    expect(lacking.found('nodes')).toHaveLength(3)
    expect(lacking.json).toMatchObject({
      nodes: expect.arrayContaining([expect.objectContaining({ roles: ['api', 'live'] })]),
    })
    expect(lacking.text).toContain(': api, live, version ')
    await database.pool.query(
      `INSERT INTO nodes (id, roles, version, place, alive_until) VALUES
        (gen_random_uuid(), '{worker}', '0.0.1', 'older 1', now() + interval '1 minute')`,
    )
    const mixed = (await examine()).found('nodes').filter(({ state }) => state === 'warning')
    expect(mixed).toEqual([{ state: 'warning', detail: expect.stringContaining('0.0.1') }])
  })

  it('goes on where the database is from before there were nodes', async () => {
    await database.pool.query('DROP TABLE nodes')
    expect((await examine()).found('nodes')).toEqual([{ state: 'ok', detail: 'none runs' }])
  })
})

describe('the doctor and Redis', () => {
  it('says nothing of it where REDIS_URL is not set', async () => {
    expect((await examine()).found('redis')).toEqual([])
  })

  it('says that no server answers, and that nodes do without', async () => {
    const { found, failed } = await examine({ REDIS_URL: 'redis://:hush-hush@127.0.0.1:1' })
    const detail =
      'nodes talk through the database: no server answers at 127.0.0.1:1. Start it, or correct REDIS_URL'
    expect(found('redis')).toEqual([{ state: 'warning', detail }])
    expect(JSON.stringify(found('redis'))).not.toContain('hush')
    expect(failed).toBe((await examine()).failed)
  })

  describe.skipIf(noRedis !== undefined)('that is there', () => {
    let redis: RedisServer
    beforeEach(async () => {
      redis = await startRedis()
    })
    afterEach(async () => {
      redis.thaw()
      await redis.stop()
    })
    const looked = async (url = redis.url) => (await examine({ REDIS_URL: url })).found('redis')

    it('says its version', async () => {
      const info = await redis.command('info', 'server')
      const version = /(?:valkey|redis)_version:(\S+)/.exec(info)?.[1] ?? 'none'
      const [found] = await looked()
      expect(found?.detail).toMatch(/^(Redis|Valkey) \d+\.\d+\.\d+ answers/)
      if (!info.includes('valkey')) expect(found?.detail).toContain(version)
    })

    it('says that it refuses the password, or that a user may not do what is needed', async () => {
      await redis.command('acl', 'setuser', 'mute', 'on', '>mute', '+@all', '-publish', '~*', '&*')
      expect(await looked(redis.url.replace('//', '//mute:mute@'))).toEqual([
        { state: 'warning', detail: expect.stringContaining('NOPERM') },
      ])
      expect(await looked(redis.url.replace('//', '//mute:wrong@'))).toEqual([
        { state: 'warning', detail: expect.stringContaining('refuses the user or the password') },
      ])
      await redis.command('config', 'set', 'requirepass', 'needed')
      expect(await looked()).toEqual([
        { state: 'warning', detail: expect.stringContaining('refuses the user or the password') },
      ])
    })

    it('says that it hangs', async () => {
      redis.freeze()
      expect(await looked()).toEqual([
        { state: 'warning', detail: expect.stringContaining('answers nothing') },
      ])
    })
  })
})
