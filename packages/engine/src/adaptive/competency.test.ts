import { expect, test } from 'vitest'
import { blueprintCompetency, competency } from './competency.ts'
import { fromAuthorsDifficulty } from './difficulty.ts'
import { poolOf } from './pool.ts'

const items = Array.from({ length: 40 }, (_, num) => ({
  num,
  topic: num % 2,
  a: 1,
  b: fromAuthorsDifficulty((num % 10) + 1),
}))
const pool = poolOf(items, 3)

test('the average learner gets about half of an evenly graded topic right', () => {
  const all = competency(
    { theta: 0, se: 0.3 },
    poolOf(
      items.map((item) => ({ ...item, topic: 0 })),
      1,
    ),
    0,
  )
  expect(all?.estimate).toBeCloseTo(50, 6)
})

test('it grows with ability, and the interval with uncertainty', () => {
  const weak = competency({ theta: -1, se: 0.3 }, pool, 0)
  const strong = competency({ theta: 1, se: 0.3 }, pool, 0)
  const unsure = competency({ theta: 1, se: 0.9 }, pool, 0)
  if (!weak || !strong || !unsure) throw new Error('the topic has questions')
  expect(strong.estimate).toBeGreaterThan(weak.estimate)
  expect(unsure.high - unsure.low).toBeGreaterThan(strong.high - strong.low)
  for (const { low, estimate, high } of [weak, strong, unsure]) {
    expect(low).toBeGreaterThanOrEqual(0)
    expect(low).toBeLessThan(estimate)
    expect(estimate).toBeLessThan(high)
    expect(high).toBeLessThanOrEqual(100)
  }
})

test('a topic without questions has none', () => {
  expect(competency({ theta: 0, se: 1 }, pool, 2)).toBeNull()
})

test('a blueprint weighs its parts and is surer than each of them', () => {
  const part = { estimate: 60, low: 50, high: 70 }
  expect(blueprintCompetency([])).toBeNull()
  expect(blueprintCompetency([{ weight: 2, competency: part }])).toEqual(part)
  const whole = blueprintCompetency([
    { weight: 3, competency: part },
    { weight: 1, competency: { estimate: 20, low: 10, high: 30 } },
  ])
  expect(whole?.estimate).toBe(50)
  expect((whole?.high ?? 0) - (whole?.low ?? 0)).toBeLessThan(20)
})

test('one topic met of ten leaves the whole unsure', () => {
  const unknown = { estimate: 50, low: 20, high: 80 }
  const known = { estimate: 60, low: 55, high: 65 }
  const parts = [known, ...Array.from({ length: 9 }, () => unknown)]
  const whole = blueprintCompetency(parts.map((competency) => ({ weight: 0.1, competency })))
  expect((whole?.high ?? 0) - (whole?.low ?? 0)).toBeGreaterThan(35)
})
