import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { createLog } from '../log.ts'
import { DatabaseClock } from './database-clock.ts'
import { openNodes } from './nodes.ts'

describe('the clock of the database', () => {
  /** A process whose own clock counts from `own`, beside a database whose time can be set. */
  function machine(own: number) {
    const time = { own, database: 1_000_000 }
    const pass = (ms: number) => {
      time.own += ms
      time.database += ms
    }
    const clock = new DatabaseClock(() => time.own, 5)
    const ask = (wayMs: number) =>
      clock.ask(async () => {
        pass(wayMs)
        const { database } = time
        pass(wayMs)
        return database
      })
    return { time, pass, clock, ask }
  }

  test('is that of the machine until it was asked for, and then the same on every node', async () => {
    const { clock, pass, ask, time } = machine(123)
    expect(clock.now()).toBe(5)
    await ask(4)
    expect(clock.now()).toBe(time.database)
    pass(10_000)
    expect(clock.now()).toBe(time.database)
  })

  test('goes by the quickest of the latest answers', async () => {
    const { clock, ask, time } = machine(0)
    await ask(1)
    await clock.ask(async () => {
      // There in no time, back in forty milliseconds.
      const { database } = time
      time.own += 40
      time.database += 40
      return database
    })
    expect(clock.now()).toBe(time.database)
  })

  test('follows at once where the database’s clock is set', async () => {
    const { clock, ask, time } = machine(0)
    await ask(1)
    time.database -= 3_600_000
    await ask(5)
    expect(clock.now()).toBe(time.database)
  })
})

describe('nodes', () => {
  let database: TestDatabase
  const log = createLog('silent')
  beforeAll(async () => void (database = await createTestDatabase()))
  afterAll(() => database.drop())

  const open = (isAlone = false) =>
    openNodes({ pool: database.pool, log, roles: ['api'], version: '1', isAlone })
  const living = async () => {
    const rows = await database.kysely
      .selectFrom('nodes')
      .select('id')
      .where('alive_until', '>', new Date())
      .execute()
    return rows.map(({ id }) => id).toSorted()
  }

  test('are there from the moment they start until they close, and go on being there', async () => {
    const one = await open()
    const two = await open()
    expect(await living()).toEqual([])
    await one.start('here 1')
    await two.start('here 2')
    expect(await living()).toEqual([one.id, two.id].toSorted())
    const until = () => database.kysely.selectFrom('nodes').select('alive_until').execute()
    const before = await until()
    while ((await until()).some(({ alive_until: at }) => before.some((b) => +b.alive_until >= +at)))
      await delay(50)
    await one.close()
    expect(await living()).toEqual([two.id])
    await two.close()
    expect(await living()).toEqual([])
  })

  test('know that whoever was at their place before is dead, and alone that all others are', async () => {
    const killed = await open()
    await killed.start('here 3')
    const next = await open()
    await next.start('here 3')
    const alone = await open(true)
    await alone.start('here 4')
    expect(await living()).toEqual([alone.id])
    for (const each of [killed, next, alone]) await each.close()
  })

  test('find out that others may have taken them for dead, whoever made them believe it', async () => {
    const node = await open()
    expect(node.isSure()).toBe(false)
    await node.start('here 5')
    expect(node.isSure()).toBe(true)
    const row = () => database.kysely.updateTable('nodes').where('id', '=', node.id)
    for (const make of [
      () =>
        row()
          .set({ alive_until: new Date(0) })
          .execute(),
      // As one does that begins at the same place.
      () => database.kysely.deleteFrom('nodes').where('id', '=', node.id).execute(),
    ]) {
      let deaf = () => {}
      const lapsed = new Promise<void>((resolve) => (deaf = node.onLapsed(resolve)))
      await make()
      await lapsed
      deaf()
    }
    await node.close()
  })
})
