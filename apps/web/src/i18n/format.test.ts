import { describe, expect, test } from 'vitest'
import { formatIn } from './format.ts'
import { pluralIn } from './plural.ts'

describe('counted strings', () => {
  test('take the form that the language asks for', () => {
    const answers = pluralIn('en')({ one: '# answer', other: '# answers' })
    expect(answers(1)).toBe('1 answer')
    expect(answers(0)).toBe('0 answers')
    expect(answers(1234)).toBe('1,234 answers')
  })

  test('may have more than two forms', () => {
    const questions = pluralIn('pl')({ one: '# pytanie', few: '# pytania', other: '# pytań' })
    expect([1, 3, 5].map(questions)).toEqual(['1 pytanie', '3 pytania', '5 pytań'])
  })
})

describe('how far from now', () => {
  const noon = new Date(2026, 10, 20, 12).getTime()
  const at = (days: number, hour: number, minute = 0) => new Date(2026, 10, 20 + days, hour, minute)

  test('is said in the unit that people would use', () => {
    const { relative } = formatIn('en')
    expect(relative(at(0, 12, 10), noon)).toBe('in 10 minutes')
    expect(relative(at(0, 15), noon)).toBe('in 3 hours')
    expect(relative(at(1, 8), noon)).toBe('tomorrow')
    expect(relative(at(-1, 23), noon)).toBe('yesterday')
    expect(relative(at(4, 8), noon)).toBe('in 4 days')
    expect(relative(at(21, 8), noon)).toBe('in 3 weeks')
  })

  test('speaks the language', () => {
    expect(formatIn('de').relative(at(2, 8), noon)).toBe('übermorgen')
  })
})
