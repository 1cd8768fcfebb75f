import { expect, test } from 'vitest'
import { grouped } from './notice-groups.ts'

const notice = (code: string, where: string, reason = `about ${code}`) => ({ where, code, reason })

test('notices are grouped by code, the most frequent first, each with its places in order', () => {
  const groups = grouped([
    notice('hints', 'line 1'),
    notice('image_missing', 'line 2', 'a.png is missing.'),
    notice('image_missing', 'line 9', 'b.png is missing.'),
  ])
  expect(groups.map(({ code, notices }) => [code, notices.map(({ where }) => where)])).toEqual([
    ['image_missing', ['line 2', 'line 9']],
    ['hints', ['line 1']],
  ])
})

test('a reason is said once where it is the same everywhere', () => {
  const [same] = grouped([notice('hints', 'line 1'), notice('hints', 'line 2')])
  expect(same?.reason).toBe('about hints')
  const [differs] = grouped([notice('hints', 'line 1'), notice('hints', 'line 2', 'else')])
  expect(differs?.reason).toBeNull()
})

test('nothing is grouped into nothing', () => {
  expect(grouped([])).toEqual([])
})
