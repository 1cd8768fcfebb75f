import type { QuestionRow } from '@quizmentor/contract/bank'
import { expect, test } from 'vitest'
import { movedLine, stepFrom, type RoundDraft } from './rounds.ts'

function question(id: string): QuestionRow {
  return {
    id,
    type: 'numeric',
    state: 'published',
    topicId: 't',
    excerpt: id,
    difficulty: 1,
    bloom: 'apply',
    tags: [],
    updatedAt: '2026-01-01T00:00:00Z',
  }
}

const rounds: RoundDraft[] = [
  { id: 'A', title: 'A', questions: [question('a1'), question('a2')] },
  { id: 'B', title: 'B', questions: [question('b1')] },
  { id: 'C', title: 'C', questions: [] },
]
// Lines: 0 A, 1 a1, 2 a2, 3 B, 4 b1, 5 C

function shown(moved: readonly RoundDraft[]): string {
  return moved
    .map(({ title, questions }) => [title, ...questions.map(({ id }) => id)].join(' '))
    .join(' | ')
}

test.each([
  ['within its round', 1, 2, 'A a2 a1 | B b1 | C'],
  ['down into the next round', 2, 3, 'A a1 | B a2 b1 | C'],
  ['up into the round before', 4, 3, 'A a1 a2 b1 | B | C'],
  ['into an empty round at the end', 1, 5, 'A a2 | B b1 | C a1'],
  ['not above the first round', 4, 0, 'A b1 a1 a2 | B | C'],
])('a question moves %s', (_, from, to, expected) => {
  expect(shown(movedLine(rounds, from, to))).toBe(expected)
})

test('a heading takes its round with it', () => {
  expect(shown(movedLine(rounds, 3, 0))).toBe('B b1 | A a1 a2 | C')
  expect(shown(movedLine(rounds, 0, 5))).toBe('B b1 | C | A a1 a2')
  expect(shown(movedLine(rounds, 3, 2))).toBe('A a1 a2 | B b1 | C')
})

test('steps by key go past the next round, and stop at the ends', () => {
  const step = (from: number, by: number) =>
    shown(movedLine(rounds, from, stepFrom(rounds, from, by)))
  expect(step(0, 1)).toBe('B b1 | A a1 a2 | C')
  expect(step(3, 1)).toBe('A a1 a2 | C | B b1')
  expect(step(3, -1)).toBe('B b1 | A a1 a2 | C')
  expect(step(0, -1)).toBe(shown(rounds))
  expect(step(5, 1)).toBe(shown(rounds))
  expect(step(1, -1)).toBe(shown(rounds))
  expect(step(2, 1)).toBe('A a1 | B a2 b1 | C')
})
