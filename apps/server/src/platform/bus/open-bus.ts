import type pg from 'pg'
import type { Registry } from 'prom-client'
import { databaseId } from '../database-id.ts'
import type { Log } from '../log.ts'
import { type Bus, soloBus } from './bus.ts'
import { databaseWay } from './database-way.ts'
import { createHearing, written } from './hearing.ts'
import { busMetrics } from './metrics.ts'
import { type RedisWay, redisWay } from './redis-way.ts'

export interface BusOptions {
  /** A Redis or Valkey server; unset: messages go through the database. */
  readonly redisUrl: string | undefined
  readonly database: { readonly pool: pg.Pool; readonly kind: 'embedded' | 'external' }
  /** This node's row in `nodes`. */
  readonly nodeId: string
  readonly log: Log
  /** Where it is counted what is said, and shown whether Redis answers. */
  readonly metrics?: Registry
}

/** Nodes that hear nothing through Redis say so about this, through the database. */
const deafness = 'bus.deaf'
const sayDeafEveryTicks = 4
const deafForMs = 3_000

/**
 * The bus that fits: none beside an embedded database, where the program is alone; else Redis, with the
 * database in its place while it is sick or frozen; else the database.
 *
 * What is guaranteed, and no more:
 * - What is said reaches nodes that are alive (`alive_until` of their row) and have started their bus;
 *   never the one that says it. Over Redis that takes about a millisecond, over the database 25 ms while
 *   there is talk and up to 250 ms for the first words.
 * - It may arrive twice (when Redis dies or freezes with it unconfirmed), late, out of order between
 *   the two ways, or not at all: when the database is away for long, when more than 5,000 messages wait
 *   (the oldest go), in the moments in which a node or Redis dies. What is longer than 1 MB, or no JSON,
 *   is not sent. Each loses nothing that isn't in the database.
 * - Redis turns sick within 750 ms of its last sign of life, and well with the next one. A node that
 *   alone is cut off from Redis tells the others, who then reach it through the database.
 * - Neither `say` nor `start` fails because Redis does. Before `start` nothing is heard; what is said
 *   before waits for it. `close` sends what is waiting, and leaves no timer or connection behind.
 */
export function openBus(options: BusOptions): Bus {
  const { redisUrl, database, nodeId, log, metrics } = options
  if (database.kind === 'embedded') return soloBus
  const { pool } = database
  const hearing = createHearing(log)
  const inDatabase = databaseWay(pool, nodeId, log, hearing.deliver)
  const counts = busMetrics(metrics, redisUrl !== undefined)
  let inRedis: RedisWay | undefined

  /** Nodes that hear nothing through Redis, and until when that is believed. */
  const deaf = new Map<string, number>()
  const isDeaf = (id: string) => (deaf.get(id) ?? 0) > performance.now()
  let ticks = 0

  function send(to: string, text: string): void {
    if (inRedis === undefined || (to !== 'all' && isDeaf(to)) || !inRedis.send(to, text))
      return sendByDatabase(to, text)
    counts.said('redis')
    if (to === 'all')
      for (const id of deaf.keys())
        if (isDeaf(id)) sendByDatabase(id, text)
        else deaf.delete(id)
  }

  function sendByDatabase(to: string, text: string): void {
    counts.said('database')
    inDatabase.send(to, text)
  }

  function sayDeaf(isSo: boolean): void {
    const text = written(log, nodeId, deafness, isSo)
    if (text !== undefined) sendByDatabase('all', text)
  }

  let wasWell = true
  function onTick(well: boolean): void {
    ticks = well || wasWell ? 0 : ticks + 1
    if (well !== wasWell || (!well && ticks % sayDeafEveryTicks === 0)) sayDeaf(!well)
    wasWell = well
    counts.redisAnswers(well)
    inDatabase.hurry(!well)
  }

  hearing.hear(deafness, (isSo, from) => {
    if (isSo === true) deaf.set(from, performance.now() + deafForMs)
    else deaf.delete(from)
  })

  return {
    hear: hearing.hear,
    say(to, topic, body) {
      if (to === nodeId) return
      const text = written(log, nodeId, topic, body)
      if (text !== undefined) send(to, text)
    },
    async start() {
      inDatabase.start()
      if (redisUrl === undefined) return
      const prefix = `quizmentor:${await databaseId(pool)}`
      inRedis = redisWay({
        url: redisUrl,
        prefix,
        nodeId,
        log,
        deliver: hearing.deliver,
        unheard: sendByDatabase,
        onTick,
      })
      await inRedis.start()
    },
    async close() {
      await inRedis?.close()
      await inDatabase.close()
    },
  }
}
