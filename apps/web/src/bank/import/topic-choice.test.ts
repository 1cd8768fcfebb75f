import { expect, test } from 'vitest'
import { titleOf, topicCalled } from './topic-choice.ts'

test('a file gives its name to a topic', () => {
  expect(titleOf('solar_system.xml')).toBe('solar system')
  expect(titleOf('Chapter 3.2 light.gift.txt')).toBe('Chapter 3.2 light')
  expect(titleOf('Version 2.1.xml')).toBe('Version 2.1')
  expect(titleOf('.csv')).toBe('.csv')
  expect(titleOf(`${'x'.repeat(150)}.xml`)).toHaveLength(120)
})

test('a topic of that name is found again, whatever its case', () => {
  const topic = {
    id: 'a',
    parentId: null,
    title: 'Solar system',
    description: '',
    position: 0,
    questionCount: 0,
    hasReading: false,
  }
  expect(topicCalled('solar System', [topic])).toBe('a')
  expect(topicCalled('Moons', [topic])).toBeNull()
})
