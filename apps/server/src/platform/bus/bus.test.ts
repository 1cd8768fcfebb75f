import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noRedis, type RedisServer, startRedis } from '../../../test/redis-server.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../ids.ts'
import { createLog } from '../log.ts'
import { type Bus, soloBus } from './bus.ts'
import { openBus } from './open-bus.ts'

const log = createLog('silent')
const topic = 'test.word'
if (noRedis !== undefined) console.log(`The bus is not tested with Redis: ${noRedis}.`)

interface TestNode {
  readonly id: string
  readonly bus: Bus
  readonly heard: unknown[]
}

/** A node that is alive for a while, and hears. */
async function openNode(
  { pool }: TestDatabase,
  redisUrl: string | undefined,
  life = '1 hour',
): Promise<TestNode> {
  const id = newId()
  await pool.query(
    `INSERT INTO nodes (id, roles, version, place, alive_until)
       VALUES ($1::uuid, '{live}', '1', $1::text, now() + $2::interval)`,
    [id, life],
  )
  const bus = openBus({ redisUrl, database: { pool, kind: 'external' }, nodeId: id, log })
  const heard: unknown[] = []
  bus.hear(topic, (body) => void heard.push(body))
  await bus.start()
  return { id, bus, heard }
}

describe.each([
  { way: 'the database', withRedis: false },
  ...(noRedis === undefined ? [{ way: 'Redis', withRedis: true }] : []),
])('a bus through $way', ({ withRedis }) => {
  let database: TestDatabase
  let redis: RedisServer | undefined
  let nodes: TestNode[]

  beforeEach(async () => {
    database = await createTestDatabase()
    redis = withRedis ? await startRedis() : undefined
    nodes = []
  })
  afterEach(async () => {
    redis?.thaw()
    await Promise.all(nodes.map(({ bus }) => bus.close()))
    await redis?.stop()
    await database.drop()
  })

  async function newNode(life?: string): Promise<TestNode> {
    const node = await openNode(database, redis?.url, life)
    nodes.push(node)
    return node
  }

  it('carries words to one node, and to no other', async () => {
    const [one, two, three] = [await newNode(), await newNode(), await newNode()]
    one.bus.say(two.id, topic, 'for two')
    one.bus.say('all', topic, 'for all')
    await expect.poll(() => new Set(two.heard)).toEqual(new Set(['for all', 'for two']))
    await expect.poll(() => three.heard).toEqual(['for all'])
    expect(one.heard).toEqual([])
  })

  it('says from whom a word is, and gives it as it was', async () => {
    const [one, two] = [await newNode(), await newNode()]
    const said: unknown[] = []
    two.bus.hear('test.whole', (body, from) => void said.push({ body, from }))
    const body = { text: 'ü\u0000\n"', deep: [1, { two: null }], long: 'x'.repeat(100_000) }
    one.bus.say(two.id, 'test.whole', body)
    await expect.poll(() => said).toEqual([{ body, from: one.id }])
  })

  it('carries a thousand words, each of them', async () => {
    const [one, two] = [await newNode(), await newNode()]
    const words = Array.from({ length: 1_000 }, (_, number) => number)
    for (const word of words) one.bus.say(two.id, topic, word)
    await expect.poll(() => two.heard.length, { timeout: 5_000 }).toBe(1_000)
    expect(two.heard).toEqual(words)
  })

  it('stops to hear when asked to, and goes on after a listener that fails', async () => {
    const [one, two] = [await newNode(), await newNode()]
    let calls = 0
    const end = two.bus.hear(topic, () => void (calls += 1))
    end()
    two.bus.hear('test.fault', () => {
      throw new Error('a listener failed')
    })
    one.bus.say(two.id, 'test.fault', 1)
    one.bus.say(two.id, topic, 'after it')
    await expect.poll(() => two.heard).toEqual(['after it'])
    expect(calls).toBe(0)
  })

  it('leaves out what cannot be sent', async () => {
    const [one, two] = [await newNode(), await newNode()]
    const round: Record<string, unknown> = {}
    round['round'] = round
    one.bus.say(two.id, topic, round)
    one.bus.say(two.id, topic, 'x'.repeat(2_000_000))
    one.bus.say(one.id, topic, 'to itself')
    one.bus.say(newId(), topic, 'to nobody')
    one.bus.say('no id', topic, 'to nobody')
    one.bus.say(two.id, topic, 'and goes on')
    await expect.poll(() => two.heard).toEqual(['and goes on'])
    expect(one.heard).toEqual([])
  })

  it('keeps nothing for nodes that are dead, nor for those of another database', async () => {
    const [one, dead] = [await newNode(), await newNode('-1 second')]
    await dead.bus.close()
    one.bus.say('all', topic, 'is anybody there?')
    one.bus.say(dead.id, topic, 'are you there?')
    await one.bus.close()
    const { rows } = await database.pool.query('SELECT FROM bus_messages')
    expect(rows).toEqual([])
  })

  it('sends at its end what was said before', async () => {
    const [one, two] = [await newNode(), await newNode()]
    one.bus.say(two.id, topic, 'goodbye')
    await one.bus.close()
    await expect.poll(() => two.heard).toEqual(['goodbye'])
    one.bus.say(two.id, topic, 'never')
    await one.bus.close()
  })

  it('takes no notice of what no node has written', async () => {
    const [one, two] = [await newNode(), await newNode()]
    for (const text of ['', 'word', '{"from":1}', '[]', '{"topic":"test.word"}'])
      await database.pool.query('INSERT INTO bus_messages (node_id, body) VALUES ($1, $2)', [
        two.id,
        text,
      ])
    one.bus.say(two.id, topic, 'and goes on')
    await expect.poll(() => two.heard).toEqual(['and goes on'])
  })

  it('goes on when the database has broken every connection', async () => {
    const [one, two] = [await newNode(), await newNode()]
    await database.pool
      .query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()',
      )
      .catch(() => {})
    one.bus.say(two.id, topic, 'still here')
    await expect.poll(() => two.heard, { timeout: 5_000 }).toContain('still here')
  })
})

describe.skipIf(noRedis !== undefined)('a bus whose Redis', () => {
  let database: TestDatabase
  let redis: RedisServer
  let one: TestNode
  let two: TestNode
  let nodes: TestNode[]
  let words = 0

  beforeEach(async () => {
    database = await createTestDatabase()
    redis = await startRedis()
    nodes = []
    one = await newNode()
    two = await newNode()
  })
  afterEach(async () => {
    redis.thaw()
    await Promise.all(nodes.map(({ bus }) => bus.close()))
    await redis.stop()
    await database.drop()
  })

  async function newNode(redisUrl = redis.url): Promise<TestNode> {
    const node = await openNode(database, redisUrl)
    nodes.push(node)
    return node
  }

  /** Both ways, to one and to all. */
  async function bothHear(): Promise<void> {
    const [first, second, third] = [(words += 1), (words += 1), (words += 1)]
    one.bus.say(two.id, topic, first)
    one.bus.say('all', topic, second)
    two.bus.say(one.id, topic, third)
    await expect.poll(() => two.heard, { timeout: 5_000 }).toContain(first)
    await expect.poll(() => two.heard, { timeout: 5_000 }).toContain(second)
    await expect.poll(() => one.heard, { timeout: 5_000 }).toContain(third)
  }

  /** A node has two connections that carry words; the command that asks has another one. */
  const usesRedis = async () =>
    Number((await redis.command('pubsub', 'numsub', await channelOf(two))).split('\n')[1]) > 0

  async function channelOf(node: TestNode): Promise<string> {
    const { rows } = await database.pool.query<{ prefix: string }>(
      `SELECT 'quizmentor:' || system_identifier || '-' || oid AS prefix
         FROM pg_control_system(), pg_database WHERE datname = current_database()`,
    )
    return `${rows[0]?.prefix}:node:${node.id}`
  }

  const rowsWritten = async () => {
    const { rows } = await database.pool.query<{ written: number }>(
      "SELECT coalesce(last_value, 0)::int AS written FROM pg_sequences WHERE sequencename = 'bus_messages_id_seq'",
    )
    return rows[0]?.written
  }

  it('is well needs no row of the database', async () => {
    await bothHear()
    expect(await rowsWritten()).toBe(0)
  })

  it('is killed talks through the database, and through Redis again when it is back', async () => {
    await redis.kill()
    await bothHear()
    expect(await rowsWritten()).toBeGreaterThan(0)
    await redis.start()
    await expect.poll(usesRedis, { timeout: 5_000 }).toBe(true)
    await bothHear()
  })

  it('is frozen talks through the database, and hears what was on its way', async () => {
    redis.freeze()
    // At once: Redis is still believed to be well.
    await bothHear()
    await bothHear()
    expect(await rowsWritten()).toBeGreaterThan(0)
    redis.thaw()
    await bothHear()
    await expect.poll(usesRedis, { timeout: 5_000 }).toBe(true)
    await bothHear()
  })

  it('is frozen for longer than connections are kept comes back', async () => {
    redis.freeze()
    await new Promise((resolve) => void setTimeout(resolve, 4_000))
    await bothHear()
    redis.thaw()
    await expect.poll(usesRedis, { timeout: 10_000 }).toBe(true)
    await bothHear()
  })

  it('is emptied loses nothing', async () => {
    await redis.command('flushall')
    await bothHear()
    expect(await rowsWritten()).toBe(0)
  })

  it('drops all connections comes back', async () => {
    await redis.command('client', 'kill', 'type', 'pubsub')
    await bothHear()
    await redis.command('client', 'kill', 'type', 'normal')
    await bothHear()
    await expect.poll(usesRedis, { timeout: 5_000 }).toBe(true)
    await bothHear()
  })

  it('is out of reach for one node only still lets it hear all others', async () => {
    await two.bus.close()
    two = await newNode('redis://127.0.0.1:1')
    // Until it has told the others, words to all pass it by.
    await expect
      .poll(() => {
        one.bus.say('all', topic, 'hello')
        return two.heard
      })
      .toContain('hello')
    await bothHear()
    await bothHear()
  })

  it('is not there at the start serves without it', async () => {
    await redis.kill()
    await Promise.all([one.bus.close(), two.bus.close()])
    one = await newNode()
    two = await newNode()
    await bothHear()
  })

  it('brings nonsense is not disturbed by it', async () => {
    await redis.command('publish', await channelOf(two), 'nonsense')
    await redis.command('publish', await channelOf(two), '{"from":3}')
    await bothHear()
  })

  it('is frozen at the end closes all the same', async () => {
    redis.freeze()
    await one.bus.close()
    await two.bus.close()
  })
})

describe('a bus of a program that is alone', () => {
  it('is what goes with an embedded database, and says nothing to anybody', async () => {
    const database = await createTestDatabase()
    const { pool } = database
    const alone = { database: { pool, kind: 'embedded' as const }, nodeId: newId(), log }
    expect(openBus({ ...alone, redisUrl: undefined })).toBe(soloBus)
    const heard: unknown[] = []
    const end = soloBus.hear(topic, (body) => void heard.push(body))
    await soloBus.start()
    soloBus.say('all', topic, 1)
    end()
    await soloBus.close()
    expect(heard).toEqual([])
    await database.drop()
  })
})
