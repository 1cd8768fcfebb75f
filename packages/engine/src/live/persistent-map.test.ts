import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PersistentMap } from './persistent-map.ts'

describe('a persistent map', () => {
  it('keeps every version as it was, whichever are read and built upon in whatever order', () => {
    const step = fc.record({ from: fc.nat(), key: fc.nat(9), value: fc.nat(99), read: fc.nat() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const versions = [
          { map: new PersistentMap<number, number>(), model: [] as [number, number][] },
        ]
        const pick = (n: number) => versions[n % versions.length]
        for (const { from, key, value, read } of steps) {
          const base = pick(from)
          if (base === undefined) continue
          const model = new Map(base.model).set(key, value)
          versions.push({ map: base.map.set(key, value), model: [...model] })
          const other = pick(read)
          expect(other?.map.get(key)).toBe(new Map(other?.model).get(key))
        }
        for (const { map, model } of versions) {
          expect([...map]).toEqual(model)
          expect(map.size).toBe(model.length)
        }
      }),
    )
  })

  it('adds to a large map without copying it', () => {
    let map = new PersistentMap<number, number>()
    for (let key = 0; key < 300_000; key++) map = map.set(key, key)
    expect(map.size).toBe(300_000)
  })
})
