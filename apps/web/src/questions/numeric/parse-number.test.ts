import { describe, expect, test } from 'vitest'
import { parseNumber } from './parse-number.ts'

describe('parseNumber', () => {
  test.each([
    ['42', 42],
    ['-3', -3],
    ['−3', -3],
    ['3.5', 3.5],
    ['3,5', 3.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['1 000 000', 1_000_000],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1_234_567],
    ['6.02e23', 6.02e23],
    ['1.5×10^3', 1500],
    ['0,125', 0.125],
    ['+7', 7],
  ])('reads %s as %d in any language', (text, value) => {
    expect(parseNumber(text, 'en')).toBe(value)
    expect(parseNumber(text, 'de')).toBe(value)
  })

  test('reads one sign before three digits as the language writes it', () => {
    expect(parseNumber('1,000', 'en')).toBe(1000)
    expect(parseNumber('1,000', 'de')).toBe(1)
    expect(parseNumber('1.000', 'en')).toBe(1)
    expect(parseNumber('1.000', 'de')).toBe(1000)
  })

  test.each(['', 'abc', '1.2.3', '1,2,3', '--1', '1e', '12,34.567,8', 'Infinity', '1e999'])(
    'finds no number in “%s”',
    (text) => {
      expect(parseNumber(text, 'en')).toBeNull()
    },
  )
})
