// @vitest-environment jsdom
import type { PracticeItem } from '@quizmentor/contract/practice'
import { beforeEach, expect, test } from 'vitest'
import { forget, keep, readKept } from './kept-session.ts'

const session = '0199a8f2-7c7e-7000-8000-000000000001'
const item: PracticeItem = {
  position: 3,
  question: { type: 'true_false', stem: 'Water is wet.', body: {} },
  topic: { id: '0199a8f2-7c7e-7000-8000-000000000002', title: 'Water' },
  reason: 'new',
  hints: [],
  hintsLeft: 0,
}
const response = {
  id: '0199a8f2-7c7e-7000-8000-000000000003',
  position: 3,
  given: { type: 'true_false', truth: true },
  latencyMs: 1200,
} as const

beforeEach(() => localStorage.clear())

test('an answer on its way is there again after a reload', () => {
  keep(session, { pending: { item, response } })
  expect(readKept(session)).toEqual({ pending: { item, response }, draft: null, answered: null })
})

test('one thing is kept at a time', () => {
  keep(session, { draft: { position: 3, given: response.given } })
  keep(session, { pending: { item, response } })
  expect(readKept(session).draft).toBeNull()
})

test('a session that is over leaves nothing behind', () => {
  keep(session, { pending: { item, response } })
  forget(session)
  expect(readKept(session)).toEqual({ pending: null, draft: null, answered: null })
  expect(localStorage).toHaveLength(0)
})

test.each([
  'not json',
  '7',
  '{"pending":{"item":{},"response":{"id":"x"}},"draft":{"position":-1}}',
])('what can’t be read is as if it weren’t there: %s', (stored) => {
  localStorage.setItem(`quizmentor.practice.${session}`, stored)
  expect(readKept(session)).toEqual({ pending: null, draft: null, answered: null })
})
