import { expect, test } from 'vitest'
import { columnNames, makesQuestions, roleOf, withRole } from './columns.ts'

test('a role that only one column may have moves to the one it is given', () => {
  expect(withRole(['stem', null, 'key'], 1, 'stem')).toEqual([null, 'stem', 'key'])
})

test('several columns may hold options', () => {
  expect(withRole(['stem', 'option', null], 2, 'option')).toEqual(['stem', 'option', 'option'])
})

test('any number of columns may be only kept', () => {
  expect(withRole([null, 'stem', 'key'], 1, null)).toEqual([null, null, 'key'])
})

test('questions need a column that asks and one that answers', () => {
  expect(makesQuestions(['stem', 'key'])).toBe(true)
  expect(makesQuestions(['text', 'option', null])).toBe(true)
  expect(makesQuestions(['stem', 'tags'])).toBe(false)
  expect(makesQuestions(['option', 'key'])).toBe(false)
})

test('a role that is not known counts as none', () => {
  expect(roleOf('key')).toBe('key')
  expect(roleOf('colour')).toBeNull()
  expect(roleOf(null)).toBeNull()
})

test('columns are called what the last row above the questions says', () => {
  const table = {
    layout: 'other',
    headerRows: 1,
    columns: [
      { name: 'How to', role: null },
      { name: '', role: null },
    ],
    head: [['How to']],
    rows: [['Land', 'Stadt'], ['Norway']],
  }
  expect(columnNames(table, 1)).toEqual(['How to', ''])
  expect(columnNames(table, 2)).toEqual(['Land', 'Stadt'])
  expect(columnNames(table, 3)).toEqual(['Norway', ''])
  expect(columnNames(table, 0)).toEqual(['', ''])
})
