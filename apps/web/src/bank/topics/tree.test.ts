import type { Topic } from '@quizmentor/contract/bank'
import { expect, test } from 'vitest'
import { flattened, topicOptions, topicTree } from './tree.ts'

function topic(id: string, parentId: string | null, position: number): Topic {
  return { id, parentId, position, title: id, description: '', questionCount: 0, hasReading: false }
}

const topics = [
  topic('optics', 'physics', 1),
  topic('history', null, 1),
  topic('physics', null, 0),
  topic('motion', 'physics', 0),
  topic('lost', 'gone', 0),
]

test('topics stand below their parents, in order, and none is lost', () => {
  expect(flattened(topicTree(topics)).map(({ topic: { id }, depth }) => `${depth} ${id}`)).toEqual([
    '0 lost',
    '0 physics',
    '1 motion',
    '1 optics',
    '0 history',
  ])
})

test('a choice of topics names the way to each', () => {
  expect(topicOptions(topics)).toContainEqual({ value: 'optics', label: 'physics › optics' })
})
