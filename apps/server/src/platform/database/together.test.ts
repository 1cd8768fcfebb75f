import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { together } from './together.ts'

/** Finds lengths of words, each look-up when it is told to. */
function slowDictionary() {
  const lookUps: { words: readonly string[]; settle: (error?: Error) => void }[] = []
  const lengthOf = together<string, number>((words) => {
    const { promise, resolve, reject } = Promise.withResolvers<Map<string, number>>()
    const known = words.filter((word) => word !== 'unknown')
    const settle = (error?: Error) =>
      error ? reject(error) : resolve(new Map(known.map((word) => [word, word.length])))
    lookUps.push({ words, settle })
    return promise
  })
  return { lookUps, lengthOf }
}

describe('together', () => {
  it('looks up at once what nobody else asks for, and the rest in one go', async () => {
    const { lookUps, lengthOf } = slowDictionary()
    const first = lengthOf('one')
    const others = [lengthOf('three'), lengthOf('seventeen'), lengthOf('three')]
    expect(lookUps.map(({ words }) => words)).toEqual([['one']])
    lookUps[0]?.settle()
    expect(await first).toBe(3)
    await setImmediate()
    expect(lookUps[1]?.words).toEqual(['three', 'seventeen'])
    lookUps[1]?.settle()
    expect(await Promise.all(others)).toEqual([5, 9, 5])
  })

  it('asks anew for what is being looked up already: it may have changed', async () => {
    const { lookUps, lengthOf } = slowDictionary()
    const both = [lengthOf('one'), lengthOf('one')]
    lookUps[0]?.settle()
    await setImmediate()
    lookUps[1]?.settle()
    expect(await Promise.all(both)).toEqual([3, 3])
    expect(lookUps).toHaveLength(2)
  })

  it('tells all who asked of a failure, and goes on', async () => {
    const { lookUps, lengthOf } = slowDictionary()
    const first = lengthOf('one')
    lookUps[0]?.settle(new Error('out of reach'))
    await expect(first).rejects.toThrow('out of reach')
    const second = lengthOf('unknown')
    await setImmediate()
    lookUps[1]?.settle()
    expect(await second).toBeUndefined()
  })
})
