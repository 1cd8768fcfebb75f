import { rightAnswer } from '@quizmentor/engine/live/game-for-tests'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GameFinished } from './finished-game.ts'
import { Learning } from './learning.ts'
import type { Rooms } from './rooms.ts'
import { answering, joining, leading, roomOf, TestRooms, until } from './test-rooms.ts'
import { HeldClock } from './test-time.ts'

let it: TestRooms
beforeAll(async () => {
  it = await TestRooms.create()
})
afterAll(() => it.close())

/** Plays a game to its end; gives its id. */
async function played(rooms: Rooms): Promise<string> {
  const id = await it.game({ seconds: null })
  const room = await roomOf(rooms, id)
  const ann = joining('Ann')
  const answer = answering(ann.playerId, rightAnswer(room.state.setup, 0))
  const now = Date.now()
  for (const ask of [ann, leading({ name: 'next' }), answer, leading({ name: 'finish' })])
    expect(await rooms.ask(room, ask, now)).toBeNull()
  return id
}

async function isLearned(gameId: string): Promise<boolean> {
  const { learned_at } = await it.db
    .selectFrom('games')
    .select('learned_at')
    .where('id', '=', gameId)
    .executeTakeFirstOrThrow()
  return learned_at !== null
}

function listener() {
  const heard: string[] = []
  const onFinished = async ({ gameId }: GameFinished) => void heard.push(gameId)
  return { heard, onFinished }
}

test('a game that finished is learned from, and not again by the next program', async () => {
  const { heard, onFinished } = listener()
  const id = await played(it.program({ onFinished }))
  await until(() => isLearned(id))
  expect(heard).toEqual([id])
  expect(await it.store.unlearned(null)).toEqual([])
})

test('a game that nobody learned from, as the program was killed, is learned from by the next', async () => {
  const reached: string[] = []
  const endless = () => new Promise<never>(() => {})
  const onFinished = ({ gameId }: GameFinished): Promise<void> => {
    reached.push(gameId)
    return endless()
  }
  const told = listener()
  const ids = [
    // Killed in learning, and killed when it had learned but nobody knew of it.
    await played(it.killed({ onFinished })),
    await played(it.killed({ ...told, store: { ...it.store, learned: endless } })),
  ]
  await until(() => reached.length + told.heard.length === 2)

  const next = listener()
  it.program(next).start()
  await until(async () => (await it.store.unlearned(null)).length === 0)
  expect(next.heard.toSorted()).toEqual(ids.toSorted())
})

test('what can’t be learned from is tried again, later and later, and holds up no other', async () => {
  const time = new HeldClock()
  const tried: string[] = []
  let isBroken = true
  const onFinished = async ({ gameId }: GameFinished) => {
    tried.push(gameId)
    if (isBroken && gameId === bad) throw new Error('no learning today')
  }
  const endless = { onFinished: () => new Promise<never>(() => {}) }
  const bad = await played(it.killed(endless))
  const learning = new Learning({ store: it.store, time, log: it.log, onFinished })
  await learning.catchUp()
  const good = await played(it.killed(endless))
  await learning.catchUp()
  expect(tried).toEqual([bad, good])
  expect(await isLearned(good)).toBe(true)

  const triedAfter = async (ms: number) => {
    tried.length = 0
    await time.advance(ms)
    await learning.catchUp()
    return tried
  }
  expect(await triedAfter(59_999)).toEqual([])
  expect(await triedAfter(1)).toEqual([bad])
  expect(await triedAfter(119_999)).toEqual([])
  isBroken = false
  expect(await triedAfter(1)).toEqual([bad])
  expect(await isLearned(bad)).toBe(true)
})
