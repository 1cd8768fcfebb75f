import { expect, test } from 'vitest'
import { titleOf, usualTopic } from './topic-choice.ts'

test('a file gives its name to a topic', () => {
  expect(titleOf('solar_system.xml')).toBe('solar system')
  expect(titleOf('Chapter 3.2 light.gift.txt')).toBe('Chapter 3.2 light')
  expect(titleOf('Version 2.1.xml')).toBe('Version 2.1')
  expect(titleOf('.csv')).toBe('.csv')
  expect(titleOf(`${'x'.repeat(150)}.xml`)).toHaveLength(120)
})

test('a topic that has the questions is taken, or else one of that name, whatever its case', () => {
  const topic = {
    id: 'a',
    parentId: null,
    title: 'Solar system',
    description: '',
    position: 0,
    questionCount: 0,
    hasReading: false,
  }
  expect(usualTopic([], 'solar System', [topic])).toBe('a')
  expect(usualTopic([], 'Moons', [topic])).toBeNull()

  const moons = { ...topic, id: 'b', title: 'Moons' }
  const known = ['gone', 'b', 'a'].map((topicId) => ({ topicId, changed: 0, unchanged: 1 }))
  expect(usualTopic(known, 'Solar system', [topic, moons])).toBe('b')
})
