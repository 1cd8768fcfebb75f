import { uuidv7 as schema } from 'zod'
import { expect, test } from 'vitest'
import { uuidv7 } from './uuid.ts'

test('ids are UUIDs of version 7, differ, and sort by their time', () => {
  const ids = Array.from({ length: 200 }, (_, index) => uuidv7(1_790_000_000_000 + index))
  for (const id of ids) expect(schema().safeParse(id).success).toBe(true)
  expect(new Set([...ids, uuidv7(1_790_000_000_000)]).size).toBe(201)
  expect(ids.toSorted()).toEqual(ids)
})
