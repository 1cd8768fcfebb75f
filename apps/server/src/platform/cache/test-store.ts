import type pg from 'pg'
import { expect } from 'vitest'
import type { RedisServer } from '../../../test/redis-server.ts'
import { databaseId } from '../database-id.ts'
import { createLog } from '../log.ts'
import { redisStore, type SharedStore } from './redis-store.ts'

/** A store in a test's own Redis server, once it is connected. */
export async function openTestStore(redis: RedisServer, pool: pg.Pool): Promise<SharedStore> {
  const store = redisStore(redis.url, () => databaseId(pool), createLog('silent'))
  const keeps = async () => {
    store.set('first', Buffer.from('one'), 60_000)
    return (await store.get('first'))?.toString()
  }
  await expect.poll(keeps, { timeout: 10_000 }).toBe('one')
  return store
}
