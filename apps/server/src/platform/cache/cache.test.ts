import { Counter } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noRedis, type RedisServer, startRedis } from '../../../test/redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import type { Bus } from '../bus/bus.ts'
import { openBus } from '../bus/open-bus.ts'
import { newId } from '../ids.ts'
import { createLog } from '../log.ts'
import type { Cache, CacheOptions, Caches } from './cache.ts'
import { openCaches } from './open-caches.ts'
import { openTestStore } from './test-store.ts'

const log = createLog('silent')
if (noRedis !== undefined) console.log(`Caches are not tested with Redis: ${noRedis}.`)

interface Word {
  readonly text: string
}

const words = {
  name: 'words.1',
  lifeMs: 60_000,
  mostEntries: 3,
  mostBytes: 1_000,
  sizeOf: ({ text }: Word) => text.length,
  shared: {
    write: ({ text }: Word) => Buffer.from(`!${text}`),
    read(bytes: Buffer): Word | undefined {
      const written = bytes.toString()
      return written.startsWith('!') ? { text: written.slice(1) } : undefined
    },
  },
} satisfies CacheOptions<Word>

interface Reader {
  readonly bus: Bus
  readonly caches: Caches
  readonly cache: Cache<Word>
}

async function openReader(
  { pool }: TestDatabase,
  redis: RedisServer | undefined,
  options: Partial<CacheOptions<Word>> = {},
): Promise<Reader> {
  const nodeId = newId()
  await pool.query(
    `INSERT INTO nodes (id, roles, version, place, alive_until)
       VALUES ($1::uuid, '{live}', '1', $1::text, now() + '1 hour'::interval)`,
    [nodeId],
  )
  const redisUrl = redis?.url
  const bus = openBus({ redisUrl, database: { pool, kind: 'external' }, nodeId, log })
  await bus.start()
  const caches = openCaches({
    bus,
    store: redis && (await openTestStore(redis, pool)),
    reads: new Counter({
      name: 'reads',
      help: 'reads',
      labelNames: ['cache', 'from'],
      registers: [],
    }),
  })
  return { bus, caches, cache: caches.open({ ...words, ...options }) }
}

/** Where values come from: counts how often it was asked. */
function source(text = 'word') {
  const origin = {
    text,
    loads: 0,
    load: async (): Promise<Word | undefined> => {
      origin.loads += 1
      return { text: origin.text }
    },
  }
  return origin
}

/** A load that takes until it is told how it ends. */
function held() {
  const begun = Promise.withResolvers<void>()
  const { promise, resolve, reject } = Promise.withResolvers<Word>()
  const load = () => {
    begun.resolve()
    return promise
  }
  return { load, begun: begun.promise, resolve, reject }
}

describe.each([
  { where: 'in each process alone', withRedis: false },
  ...(noRedis === undefined ? [{ where: 'in Redis too', withRedis: true }] : []),
])('a cache $where', ({ withRedis }) => {
  let database: TestDatabase
  let redis: RedisServer | undefined
  let readers: Reader[]

  beforeEach(async () => {
    database = await createTestDatabase()
    redis = withRedis ? await startRedis() : undefined
    readers = []
  })
  afterEach(async () => {
    redis?.thaw()
    for (const { caches } of readers) caches.close()
    await Promise.all(readers.map(({ bus }) => bus.close()))
    await redis?.stop()
    await database.drop()
  })

  async function reader(options?: Partial<CacheOptions<Word>>, of = database): Promise<Reader> {
    const opened = await openReader(of, redis, options)
    readers.push(opened)
    return opened
  }

  const storedKey = async () => (await redis?.command('keys', '*:words.1:*')) ?? ''

  it('loads a value once, for those too who ask at the same time', async () => {
    const { cache } = await reader()
    const { load, ...origin } = source()
    const counted = source()
    const asked = Array.from({ length: 50 }, () => cache.get('a', counted.load))
    expect(await Promise.all(asked)).toEqual(asked.map(() => ({ text: 'word' })))
    expect(await cache.get('a', load)).toEqual({ text: 'word' })
    expect([counted.loads, origin.loads]).toEqual([1, 0])
  })

  it('remembers neither absence nor failure', async () => {
    const { cache } = await reader()
    expect(await cache.get('a', async () => undefined)).toBeUndefined()
    const failure = async () => {
      throw new Error('no such thing')
    }
    await expect(cache.get('a', failure)).rejects.toThrow('no such thing')
    expect(await cache.get('a', source().load)).toEqual({ text: 'word' })
  })

  it('lets those try who waited for a load that failed', async () => {
    const { cache } = await reader()
    const slow = held()
    const first = cache.get('a', slow.load)
    const second = cache.get('a', source().load)
    await slow.begun
    slow.reject(new Error('broken'))
    await expect(first).rejects.toThrow('broken')
    expect(await second).toEqual({ text: 'word' })
  })

  it('keeps no more entries and bytes than it may', async () => {
    const { cache } = await reader({ name: 'few.1' })
    const origin = source()
    for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, origin.load)
    await redis?.command('flushall')
    await cache.get('d', origin.load)
    expect(origin.loads).toBe(4)
    await cache.get('a', origin.load)
    expect(origin.loads).toBe(5)
    const large = source('x'.repeat(600))
    await cache.get('e', large.load)
    await cache.get('f', large.load)
    await redis?.command('flushall')
    await cache.get('e', large.load)
    expect(large.loads).toBe(3)
  })

  it('forgets a value at the end of its life', async () => {
    const { cache } = await reader({ lifeMs: 50 })
    const origin = source('old')
    await cache.get('a', origin.load)
    origin.text = 'new'
    await expect.poll(() => cache.get('a', origin.load)).toEqual({ text: 'new' })
  })

  it('drops a value here at once, and on other nodes within two seconds', async () => {
    const [here, there] = [await reader(), await reader()]
    const origin = source('old')
    await here.cache.get('a', origin.load)
    await there.cache.get('a', origin.load)
    origin.text = 'new'
    here.cache.drop('a')
    await expect
      .poll(() => there.cache.get('a', origin.load), { timeout: 2_000 })
      .toEqual({ text: 'new' })
    expect(await here.cache.get('a', origin.load)).toEqual({ text: 'new' })
  })

  it('does not keep what was loaded before a drop and came after it', async () => {
    const { cache } = await reader()
    const slow = held()
    const late = cache.get('a', slow.load)
    await slow.begun
    cache.drop('a')
    const fresh = source('new')
    expect(await cache.get('a', fresh.load)).toEqual({ text: 'new' })
    slow.resolve({ text: 'old' })
    expect(await late).toEqual({ text: 'old' })
    expect(await cache.get('a', fresh.load)).toEqual({ text: 'new' })
    expect(fresh.loads).toBe(1)
  })

  it('keeps apart what has another name, and refuses two of one name', async () => {
    const { caches, cache } = await reader()
    const other = caches.open({ ...words, name: 'words.2' })
    await cache.get('a', source('one').load)
    expect(await other.get('a', source('two').load)).toEqual({ text: 'two' })
    expect(() => caches.open(words)).toThrow('words.1')
  })

  it.runIf(withRedis)('spares another node the load, but not one of another database', async () => {
    const [one, two] = [await reader(), await reader()]
    const origin = source()
    await one.cache.get('a', origin.load)
    await expect.poll(storedKey).not.toBe('')
    expect(await two.cache.get('a', origin.load)).toEqual({ text: 'word' })
    expect(origin.loads).toBe(1)

    const elsewhere = await createTestDatabase()
    const stranger = await openReader(elsewhere, redis)
    expect(await stranger.cache.get('a', source('foreign').load)).toEqual({ text: 'foreign' })
    stranger.caches.close()
    await stranger.bus.close()
    await elsewhere.drop()
  })

  it.runIf(withRedis)('takes nothing from Redis that is not a value', async () => {
    const [one, two] = [await reader(), await reader()]
    await one.cache.get('a', source().load)
    await expect.poll(storedKey).not.toBe('')
    const key = await storedKey()
    await redis?.command('set', key, 'nonsense')
    expect(await two.cache.get('a', source('right').load)).toEqual({ text: 'right' })
    await redis?.command('del', key)
    await redis?.command('rpush', key, 'a list')
    const three = await reader()
    expect(await three.cache.get('a', source('right').load)).toEqual({ text: 'right' })
  })

  it.runIf(withRedis)('goes on when Redis is emptied, frozen, killed, and comes back', async () => {
    const { cache } = await reader()
    const ask = async (key: string) =>
      expect(await cache.get(key, source(key).load)).toEqual({ text: key })
    await ask('before')
    await redis?.command('flushall')
    await ask('emptied')
    redis?.freeze()
    for (let number = 0; number < 20; number += 1) await ask(`frozen ${number}`)
    redis?.thaw()
    await redis?.kill()
    for (let number = 0; number < 20; number += 1) await ask(`killed ${number}`)
    await redis?.start()
    let number = 0
    await expect
      .poll(
        async () => {
          await ask(`back ${(number += 1)}`)
          return storedKey()
        },
        { timeout: 10_000 },
      )
      .not.toBe('')
  })
})
