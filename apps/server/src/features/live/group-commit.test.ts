import { rightAnswer } from '@quizmentor/engine/live/game-for-tests'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secureRandom } from './chance.ts'
import { Delivery } from './delivery.ts'
import type { Draft, Reply } from './draft.ts'
import { GroupCommit, type GroupCommitOptions } from './group-commit.ts'
import { Room } from './room.ts'
import type { LiveStore } from './store.ts'
import { answering, insist, joining, leading, roomOf, TestRooms } from './test-rooms.ts'
import { VirtualTime } from './test-time.ts'
import { machineTime } from './time.ts'

let it: TestRooms
beforeAll(async () => {
  it = await TestRooms.create()
})
afterAll(() => it.close())

/** The database, and what was sent to it. */
function watchedStore(): LiveStore & { readonly sent: (readonly Draft[])[] } {
  const sent: (readonly Draft[])[] = []
  return {
    ...it.store,
    sent,
    store(drafts) {
      sent.push(drafts)
      return it.store.store(drafts)
    },
  }
}

/** Group commit alone, of games that nobody looks at. */
function commits(changed: Partial<GroupCommitOptions> = {}): GroupCommit {
  return new GroupCommit({
    store: it.store,
    time: machineTime,
    random: secureRandom,
    log: it.log,
    isSure: () => true,
    onStored() {},
    onFailed() {},
    ...changed,
  })
}

async function loadedRoom(settings: Parameters<TestRooms['game']>[0] = {}): Promise<Room> {
  const game = await it.store.load(await it.game(settings))
  if (game === null) throw new Error('the game is not stored')
  const room = new Room(game, new Delivery({ time: machineTime, log: it.log }))
  room.epoch = 0
  return room
}

const now = () => Date.now()

describe('a commit that several games share', () => {
  test('stores the others where one breaks a constraint, which is read anew and goes on', async () => {
    const store = watchedStore()
    const rooms = it.program({ store })
    const ids = [await it.game(), await it.game(), await it.game()]
    const [good, bad, other] = await Promise.all(ids.map((id) => roomOf(rooms, id)))
    if (good === undefined || bad === undefined || other === undefined) throw new Error('no games')
    await it.writeBetween(bad)
    const [ann, bob, cleo] = [joining('Ann'), joining('Bob'), joining('Cleo')]
    const replies = [
      rooms.ask(good, ann, now()),
      rooms.ask(bad, bob, now()),
      rooms.ask(other, cleo, now()),
    ]
    expect(await Promise.all(replies)).toEqual([null, 'try_again', null])
    expect(store.sent.map((drafts) => drafts.length)).toEqual([3, 1, 1, 1])
    expect(await insist(rooms, bad.facts.id, bob)).toBeNull()
    expect(await it.events(bad.facts.id)).toEqual(['created', 'lock_changed', 'joined'])
    for (const room of [good, other])
      expect(await it.events(room.facts.id)).toEqual(['created', 'joined'])
  })

  test('leaves a game that spoilt it apart until it can be stored again', async () => {
    const store = watchedStore()
    const group = commits({ store })
    const [good, bad] = [await loadedRoom(), await loadedRoom()]
    const both = async (name: string) => {
      const replies = [good, bad].map((room) => group.ask(room, joining(name), now()))
      return Promise.all(replies)
    }
    await it.writeBetween(bad)
    expect(await both('Ann')).toEqual([null, 'try_again'])
    bad.isStale = false
    store.sent.length = 0
    expect(await both('Bob')).toEqual([null, 'try_again'])
    expect(store.sent.map((drafts) => drafts.length)).toEqual([1, 1])
    const stored = await it.store.load(bad.facts.id)
    if (stored !== null) bad.restore(stored)
    await both('Cleo')
    store.sent.length = 0
    expect(await both('Dan')).toEqual([null, null])
    expect(store.sent.map((drafts) => drafts.length)).toEqual([2])
  })

  test('fails for all where the database is gone, without asking it again for each', async () => {
    let asked = 0
    const failed: Room[] = []
    const store = {
      async store() {
        asked++
        throw new Error('the connection broke')
      },
    }
    const group = commits({ store, onFailed: (room) => void failed.push(room) })
    const rooms = [await loadedRoom(), await loadedRoom(), await loadedRoom()]
    const replies = rooms.map((room) => group.ask(room, joining('Ann'), now()))
    expect(new Set(await Promise.all(replies))).toEqual(new Set(['try_again']))
    expect([asked, failed]).toEqual([1, rooms])
    expect(rooms.map(({ isStale }) => isStale)).toEqual([true, true, true])
  })
})

describe('a fault in one game', () => {
  test.each(['onStored', 'onFailed'] as const)(
    'in %s stops neither the others nor what comes after',
    async (place) => {
      const [bad, good] = [await loadedRoom(), await loadedRoom()]
      const told: Room[] = []
      const listen = (room: Room) => {
        if (room === bad) throw new Error('a fault of ours')
        told.push(room)
      }
      const group = commits({ onStored: listen, [place]: listen })
      const isFailing = place === 'onFailed'
      if (isFailing) await it.writeBetween(bad)
      for (const name of ['Ann', 'Bob']) {
        const replies = [bad, good].map((room) => group.ask(room, joining(name), now()))
        expect(await Promise.all(replies)).toEqual([isFailing ? 'try_again' : null, null])
      }
      expect(told).toEqual([good, good])
      expect(it.logged.splice(0).join()).toContain('a fault of ours')
    },
  )

  test('in deciding one thing leaves all else that was asked of the game as it is', async () => {
    const random = () => {
      throw new Error('no chance')
    }
    const room = await loadedRoom({ seconds: null, generatedNames: true })
    await commits().ask(room, joining(''), now())
    const group = commits({ random })
    const asks = [leading({ name: 'lock' }), leading({ name: 'next' })]
    const replies = asks.map((ask) => group.ask(room, ask, now()))
    expect(await Promise.all(replies)).toEqual([null, null])
    await group.ask(room, leading({ name: 'unlock' }), now())

    const [player] = room.state.players.keys()
    const answer = answering(player ?? '', rightAnswer(room.state.setup, 0))
    const more = [group.ask(room, answer, now()), group.ask(room, joining(''), now())]
    expect(await Promise.all(more)).toEqual([null, 'try_again'])
    expect((await it.store.load(room.facts.id))?.state).toEqual(room.state)
    expect(it.logged.splice(0).join()).toContain('no chance')
  })
})

describe('a storm of joins', () => {
  test('lets answers and commands pass, and is taken in two hundred at a time', async () => {
    const store = watchedStore()
    const group = commits({ store })
    const room = await loadedRoom({ seconds: null })
    const ann = joining('Ann')
    for (const ask of [ann, leading({ name: 'next' })]) await group.ask(room, ask, now())
    store.sent.length = 0

    const done: string[] = []
    const asked = (what: string, reply: Promise<Reply>) => reply.then(() => void done.push(what))
    const names = Array.from({ length: 500 }, (_, each) => `N ${each.toString(2)}`)
    const crowd = names
      .map((name) => name.replaceAll('0', 'x').replaceAll('1', 'y'))
      .map((name) => asked('join', group.ask(room, joining(name), now())))
    const given = rightAnswer(room.state.setup, 0)
    const answer = asked('answer', group.ask(room, answering(ann.playerId, given), now()))
    const next = asked('next', group.ask(room, leading({ name: 'reveal' }), now()))
    await Promise.all([...crowd, answer, next])

    expect(done.slice(0, 2)).toEqual(['answer', 'next'])
    const joins = store.sent.map(([draft]) => draft?.seats.size)
    expect(joins).toEqual([200, 200, 100])
    const [first] = store.sent
    const names1 = first?.[0]?.events.map(({ event }) => event.name).slice(0, 4)
    expect(names1).toEqual(['answered', 'question_closed', 'revealed', 'joined'])
  })

  test('that is too long is told to try again', async () => {
    const time = new VirtualTime()
    const group = commits({ time })
    const room = await loadedRoom()
    const join = joining('Ann')
    for (let asked = 0; asked < 10_000; asked++) void group.ask(room, join, now())
    expect(await group.ask(room, join, now())).toBe('try_again')
  })
})

test('a node that others may have taken for dead refuses nothing, and stores what it may', async () => {
  let isSure = false
  const group = commits({ isSure: () => isSure })
  const room = await loadedRoom()
  const early = () =>
    group.ask(
      room,
      answering(joining('Nobody').playerId, { type: 'single_choice', choice: 'a' }),
      now(),
    )
  expect(await early()).toBe('try_again')
  expect(await group.ask(room, joining('Ann'), now())).toBeNull()
  isSure = true
  expect(await early()).not.toBe('try_again')
})
