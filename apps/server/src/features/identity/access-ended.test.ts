import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import type { Bus } from '../../platform/bus/bus.ts'
import { openBus } from '../../platform/bus/open-bus.ts'
import { newId } from '../../platform/ids.ts'
import { createLog } from '../../platform/log.ts'
import { type AccessEnded, accessEndedEvents } from './access-ended.ts'

let database: TestDatabase
let buses: Bus[]

beforeEach(async () => {
  database = await createTestDatabase()
  buses = [await newBus(), await newBus()]
})
afterEach(async () => {
  await Promise.all(buses.map((bus) => bus.close()))
  await database.drop()
})

async function newBus(): Promise<Bus> {
  const nodeId = newId()
  const { pool } = database
  await pool.query(
    `INSERT INTO nodes (id, roles, version, place, alive_until)
       VALUES ($1::uuid, '{api}', '1', $1::text, now() + '1 hour'::interval)`,
    [nodeId],
  )
  const log = createLog('silent')
  const kind = 'external'
  const bus = openBus({ redisUrl: undefined, database: { pool, kind }, nodeId, log })
  await bus.start()
  return bus
}

test('who lost access is told on all nodes within two seconds, once on each', async () => {
  const events = buses.map((bus) => accessEndedEvents(bus))
  const heard = events.map((each) => {
    const those: AccessEnded[] = []
    each.on((ended) => void those.push(ended))
    return those
  })
  const ended: AccessEnded[] = [
    { kind: 'session', sessionId: newId() },
    { kind: 'user', userId: newId() },
    { kind: 'member', userId: newId(), workspaceId: newId() },
  ]
  // Nodes of another version may say what this one doesn't know.
  buses[0]?.say('all', 'access.ended', { kind: 'everybody' })
  for (const each of ended) events[0]?.emit(each)
  expect(heard[0]).toEqual(ended)
  await expect.poll(() => heard[1], { timeout: 2_000 }).toEqual(ended)
  expect(heard[0]).toEqual(ended)
})
