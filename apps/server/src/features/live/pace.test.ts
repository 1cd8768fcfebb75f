import { expect, test } from 'vitest'
import { Pace } from './pace.ts'
import { VirtualTime } from './test-time.ts'

test('those who wait come in so many a turn, in their order', async () => {
  const time = new VirtualTime()
  const pace = new Pace(time, { perTurn: 3, most: 100 })
  const entered: number[] = []
  for (let number = 0; number < 8; number++)
    void pace.turn().then((isIn) => isIn && entered.push(number))
  await time.turn()
  expect(entered).toEqual([0, 1, 2])
  await time.turn()
  expect(entered).toEqual([0, 1, 2, 3, 4, 5])
  await time.turn()
  expect(entered).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('who finds no room is told so at once, and there is room again when others are in', async () => {
  const time = new VirtualTime()
  const pace = new Pace(time, { perTurn: 2, most: 5 })
  const turns = Array.from({ length: 7 }, () => pace.turn())
  expect(await Promise.all(turns.slice(5))).toEqual([false, false])
  await time.settle()
  expect(await Promise.all(turns.slice(0, 5))).toEqual([true, true, true, true, true])
  const again = pace.turn()
  await time.settle()
  expect(await again).toBe(true)
})
