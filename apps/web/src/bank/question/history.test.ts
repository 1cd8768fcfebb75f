import { expect, test } from 'vitest'
import { changed, redone, startHistory, undone } from './history.ts'

test('steps are undone and redone one by one', () => {
  const history = changed(changed(startHistory('a'), 'b', 0), 'c', 1)
  expect(undone(history).present).toBe('b')
  expect(undone(undone(undone(history))).present).toBe('a')
  expect(redone(undone(undone(history))).present).toBe('b')
  expect(redone(redone(redone(undone(undone(history))))).present).toBe('c')
})

test('typing on in one field is one step, a pause or another field begins the next', () => {
  let history = startHistory('')
  history = changed(history, 'h', 0, 'stem')
  history = changed(history, 'hi', 500, 'stem')
  history = changed(history, 'hi!', 900, 'stem')
  expect(undone(history).present).toBe('')
  history = changed(history, 'hi! So', 9_000, 'stem')
  expect(undone(history).present).toBe('hi!')
  history = changed(history, 'hi! So, why', 9_100, 'explanation')
  expect(undone(history).present).toBe('hi! So')
})

test('a change after undoing takes what was undone away', () => {
  const history = changed(undone(changed(startHistory('a'), 'b', 0)), 'c', 1)
  expect(redone(history)).toBe(history)
  expect(undone(history).present).toBe('a')
})

test('typing after undoing is a step of its own', () => {
  const history = undone(changed(changed(startHistory(''), 'a', 0, 'stem'), 'ab', 5_000, 'stem'))
  expect(undone(changed(history, 'ax', 5_100, 'stem')).present).toBe('a')
})
