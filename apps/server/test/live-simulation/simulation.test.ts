import { describe, expect, test } from 'vitest'
import { simulate } from './run.ts'

/** As many as `npm test` has time for: `npm run simulate` plays more. */
const seeds = 300
const perTest = 50

const first = Array.from({ length: seeds / perTest }, (_, part) => 1 + part * perTest)

describe('whatever goes wrong, nothing acknowledged is lost, nothing leaks, all see the same', () => {
  test.each(first)(`in the ${perTest} games from seed %i on`, async (from) => {
    for (let seed = from; seed < from + perTest; seed++) {
      const { faults } = await simulate(seed)
      expect(faults, `look at it with: npm run simulate -- --seed ${seed} --trace`).toEqual([])
    }
  })
})

test('a seed plays the same again, to the byte and the millisecond', async () => {
  for (const seed of [2, 3, 5]) {
    const [once, again] = [await traceOf(seed), await traceOf(seed)]
    expect(once.length).toBeGreaterThan(100)
    expect(again).toEqual(once)
  }
})

async function traceOf(seed: number): Promise<string[]> {
  const lines: string[] = []
  await simulate(seed, (line) => lines.push(line))
  return lines
}
