import { expect, test } from 'vitest'
import { blankQuestion } from './draft.ts'
import { draftShelf } from './kept-draft.ts'

function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  }
}

const draft = { ...blankQuestion('numeric', null), stem: 'How many?' }

test('what was written comes back, to the same person in the same workspace only', () => {
  const device = storage()
  const mine = draftShelf('me', 'school', device)
  mine.keep('q1', { draft, images: ['data:x'], parts: [['1', 'x']], baseVersion: 3, at: 1 })
  expect(mine.find('q1')).toEqual({
    draft,
    images: ['data:x'],
    parts: [['1', 'x']],
    baseVersion: 3,
    at: 1,
  })
  expect(draftShelf('you', 'school', device).find('q1')).toBeNull()
  expect(draftShelf('me', 'pub', device).find('q1')).toBeNull()
  mine.drop('q1')
  expect(mine.find('q1')).toBeNull()
})

test('questions that were never stored are listed, the last first', () => {
  const shelf = draftShelf('me', 'school', storage())
  shelf.keep('old', { draft, images: [], parts: [], baseVersion: null, at: 1 })
  shelf.keep('new', { draft, images: [], parts: [], baseVersion: null, at: 2 })
  shelf.keep('stored', { draft, images: [], parts: [], baseVersion: 1, at: 3 })
  expect(shelf.unfinished().map(({ questionId }) => questionId)).toEqual(['new', 'old'])
})

test('what can’t be read is no draft', () => {
  const device = storage()
  device.setItem('quizmentor.draft.me.school.q1', '{"draft":{"stem":1}}')
  device.setItem('quizmentor.draft.me.school.q2', 'nonsense')
  const shelf = draftShelf('me', 'school', device)
  expect(shelf.find('q1')).toBeNull()
  expect(shelf.unfinished()).toEqual([])
  expect(draftShelf('me', 'school', null).unfinished()).toEqual([])
})
