import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openPlatform, type Platform } from '../../src/platform/platform.ts'
import { noRedis, type RedisServer, startRedis } from '../redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'

if (noRedis !== undefined) console.log(`Metrics are not tested with Redis: ${noRedis}.`)

const secret = randomBytes(32).toString('base64url')
let database: TestDatabase
let redis: RedisServer | undefined
let ends: (() => Promise<void>)[]

beforeEach(async () => {
  database = await createTestDatabase()
  ends = []
})
afterEach(async () => {
  for (const end of ends) await end()
  await redis?.stop()
  redis = undefined
  await database.drop()
})

interface TestNode {
  readonly platform: Platform
  /** A number of `/metrics` by its name and labels; undefined where there is none such. */
  readonly number: (name: string) => Promise<number | undefined>
}

async function newNode(): Promise<TestNode> {
  const platform = await openPlatform(
    readConfig({
      DATABASE_URL: database.url,
      ...(redis && { REDIS_URL: redis.url }),
      PORT: '0',
      QUIZMENTOR_SECRET: secret,
      QUIZMENTOR_LOG_LEVEL: 'silent',
    }),
  )
  ends.push(() => platform.close())
  const app = await startApp(platform)
  ends.unshift(() => app.close())
  const number = async (name: string) => {
    const text = await (await fetch(`${app.url}/metrics`)).text()
    const line = text.split('\n').find((each) => each.startsWith(`${name} `))
    return line === undefined ? undefined : Number(line.slice(name.length + 1))
  }
  return { platform, number }
}

const said = (way: string) => `quizmentor_bus_messages_total{way="${way}"}`

it('counts what a node says through the database, and says nothing of a Redis it has not', async () => {
  const { platform, number } = await newNode()
  const before = (await number(said('database'))) ?? 0
  for (let words = 0; words < 3; words++) platform.bus.say('all', 'test.word', words)
  expect((await number(said('database'))) ?? 0).toBeGreaterThanOrEqual(before + 3)
  expect(await number(said('redis'))).toBeUndefined()
  expect(await number('quizmentor_redis_up')).toBeUndefined()
})

it.skipIf(noRedis !== undefined)(
  'shows whether Redis answers, and counts what goes which way',
  async () => {
    redis = await startRedis()
    const { platform, number } = await newNode()
    const soon = { timeout: 5_000 }
    await expect.poll(() => number('quizmentor_redis_up'), soon).toBe(1)
    const [byRedis, byDatabase] = [await number(said('redis')), await number(said('database'))]
    for (let words = 0; words < 3; words++) platform.bus.say('all', 'test.word', words)
    expect(await number(said('redis'))).toBeGreaterThanOrEqual((byRedis ?? 0) + 3)
    expect(await number(said('database'))).toBe(byDatabase)
    await redis.kill()
    await expect.poll(() => number('quizmentor_redis_up'), soon).toBe(0)
    platform.bus.say('all', 'test.word', 'elsewhere')
    expect(await number(said('database'))).toBeGreaterThan(byDatabase ?? 0)
    await redis.start()
    await expect.poll(() => number('quizmentor_redis_up'), soon).toBe(1)
  },
  20_000,
)
