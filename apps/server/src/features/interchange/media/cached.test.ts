import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noRedis, type RedisServer, startRedis } from '../../../../test/redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/test-database.ts'
import { openCaches } from '../../../platform/cache/open-caches.ts'
import { openTestStore } from '../../../platform/cache/test-store.ts'
import { newId } from '../../../platform/ids.ts'
import { insertMedia } from '../queries/media.ts'
import { createMedia } from './cached.ts'

if (noRedis !== undefined) console.log(`Media are not kept in Redis in this test: ${noRedis}.`)
const bytes = Buffer.from([0, 10, 255, 13, 10, 1, 2, 3])
const hash = createHash('sha256').update(bytes).digest('hex')

describe.each([
  { where: 'in the process', withRedis: false },
  ...(noRedis === undefined ? [{ where: 'in the process and Redis', withRedis: true }] : []),
])('media kept $where', ({ withRedis }) => {
  let database: TestDatabase
  let redis: RedisServer | undefined
  let workspaceId: string
  let ends: (() => void)[]

  beforeEach(async () => {
    database = await createTestDatabase()
    redis = withRedis ? await startRedis() : undefined
    ends = []
    workspaceId = newId()
    const workspace = { id: workspaceId, name: 'One' }
    await database.kysely.insertInto('workspaces').values(workspace).execute()
    const medium = { hash, type: 'image/png', name: 'moon.png', bytes }
    await insertMedia(database.kysely, workspaceId, [medium])
  })
  afterEach(async () => {
    for (const end of ends) end()
    await redis?.stop()
    await database.drop()
  })

  async function newNode() {
    const store = redis && (await openTestStore(redis, database.pool))
    const caches = openCaches({ store })
    ends.push(() => caches.close())
    return createMedia(database.kysely, caches)
  }
  const storedKey = async () => (await redis?.command('keys', '*:media.1:*')) ?? ''
  const isGone = () => database.kysely.deleteFrom('media').execute()

  it('are read once from the database, and are what they were', async () => {
    const media = await newNode()
    const found = await media(workspaceId, hash)
    await isGone()
    expect(found).toMatchObject({ type: 'image/png', bytes })
    expect(await media(workspaceId, hash)).toMatchObject({ type: 'image/png', bytes })
  })

  it('are not there for another workspace, nor under another hash', async () => {
    const media = await newNode()
    await media(workspaceId, hash)
    expect(await media(newId(), hash)).toBeUndefined()
    expect(await media(workspaceId, '0'.repeat(64))).toBeUndefined()
  })

  it.runIf(withRedis)(
    'come from Redis on another node, unless they are not what they were',
    async () => {
      const [one, two] = [await newNode(), await newNode()]
      await one(workspaceId, hash)
      await expect.poll(storedKey).not.toBe('')
      await isGone()
      expect(await two(workspaceId, hash)).toMatchObject({ type: 'image/png', bytes })

      const key = await storedKey()
      for (const forged of ['image/png\nanother picture', 'no type', '']) {
        await redis?.command('set', key, forged)
        const three = await newNode()
        expect(await three(workspaceId, hash)).toBeUndefined()
      }
    },
  )
})
