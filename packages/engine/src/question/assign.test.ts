import { expect, test } from 'vitest'
import { assigned } from './assign.ts'

const one = () => 1

test('each want gets a thing it takes, and gives way where another is left for it', () => {
  expect([...assigned([['a', 'b'], ['a']], one)]).toEqual([
    [0, 'b'],
    [1, 'a'],
  ])
})

test('who comes first is never left out for who comes later', () => {
  const held = assigned([['a'], ['a'], ['b', 'a']], one)
  expect(new Set(held.keys())).toEqual(new Set([0, 2]))
})

test('a thing is given as often as there is room for it', () => {
  const wants = [['a'], ['a'], ['a', 'b']]
  expect(assigned(wants, (thing) => (thing === 'a' ? 2 : 1)).size).toBe(3)
  expect(assigned(wants, () => Infinity).size).toBe(3)
  expect(assigned(wants, () => 0).size).toBe(0)
})

test('long chains of giving way are found', () => {
  // Each takes its own thing and the one before: the last to come moves all others.
  const wants = Array.from({ length: 50 }, (_, at) => [at, at + 1])
  expect(assigned([...wants, [0]], one).size).toBe(51)
})
