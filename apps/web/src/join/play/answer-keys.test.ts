import { expect, test } from 'vitest'
import { placeOfKey } from './answer-keys.ts'

test('digits and letters choose by place', () => {
  expect(['1', '2', '9'].map(placeOfKey)).toEqual([0, 1, 8])
  expect(['a', 'B', 'f'].map(placeOfKey)).toEqual([0, 1, 5])
})

test('other keys choose nothing', () => {
  expect(['0', 'Enter', 'z', ' '].map(placeOfKey)).toEqual([null, null, null, null])
})
