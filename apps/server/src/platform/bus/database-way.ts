import type pg from 'pg'
import type { Log } from '../log.ts'
import type { Recipient } from './bus.ts'

const calmMs = 250
const busyMs = 25
/** How long something that came or went keeps a node looking often. */
const busyForMs = 5_000
const sweepEveryMs = 60_000

/** As many messages wait for the database at most; then the oldest are given up. */
const roomFor = 5_000
const roomForCharacters = 16_777_216
const atOnce = 500

/** To each node that is alive one row, but to the one that says it. */
const send = `
  INSERT INTO bus_messages (node_id, body)
  SELECT nodes.id, said.body
    FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS said (recipient, body, place)
    JOIN nodes ON said.recipient IN ('all', nodes.id::text)
    WHERE nodes.alive_until > now() AND nodes.id <> $1
    ORDER BY said.place`

const take = `
  WITH taken AS (
    DELETE FROM bus_messages WHERE id = ANY (ARRAY(
      SELECT id FROM bus_messages WHERE node_id = $1 ORDER BY id LIMIT ${atOnce}))
    RETURNING id, body)
  SELECT body FROM taken ORDER BY id`

const sweep = `
  DELETE FROM bus_messages
    WHERE said_at < now() - interval '1 minute'
    OR NOT EXISTS (SELECT FROM nodes WHERE nodes.id = node_id AND alive_until > now())`

export interface DatabaseWay {
  send(to: Recipient, text: string): void
  /** While true the inbox is looked at often. */
  hurry(on: boolean): void
  start(): void
  /** Sends what waits, if the database takes it, and stops. */
  close(): Promise<void>
}

/**
 * Messages through the table `bus_messages`: sent in batches, one statement at a time, and fetched by
 * each node from its own rows every 250 ms, every 25 ms while there is talk. When the database fails
 * they wait, up to a number, and are sent when it is back.
 */
export function databaseWay(
  pool: pg.Pool,
  nodeId: string,
  log: Log,
  deliver: (text: string) => void,
): DatabaseWay {
  const waiting: { to: Recipient; text: string }[] = []
  let characters = 0
  let sending: Promise<void> | undefined
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let hurried = false
  let busyUntil = 0
  let sweptAt = performance.now()
  let state: 'new' | 'open' | 'closed' = 'new'
  let failing = false

  /** Runs it; false, and once a line in the log, where the database fails. */
  async function tried(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      failing = false
      return true
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'nodes cannot talk through the database')
      failing = true
      return false
    }
  }

  async function sendWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, atOnce)
      const values = [nodeId, batch.map(({ to }) => to), batch.map(({ text }) => text)]
      if (!(await tried(() => pool.query(send, values)))) {
        waiting.unshift(...batch)
        return
      }
      for (const { text } of batch) characters -= text.length
    }
  }

  function sendSoon(): void {
    if (state === 'new' || sending !== undefined || waiting.length === 0) return
    sending = sendWaiting().finally(() => (sending = undefined))
  }

  async function look(): Promise<void> {
    let found = atOnce
    while (found === atOnce) {
      found = 0
      await tried(async () => {
        const { rows } = await pool.query<{ body: string }>(take, [nodeId])
        if (state === 'closed') return
        found = rows.length
        for (const { body } of rows) deliver(body)
      })
      if (found > 0) stayBusy()
    }
    if (performance.now() - sweptAt < sweepEveryMs) return
    sweptAt = performance.now()
    await tried(() => pool.query(sweep))
  }

  function stayBusy(): void {
    busyUntil = performance.now() + busyForMs
  }

  function lookLater(): void {
    if (state !== 'open' || looking !== undefined) return
    clearTimeout(timer)
    const often = (hurried || performance.now() < busyUntil) && !failing
    timer = setTimeout(lookNow, often ? busyMs : calmMs).unref()
  }

  function lookNow(): void {
    sendSoon()
    looking = look().finally(() => {
      looking = undefined
      lookLater()
    })
  }

  return {
    send(to, text) {
      if (state === 'closed') return
      waiting.push({ to, text })
      characters += text.length
      while (waiting.length > roomFor || characters > roomForCharacters)
        characters -= waiting.shift()?.text.length ?? 0
      const wasBusy = performance.now() < busyUntil
      // Who says something may be answered.
      stayBusy()
      if (!wasBusy) lookLater()
      if (!failing) sendSoon()
    },
    hurry(on) {
      if (hurried === on) return
      hurried = on
      lookLater()
    },
    start() {
      state = 'open'
      lookNow()
    },
    async close() {
      clearTimeout(timer)
      if (state === 'open') sendSoon()
      state = 'closed'
      await Promise.all([looking, sending])
    },
  }
}
