import { liveClose } from '@quizmentor/contract/live-protocol'
import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import { rightAnswer } from '@quizmentor/engine/live/game-for-tests'
import { sql } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { Connection } from './connection.ts'
import type { Rooms } from './rooms.ts'
import { allOf, type LiveStore } from './store.ts'
import { answering, insist, joining, leading, roomOf, TestRooms, until } from './test-rooms.ts'
import { HeldClock } from './test-time.ts'
import { HeldWire } from './test-wire.ts'
import { machineTime } from './time.ts'

let it: TestRooms
beforeAll(async () => {
  it = await TestRooms.create()
})
afterAll(() => it.close())

/** The database, whose next commit is done and then not told of, or not done at all. */
function lossyStore(what: 'reply' | 'commit'): LiveStore & { lose(): void } {
  let isDue = false
  return {
    ...it.store,
    lose() {
      isDue = true
    },
    async store(drafts) {
      const isLost = isDue
      isDue = false
      if (isLost && what === 'commit') throw new Error('the connection is gone')
      const seats = await it.store.store(drafts)
      if (isLost) throw new Error('the connection broke before the reply')
      return seats
    },
  }
}

/** A game with Ann and Bob and its first question open. */
async function openGame(rooms: Rooms, seconds: number | null = null, now?: number) {
  const id = await it.game({ seconds }, now === undefined ? {} : { now })
  const room = await roomOf(rooms, id)
  const [ann, bob] = [joining('Ann'), joining('Bob')]
  const at = now ?? Date.now()
  for (const ask of [ann, bob, leading({ name: 'next' })])
    expect(await rooms.ask(room, ask, at)).toBeNull()
  return { id, room, ann, bob, right: rightAnswer(room.state.setup, 0) }
}

const count = (names: readonly string[], name: string) =>
  names.filter((each) => each === name).length

describe('a command of the host, sent again', () => {
  test('after the program was killed is accepted, and done once', async () => {
    const before = it.program()
    const { id, room } = await openGame(before, 20)
    const extend = leading({ name: 'extend', seconds: 10 })
    expect(await before.ask(room, extend, Date.now())).toBeNull()

    const after = it.program()
    expect(await insist(after, id, extend)).toBeNull()
    expect(count(await it.events(id), 'extended')).toBe(1)
  })

  test('that has led on meanwhile is accepted too, not out of date', async () => {
    const before = it.program()
    const { id, room } = await openGame(before)
    const { since } = room.state
    const close = leading({ name: 'next' }, since)
    expect(await before.ask(room, close, Date.now())).toBeNull()

    const after = it.program()
    expect(await insist(after, id, close)).toBeNull()
    expect(await insist(after, id, leading({ name: 'next' }, since))).toBe('stale')
    expect((await roomOf(after, id)).state.phase.name).toBe('question_closed')
  })

  test('with two events, such as revealing an open question, is done once', async () => {
    const before = it.program()
    const { id, room } = await openGame(before)
    const reveal = leading({ name: 'reveal' }, room.state.since)
    expect(await before.ask(room, reveal, Date.now())).toBeNull()
    expect(await insist(it.program(), id, reveal)).toBeNull()
    expect(count(await it.events(id), 'revealed')).toBe(1)
  })

  test.each(['reply', 'commit'] as const)(
    'where the %s was lost is done once, and accepted then',
    async (what) => {
      const store = lossyStore(what)
      const rooms = it.program({ store })
      const { id, room } = await openGame(rooms, 20)
      const extend = leading({ name: 'extend', seconds: 10 })
      store.lose()
      expect(await rooms.ask(room, extend, Date.now())).toBe('try_again')
      expect(await insist(rooms, id, extend)).toBeNull()
      expect(count(await it.events(id), 'extended')).toBe(1)
    },
  )

  test('is known again among the latest 200', async () => {
    const before = it.program()
    const { id, room } = await openGame(before, 20)
    const all = Array.from({ length: 201 }, () => leading({ name: 'extend', seconds: 1 }))
    for (const extend of all) expect(await before.ask(room, extend, Date.now())).toBeNull()
    const after = await roomOf(it.program(), id)
    expect(all.filter((each) => after.hasDone(each.id))).toEqual(all.slice(1))
  })
})

describe('where nobody knows whether a commit was done', () => {
  test.each(['reply', 'commit'] as const)(
    'and the %s was lost, an answer and a join sent again count once',
    async (what) => {
      const store = lossyStore(what)
      const rooms = it.program({ store })
      const { id, room, ann, right } = await openGame(rooms)
      const cleo = joining('Cleo')
      const answer = answering(ann.playerId, right)
      store.lose()
      const replies = [cleo, answer].map((ask) => rooms.ask(room, ask, Date.now()))
      expect(await Promise.all(replies)).toEqual(['try_again', 'try_again'])

      for (const ask of [cleo, answer]) expect(await insist(rooms, id, ask)).toBeNull()
      const events = await it.events(id)
      expect([count(events, 'joined'), count(events, 'answered')]).toEqual([3, 1])
      const personId = room.seat(ann.playerId)?.personId ?? 0
      expect(await scoresOf([personId])).toEqual([1])
      expect(room.arrivals.count(cleo.addressMark)).toBe(3)
      expect((await roomOf(it.program(), id)).state).toEqual(room.state)
    },
  )
})

test('a player whose removal was stored, which nobody was told of, is sent away', async () => {
  const store = lossyStore('reply')
  const rooms = it.program({ store })
  const { room, ann, bob } = await openGame(rooms)
  const [gone, stays] = [ann, bob].map(({ playerId }) => {
    const wire = new HeldWire()
    const connection = new Connection(wire, machineTime)
    connection.part = { role: 'player', room, playerId }
    room.audience.add(connection)
    return wire
  })
  store.lose()
  const kick = leading({ name: 'kick', playerId: ann.playerId })
  expect(await rooms.ask(room, kick, Date.now())).toBe('try_again')
  await until(() => gone?.closedWith === liveClose.removed)
  expect(stays?.isOpen).toBe(true)
})

async function scoresOf(people: readonly number[]): Promise<number[]> {
  const rows = await it.db
    .selectFrom('responses')
    .select('score')
    .where('person_id', 'in', people)
    .orderBy('person_id')
    .execute()
  return rows.map(({ score }) => score)
}

describe('an answer with an id', () => {
  test('that a response has already costs nobody a response', async () => {
    const rooms = it.program()
    const { room, ann, bob, right } = await openGame(rooms)
    const [first, second] = [ann, bob].map(({ playerId }) => room.seat(playerId)?.personId ?? 0)
    const used = newId()
    const earlier = {
      id: used,
      person_id: 999_999,
      question_version: 1,
      place: 1,
      score: 0.5,
      latency_ms: 1,
      answered_at: new Date(),
      given: '{}',
    }
    await it.db.insertInto('responses').values(earlier).execute()
    const answer = answering(ann.playerId, right, 0, used)
    expect(await rooms.ask(room, answer, Date.now())).toBeNull()
    expect(await rooms.ask(room, answer, Date.now())).toBeNull()
    expect(await scoresOf([first ?? 0])).toEqual([1])
    expect(await scoresOf([999_999])).toEqual([0.5])
    expect(await scoresOf([second ?? 0])).toEqual([])
  })

  test('that two players send at once costs neither their response', async () => {
    const rooms = it.program()
    const { room, ann, bob, right } = await openGame(rooms)
    const people = [ann, bob].map(({ playerId }) => room.seat(playerId)?.personId ?? 0)
    const used = newId()
    const replies = [ann, bob].map(({ playerId }) =>
      rooms.ask(room, answering(playerId, right, 0, used), Date.now()),
    )
    expect(await Promise.all(replies)).toEqual([null, null])
    expect(await scoresOf(people)).toEqual([1, 1])
  })
})

describe('a question’s time', () => {
  test('goes on to the end of the longest that somebody has', async () => {
    const time = new HeldClock()
    const rooms = it.program({ time })
    const { room, ann, bob, right } = await openGame(rooms, 20, time.now())
    const twice = leading({ name: 'give_time', playerId: ann.playerId, factor: 2 })
    await rooms.ask(room, twice, time.now())
    await time.advance(20_000 + GRACE_MS)
    expect(await rooms.ask(room, answering(bob.playerId, right), time.now() + 1)).toBe('too_late')
    expect(room.state.phase.name).toBe('question_open')
    await time.advance(20_000)
    await until(() => room.state.phase.name === 'question_closed')
  })
})

describe('games that are looked after', () => {
  test('are found to the last one, page by page', async () => {
    const all = new Set(Array.from({ length: 450 }, newId))
    const { workspace_id, quiz_id, host_id } = await it.db
      .selectFrom('games')
      .select(['workspace_id', 'quiz_id', 'host_id'])
      .where('id', '=', await it.game())
      .executeTakeFirstOrThrow()
    const games = [...all].map((id, index) => ({
      id,
      workspace_id,
      quiz_id,
      host_id,
      code: `many ${index}`,
      title: 'Many',
      screen_token_hash: Buffer.alloc(32),
      created_at: new Date(0),
      expires_at: new Date(1),
      finished_at: index % 2 === 0 ? null : new Date(1),
    }))
    await it.db.insertInto('games').values(games).execute()
    const { orphans, expired, unlearned } = it.store
    const found = async (page: (before: string | null) => Promise<readonly string[]>) => {
      const ids: string[] = []
      for await (const id of allOf(page)) ids.push(id)
      expect(new Set(ids).size).toBe(ids.length)
      return ids.filter((id) => all.has(id)).length
    }
    expect(await found(orphans)).toBe(0)
    expect(await found((before) => expired(1, before))).toBe(225)
    expect(await found((before) => expired(0, before))).toBe(0)
    expect(await found(unlearned)).toBe(225)
    await it.db
      .deleteFrom('games')
      .where('id', 'in', [...all])
      .execute()
  })

  test('end when their time is over, one that can’t be read notwithstanding', async () => {
    const time = new HeldClock()
    const ids: string[] = []
    for (let made = 0; made < 3; made++) ids.push(await it.game({}, { now: time.now(), lifeMs: 1 }))
    const [, broken = ''] = ids
    await it.db.deleteFrom('game_events').where('game_id', '=', broken).execute()
    const rooms = it.program({ time })
    await time.advance(2)
    rooms.start()
    await until(async () => {
      const [first, , last] = await Promise.all(ids.map((id) => it.events(id)))
      return first?.at(-1) === 'finished' && last?.at(-1) === 'finished'
    })
    await it.db.deleteFrom('games').where('id', '=', broken).execute()
  })
})

test('a game that another program went on with is known by its last event', async () => {
  const rooms = it.program()
  const { id, room } = await openGame(rooms)
  const other = await it.game()
  await it.writeBetween(room)
  const standings = await it.store.standings([id, other, newId()])
  expect(standings).toEqual(
    new Map([
      [id, { version: room.state.version + 1, owner: null, screenTokenHash: room.screenTokenHash }],
      [other, { version: 1, owner: null, screenTokenHash: expect.any(Buffer) }],
    ]),
  )
})

test('what was refused stays refused, however late a copy of it comes', async () => {
  const now = Date.now()
  const rooms = it.program()
  const id = await it.game({ seconds: null, previewSeconds: 5 }, { now })
  const room = await roomOf(rooms, id)
  const ann = joining('Ann')
  for (const ask of [ann, leading({ name: 'next' })])
    expect(await rooms.ask(room, ask, now)).toBeNull()
  const early = answering(ann.playerId, rightAnswer(room.state.setup, 0))
  expect(await rooms.ask(room, early, now + 1_000)).toBe('not_open_yet')
  expect(await rooms.ask(room, early, now + 6_000)).toBe('not_open_yet')
  const again = answering(ann.playerId, rightAnswer(room.state.setup, 0))
  expect(await rooms.ask(room, again, now + 6_000)).toBeNull()
})

describe('a game that a node takes', () => {
  test('and then can’t read is read again, its deadline as it was', async () => {
    const { id } = await openGame(it.killed(), 1)
    let isBroken = true
    let failures = 0
    const own = it.storeOf(newId())
    const store: LiveStore = {
      ...own,
      async load(gameId) {
        if (!isBroken || gameId !== id) return own.load(gameId)
        failures++
        throw new Error('no')
      },
      // It has a living owner: this node.
      orphans: async (before) => (before === null && isBroken ? [id] : []),
    }
    const rooms = it.program({ store })
    rooms.start()
    await until(async () => failures > 0)
    isBroken = false
    await until(async () => (await it.events(id)).includes('question_closed'))
  })

  test('may be another’s, but not one’s that died before the clock was set back', async () => {
    const { id } = await openGame(it.killed())
    const { owner_node: owner } = await it.db
      .selectFrom('games')
      .select('owner_node')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const livesUntil = (ms: number) => ({
      id: owner ?? '',
      roles: [],
      version: '1',
      place: 'here',
      alive_until: new Date(Date.now() + ms),
    })
    await it.db.insertInto('nodes').values(livesUntil(10_000)).execute()
    expect((await it.storeOf(newId()).take([id])).has(id)).toBe(false)
    const { alive_until } = livesUntil(3_600_000)
    await it.db.updateTable('nodes').set({ alive_until }).execute()
    expect((await it.storeOf(newId()).take([id])).has(id)).toBe(true)
    await it.db.deleteFrom('nodes').execute()
  })

  test('is taken once what its former owner is about to store is stored', async () => {
    const { id, room } = await openGame(it.killed())
    const taken = await it.db.transaction().execute(async (tx) => {
      await sql`select live_games_owned(${[id]}::uuid[], ${[room.epoch]}::integer[])`.execute(tx)
      const taking = it.storeOf(newId()).take([id])
      expect(await Promise.race([taking, delay(150, 'waits')])).toBe('waits')
      return { taking }
    })
    expect((await taken.taking).has(id)).toBe(true)
  })
})
