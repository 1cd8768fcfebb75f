import { expect, test } from 'vitest'
import { fileNameIn } from './file-name.ts'

test('a file keeps the name that the server gave it', () => {
  expect(fileNameIn('attachment; filename="questions.xml"')).toBe('questions.xml')
  expect(fileNameIn('attachment; filename=questions.txt')).toBe('questions.txt')
  expect(fileNameIn(`attachment; filename="q.csv"; filename*=UTF-8''Fr%C3%A4gen.csv`)).toBe(
    'Frägen.csv',
  )
})

test('without a name there is none', () => {
  expect(fileNameIn(null)).toBeNull()
  expect(fileNameIn('attachment')).toBeNull()
  expect(fileNameIn(`attachment; filename*=UTF-8''%E0%A4%A`)).toBeNull()
})
