import { expect, test } from 'vitest'
import { levelOf } from './standing.ts'

test.each([
  [{ estimate: 50, low: 20, high: 80 }, 'unsure'],
  [{ estimate: 30, low: 15, high: 45 }, 'beginning'],
  [{ estimate: 55, low: 40, high: 70 }, 'growing'],
  [{ estimate: 75, low: 62, high: 86 }, 'solid'],
  [{ estimate: 90, low: 82, high: 95 }, 'mastered'],
] as const)('%o is %s', (competency, level) => {
  expect(levelOf(competency)).toBe(level)
})

test('a high estimate on little evidence is not yet mastery', () => {
  expect(levelOf({ estimate: 92, low: 60, high: 99 })).toBe('solid')
  expect(levelOf({ estimate: 92, low: 50, high: 99 })).toBe('unsure')
})
