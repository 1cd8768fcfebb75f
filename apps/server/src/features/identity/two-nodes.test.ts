import { createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noRedis, type RedisServer, startRedis } from '../../../test/redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { type App, startApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { openPlatform } from '../../platform/platform.ts'
import { argon2idPasswords } from './password.ts'
import { createUsers } from './users.ts'

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

async function newNode(QUIZMENTOR_SECRET: string): Promise<App> {
  const config = readConfig({
    DATABASE_URL: database.url,
    ...(redis && { REDIS_URL: redis.url }),
    PORT: '0',
    QUIZMENTOR_SECRET,
    QUIZMENTOR_LOG_LEVEL: 'silent',
  })
  const platform = await openPlatform(config)
  ends.push(() => platform.close())
  const app = await startApp(platform)
  ends.unshift(() => app.close())
  await platform.jobs.start({ work: false })
  return app
}

const ways = [false, ...(noRedis === undefined ? [true] : [])]
if (noRedis !== undefined) console.log(`Two nodes are not tested with Redis: ${noRedis}.`)

test.each(ways)(
  'who signs out on one node is out on the other within two seconds (with Redis: %s)',
  async (withRedis) => {
    redis = withRedis ? await startRedis() : undefined
    const secret = randomBytes(32).toString('base64url')
    const [one, two] = [await newNode(secret), await newNode(secret)]
    const cheap = argon2idPasswords({ memory: 64, passes: 1, parallelism: 1 })
    const [email, password] = ['ada@example.org', 'Ada walks home']
    const ada = { name: 'Ada', email, password, role: 'learner' } as const
    await createUsers(database.kysely, cheap).create(ada)

    const cookies = cookieJar()
    await createClient({ baseUrl: one.url, cookies }).identity.signIn({ body: { email, password } })
    const cookie = cookies.header()
    const known = async ({ url }: App) =>
      (await (await fetch(`${url}/api/v1/me`, { headers: { cookie } })).text()).includes(email)
    expect([await known(one), await known(two)]).toEqual([true, true])
    await createClient({ baseUrl: one.url, cookies }).identity.signOut({})
    await expect.poll(() => known(two), { timeout: 2_000 }).toBe(false)
    expect(await known(one)).toBe(false)
  },
)
