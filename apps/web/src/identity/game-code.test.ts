import { expect, test } from 'vitest'
import { gameCodeIn } from './game-code.ts'

test.each([
  ['Join us: https://quiz.example.org/j/482913', '482913'],
  ['https://quiz.example.org/j/482913?from=qr 777777', '482913'],
  ['The code is 482 913, hurry', '482913'],
  ['482-913', '482913'],
])('finds the code in “%s”', (text, code) => {
  expect(gameCodeIn(text)).toBe(code)
})

test.each(['', 'No code here', '12345', '1234567', 'https://example.org/j/12'])(
  'finds none in “%s”',
  (text) => {
    expect(gameCodeIn(text)).toBeNull()
  },
)
