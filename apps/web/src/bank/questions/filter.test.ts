import { questionTypes } from '@quizmentor/engine/question/question'
import { expect, test } from 'vitest'
import { partsSet, readFilter, withPart } from './filter.ts'

const topic = '0193e3a5-0000-7000-8000-000000000001'

test('a filter is read from the address as it was set', () => {
  const filter = { search: 'light', state: 'draft', topic, tag: 'optics', min: 3, max: 7 } as const
  expect(readFilter(filter)).toEqual(filter)
  expect(readFilter({ topic, below: true })).toEqual({ topic, below: true })
  expect(readFilter({ below: true })).toEqual({})
  for (const type of questionTypes) expect(readFilter({ type })).toEqual({ type })
})

test('what makes no sense in an address is left out', () => {
  expect(
    readFilter({
      type: 'essay',
      state: 1,
      topic: 'x',
      tag: ' ',
      bloom: null,
      min: 0,
      max: 2.5,
      y: 1,
    }),
  ).toEqual({})
  expect(readFilter({ min: 8, max: 3 })).toEqual({ max: 3 })
  expect(readFilter({ search: 2025 })).toEqual({ search: '2025' })
})

test('parts are added, changed and taken off', () => {
  const filter = withPart(readFilter({ search: 'x', tag: 'y', min: 2 }), { tag: undefined, max: 5 })
  expect(filter).toEqual({ search: 'x', min: 2, max: 5 })
  expect(partsSet(filter)).toBe(1)
  expect(partsSet(withPart(filter, { search: undefined, type: 'numeric' }))).toBe(2)
})
