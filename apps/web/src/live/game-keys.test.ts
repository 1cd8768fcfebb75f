import { expect, test } from 'vitest'
import { gameKeyOf } from './game-keys.ts'

const plain = { code: '', ctrlKey: false, metaKey: false, altKey: false, repeat: false }

test('space, the right arrow and a presenter’s remote go on', () => {
  for (const key of [' ', 'ArrowRight', 'PageDown'])
    expect(gameKeyOf({ ...plain, key })).toBe('next')
})

test('letters mean the same in lower and upper case', () => {
  expect(gameKeyOf({ ...plain, key: 'r' })).toBe('reveal')
  expect(gameKeyOf({ ...plain, key: 'R' })).toBe('reveal')
})

test('on a keyboard of another alphabet the key in the same place counts', () => {
  expect(gameKeyOf({ ...plain, key: 'ь', code: 'KeyM' })).toBe('mute')
})

test('a key held down or pressed with another asks for nothing', () => {
  expect(gameKeyOf({ ...plain, key: ' ', repeat: true })).toBe(null)
  expect(gameKeyOf({ ...plain, key: 'r', ctrlKey: true })).toBe(null)
  expect(gameKeyOf({ ...plain, key: 'x' })).toBe(null)
})
