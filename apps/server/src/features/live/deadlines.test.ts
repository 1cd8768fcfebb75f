import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import { singleChoice } from '@quizmentor/engine/live/game-for-tests'
import { expect, test } from 'vitest'
import { Hall } from './test-hall.ts'
import { VirtualTime } from './test-time.ts'

test('the end of a question that can be read but not stored is tried a few times a second', async () => {
  const hall = new Hall()
  const game = await hall.game([[singleChoice()]], { seconds: 10 })
  const [wire] = (await game.crowd(1)).wires
  await game.lead({ name: 'next' })
  const { store, time } = hall
  store.commit = Promise.reject(new Error('the database takes nothing in'))
  store.commit.catch(() => {})
  await time.advance(10_000 + GRACE_MS)
  const { commits } = store
  await time.advance(2_000)
  expect(store.commits - commits).toBeGreaterThan(5)
  expect(store.commits - commits).toBeLessThanOrEqual(10)
  expect(game.room.state.phase.name).toBe('question_open')

  store.commit = Promise.resolve()
  await time.advance(200)
  expect(game.room.state.phase.name).toBe('question_closed')
  expect(wire?.heard.at(-1)).toMatchObject({ t: 'phase', screen: { name: 'question_closed' } })
})

/** A clock that can be set, which moves no timer. */
class SettableTime extends VirtualTime {
  aheadMs = 0

  override now(): number {
    return super.now() + this.aheadMs
  }
}

test('a question closes soon where the clock is set past its end', async () => {
  const time = new SettableTime()
  const game = await new Hall(time).game([[singleChoice()]], { seconds: 120 })
  await game.crowd(1)
  await game.lead({ name: 'next' })
  await time.advance(1_000)
  time.aheadMs = 300_000
  await time.advance(1_100)
  expect(game.room.state.phase.name).toBe('question_closed')
})
