import { describe, expect, test } from 'vitest'
import { readPastedOptions } from './paste-options.ts'

function texts(pasted: string) {
  return readPastedOptions(pasted)?.options.map(({ text, right }) => (right ? `*${text}` : text))
}

describe('pasted answers', () => {
  test.each([
    ['A) Paris\nB) Rome\nC) Oslo', ['Paris', 'Rome', 'Oslo']],
    ['A) Paris B) Rome C) Oslo', ['Paris', 'Rome', 'Oslo']],
    ['(a) Paris; (b) Rome; (c) Oslo', ['Paris', 'Rome', 'Oslo']],
    ['1. Paris\n2. Rome', ['Paris', 'Rome']],
    ['a. Paris\r\n\r\nb. Rome\r\n', ['Paris', 'Rome']],
    ['- Paris\n- Rome\n- Oslo', ['Paris', 'Rome', 'Oslo']],
    ['• Paris\n• Rome', ['Paris', 'Rome']],
    ['A) Paris\n*B) Rome', ['Paris', '*Rome']],
    ['A) Paris\nB) Rome ✓', ['Paris', '*Rome']],
    ['- [ ] Paris\n- [x] Rome', ['Paris', '*Rome']],
    ['A) Paris\nB) Rome\nAnswer: B', ['Paris', '*Rome']],
    ['A) Paris\nB) Rome\nC) Oslo\nANSWERS: A, C', ['*Paris', 'Rome', '*Oslo']],
    ['A) Paris\nB) Rom\nLösung: A', ['*Paris', 'Rom']],
    ['A) a long answer\nthat goes on\nB) short', ['a long answer\nthat goes on', 'short']],
    ['A) costs 3. Then more\nB) free', ['costs 3. Then more', 'free']],
  ])('%j become choices', (pasted, expected) => {
    expect(texts(pasted)).toEqual(expected)
  })

  test('what stands before the list is kept apart', () => {
    expect(readPastedOptions('Which is the capital?\nA) Paris\nB) Rome')?.before).toBe(
      'Which is the capital?',
    )
    expect(readPastedOptions('Which is it? A) Paris B) Rome')?.before).toBe('Which is it?')
    expect(readPastedOptions('1. Which is it?\nA) Paris\nB) Rome')?.before).toBe('1. Which is it?')
    expect(readPastedOptions('7) Which? a) Paris b) Rome')?.before).toBe('7) Which?')
  })

  test.each([
    'Just a sentence.',
    'A) only one',
    'B) starts\nC) too late',
    'A. Smith wrote it.',
    '- one bullet',
    '- a bullet\nand prose after it',
    Array.from({ length: 13 }, (_, place) => `${place + 1}. x`).join('\n'),
    '',
  ])('%j is left as text', (pasted) => {
    expect(readPastedOptions(pasted)).toBeNull()
  })
})
