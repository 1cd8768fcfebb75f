import { rightAnswer } from '@quizmentor/engine/live/game-for-tests'
import { describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { answer, Hall } from './test-hall.ts'

// A line that stalls brings what was said on it much later than the line after it.
describe('what was refused stays refused to a copy of it that comes later,', () => {
  test('though the host’s command would be fit by then', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const command = { name: 'extend', seconds: 9 } as const
    const extend = { name: 'lead', id: newId(), seen: 0, command } as const
    const ask = async () => {
      const reply = game.ask(extend)
      await hall.time.settle()
      return reply
    }
    expect(await ask()).toBe('not_now')
    await game.join('Ann')
    await game.lead({ name: 'next' })
    const { phase } = game.room.state
    expect(await ask()).toBe('not_now')
    expect(game.room.state.phase).toBe(phase)
  })

  test('though the lock it did nothing about was turned meanwhile', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const unlock = { name: 'lead', id: newId(), seen: 0, command: { name: 'unlock' } } as const
    const first = game.ask(unlock)
    await hall.time.settle()
    expect(await first).toBeNull()
    await game.lead({ name: 'lock' })
    const again = game.ask(unlock)
    await hall.time.settle()
    expect(await again).toBeNull()
    expect(game.room.state.locked).toBe(true)
  })

  test('though the game goes on between the two, all in one commit', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { id: playerId } = await game.join('Ann')
    await game.join('Bob')
    await game.lead({ name: 'next' })
    await game.lead({ name: 'pause' })
    const given = rightAnswer(game.room.state.setup, 0)
    const said = { name: 'answer', playerId, answerId: newId(), question: 0, given } as const
    const resume = {
      name: 'lead',
      id: newId(),
      seen: Infinity,
      command: { name: 'resume' },
    } as const
    const replies = [game.ask(said), game.ask(resume), game.ask(said)]
    await hall.time.settle()
    expect(await Promise.all(replies)).toEqual(['not_now', null, 'not_now'])
    expect(game.room.state.answered).toBe(0)
  })
})

test('who comes back while their answer is being stored sees it as soon as it is', async () => {
  const hall = new Hall()
  const game = await hall.game()
  const { players, wires } = await game.crowd(2)
  await game.lead({ name: 'next' })
  const [player] = players
  const [wire] = wires
  if (player === undefined || wire === undefined) throw new Error('nobody is there')
  const given = rightAnswer(game.room.state.setup, 0)
  let store = () => {}
  hall.store.commit = new Promise((resolve) => (store = resolve))
  wire.say(answer(0, given))
  await hall.time.advance(10)
  const back = game.connect(player)
  await hall.time.advance(10)
  const screen = () => {
    const last = back.heard.findLast(({ t }) => t === 'view')
    return last?.t === 'view' ? last.view.screen : null
  }
  expect(screen()).toMatchObject({ name: 'question_open', given: null })
  store()
  await hall.time.settle()
  expect(screen()).toMatchObject({ name: 'question_open', given })
})
