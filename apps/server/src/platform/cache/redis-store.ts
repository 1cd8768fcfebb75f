import { createClient, ErrorReply, RESP_TYPES } from '@redis/client'
import type { Log } from '../log.ts'

/** Bytes by key, for a while. It may forget anything at any time, and never fails. */
export interface SharedStore {
  get(key: string): Promise<Buffer | undefined>
  set(key: string, bytes: Buffer, lifeMs: number): void
  drop(key: string): void
  close(): void
}

/** Who waits longer for Redis asks elsewhere. */
const patienceMs = 100
/** A connection that takes longer is given up. */
const connectMs = 2_000
/** After a failure Redis is left alone for so long. */
const restMs = 1_000
/** Larger values are not shared. */
const mostBytes = 4_194_304
const mostWaiting = 1_000

/**
 * A Redis server as a store, over one connection. While there is none, the store is empty and nobody
 * waits for it; the next who asks has it made. When Redis freezes, those who ask within the first tenth
 * of a second wait as long, and nobody after them.
 */
export function redisStore(url: string, databaseId: () => Promise<string>, log: Log): SharedStore {
  let client: Client | undefined
  /** What keys begin with, once the connection is there. */
  let place: string | undefined
  let restUntil = 0
  let closed = false
  let failing = false

  function drop(): void {
    const given = client
    client = undefined
    place = undefined
    given?.destroy()
  }

  function giveUp(error: unknown): void {
    if (!failing && !closed) log.warn({ err: error }, 'the cache goes on without Redis')
    failing = true
    restUntil = performance.now() + restMs
    drop()
  }

  async function connect(): Promise<void> {
    const made = newClient(url)
    const unlessRenewed = (error: unknown) => {
      if (client === made) giveUp(error)
    }
    client = made.on('error', unlessRenewed)
    const timer = setTimeout(() => unlessRenewed(new Error('Redis is slow')), connectMs).unref()
    try {
      const [id] = await Promise.all([databaseId(), made.connect()])
      if (client !== made) return
      place = `quizmentor:${id}:cache`
      failing = false
    } catch (error) {
      unlessRenewed(error)
    } finally {
      clearTimeout(timer)
    }
  }

  /** Gives undefined where Redis doesn't do it, or not in time. */
  async function asked<Answer>(
    ask: (client: Client, place: string) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    if (closed) return undefined
    if (client === undefined && performance.now() > restUntil) void connect()
    if (client === undefined || place === undefined) return undefined
    const mine = client
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error('Redis is slow')), patienceMs).unref()
    try {
      return await Promise.race([ask(mine, place), late.promise])
    } catch (error) {
      // Redis says no, being full for instance: it is there all the same.
      if (client === mine && !(error instanceof ErrorReply)) giveUp(error)
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }

  void connect()
  return {
    async get(key) {
      const bytes = await asked((redis, at) => redis.get(`${at}:${key}`))
      return Buffer.isBuffer(bytes) ? bytes : undefined
    },
    set(key, bytes, lifeMs) {
      if (bytes.length > mostBytes) return
      void asked((redis, at) => redis.set(`${at}:${key}`, bytes, { PX: lifeMs }))
    },
    drop(key) {
      void asked((redis, at) => redis.del(`${at}:${key}`))
    },
    close() {
      closed = true
      drop()
    },
  }
}

type Client = ReturnType<typeof newClient>

function newClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: mostWaiting,
    maintNotifications: 'disabled',
    commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: { connectTimeout: connectMs, reconnectStrategy: false },
  })
}
