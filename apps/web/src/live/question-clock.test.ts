import { expect, test } from 'vitest'
import { readQuestionClock, shareLeft } from './question-clock.ts'

const timed = { opensAt: 5_000, closesAt: 25_000, left: null }

test('before it opens, a question is previewed and counts down to opening', () => {
  expect(readQuestionClock(timed, 0)).toEqual({ stage: 'preview', seconds: 5, changesIn: 1_000 })
  expect(readQuestionClock(timed, 4_900)).toEqual({ stage: 'preview', seconds: 1, changesIn: 100 })
})

test('a second counts until it is over', () => {
  expect(readQuestionClock(timed, 5_000)).toMatchObject({ stage: 'open', seconds: 20 })
  expect(readQuestionClock(timed, 24_999)).toEqual({ stage: 'open', seconds: 1, changesIn: 1 })
  expect(readQuestionClock(timed, 25_000)).toEqual({ stage: 'over', seconds: 0, changesIn: null })
})

test('without a timer a question stays open', () => {
  const untimed = { ...timed, closesAt: null }
  expect(readQuestionClock(untimed, 99_000)).toEqual({
    stage: 'open',
    seconds: null,
    changesIn: null,
  })
  expect(shareLeft(untimed, 99_000)).toBe(null)
})

test('while paused nothing moves, whatever the clock says', () => {
  const paused = { ...timed, left: { untilOpen: -8_000, untilClose: 11_500 } }
  expect(readQuestionClock(paused, 999_000)).toEqual({
    stage: 'open',
    seconds: 12,
    changesIn: null,
  })
  expect(shareLeft(paused, 999_000)).toBeCloseTo(11.5 / 19.5)
})

test('a pause in the preview stays a preview', () => {
  const paused = { ...timed, left: { untilOpen: 2_000, untilClose: 22_000 } }
  expect(readQuestionClock(paused, 0)).toMatchObject({ stage: 'preview', seconds: 2 })
})

test('the share of time left goes from 1 to 0 and no further', () => {
  expect(shareLeft(timed, 0)).toBe(1)
  expect(shareLeft(timed, 15_000)).toBe(0.5)
  expect(shareLeft(timed, 99_000)).toBe(0)
})

test('an extension makes the ring longer, not the question over', () => {
  const extended = { ...timed, closesAt: 35_000 }
  expect(readQuestionClock(extended, 25_000)).toMatchObject({ stage: 'open', seconds: 10 })
  expect(shareLeft(extended, 20_000)).toBe(0.5)
})

test('after everybody’s time those with extra time have longer, until the last of it', () => {
  const longer = { ...timed, extraUntil: 45_000 }
  expect(readQuestionClock(longer, 24_999)).toMatchObject({ stage: 'open', seconds: 1 })
  expect(readQuestionClock(longer, 25_000)).toEqual({
    stage: 'longer',
    seconds: 20,
    changesIn: 1_000,
  })
  expect(readQuestionClock(longer, 44_999)).toMatchObject({ stage: 'longer', seconds: 1 })
  expect(readQuestionClock(longer, 45_000)).toMatchObject({ stage: 'over', seconds: 0 })
  expect(readQuestionClock({ ...timed, extraUntil: null }, 25_000)).toMatchObject({ stage: 'over' })
})

test('a pause keeps what those with extra time had left', () => {
  const left = { untilOpen: -24_000, untilClose: -4_000 }
  const paused = { ...timed, left, extraUntil: 45_000 }
  expect(readQuestionClock(paused, 999_000)).toEqual({
    stage: 'longer',
    seconds: 16,
    changesIn: null,
  })
})
