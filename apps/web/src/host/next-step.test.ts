import type { HostView, StageScreen } from '@quizmentor/engine/live/types'
import { expect, test } from 'vitest'
import { stepsAhead } from './next-step.ts'

const rounds = [
  { title: 'Music', questions: 2 },
  { title: 'Nature', questions: 1 },
]
const question = {
  index: 0,
  total: 3,
  round: 0,
  shown: null,
  opensAt: 0,
  closesAt: null,
  paused: false,
  left: null,
  extraUntil: null,
}
const view = (screen: StageScreen, next: HostView['next'], of = rounds) => ({
  screen,
  next,
  rounds: of,
  questionCount: of.reduce((sum, round) => sum + round.questions, 0),
})

test('from the lobby a game of several rounds goes to its first round', () => {
  expect(stepsAhead(view({ name: 'lobby' }, 'next'), false)).toEqual([
    { name: 'round', title: 'Music' },
    { name: 'question', place: 1 },
  ])
})

test('from the lobby a game of one round goes to its first question', () => {
  const one = [{ title: 'All', questions: 3 }]
  expect(stepsAhead(view({ name: 'lobby' }, 'next', one), false)).toEqual([
    { name: 'question', place: 1 },
  ])
})

test('a preview is ended before its question is closed', () => {
  const open = view({ name: 'question_open', question }, 'close')
  expect(stepsAhead(open, true)[0]).toEqual({ name: 'answers' })
  expect(stepsAhead(open, false)[0]).toEqual({ name: 'close' })
})

test('a round’s title comes before its first question', () => {
  const second = { index: 1, total: 3 }
  expect(stepsAhead(view({ name: 'leaderboard', question: second }, 'next'), false)).toEqual([
    { name: 'round', title: 'Nature' },
    { name: 'question', place: 3 },
  ])
  const title = { name: 'round', round: 1, title: 'Nature', questions: 1 } as const
  expect(stepsAhead(view(title, 'next'), false)[0]).toEqual({ name: 'question', place: 3 })
})

test('after the last question the podium is the leaderboard', () => {
  const last = { ...question, index: 2 }
  const closed = view({ name: 'question_closed', question: last }, 'reveal')
  expect(stepsAhead(closed, false)).toEqual([{ name: 'reveal' }, { name: 'podium' }])
})

test('when the game is over nothing comes', () => {
  expect(stepsAhead(view({ name: 'finished' }, null), false)).toEqual([])
})
