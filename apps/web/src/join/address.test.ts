import { expect, test } from 'vitest'
import { digitsOf, placeOf } from './address.ts'

test('a pasted code keeps its digits, whatever stands between them', () => {
  expect(digitsOf(' 482 913 ')).toBe('482913')
  expect(digitsOf('482-913\n')).toBe('482913')
  expect(digitsOf('４８２９１３')).toBe('482913')
})

test('the link on the big screen leads to the nickname', () => {
  expect(placeOf('/j/482913')).toEqual({ at: 'nickname', code: '482913' })
  expect(placeOf('/j/482%20913')).toEqual({ at: 'nickname', code: '482913' })
})

test('a game that is being played has its own address', () => {
  expect(placeOf('/play/0190f000-0000-7000-8000-000000000001')).toEqual({
    at: 'game',
    gameId: '0190f000-0000-7000-8000-000000000001',
  })
})

test('anything else asks for the code', () => {
  for (const path of ['/join', '/j', '/j/', '/play', '/j/%E0%A4%A'])
    expect(placeOf(path)).toEqual({ at: 'code' })
})
