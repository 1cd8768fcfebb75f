import { describe, expect, it } from 'vitest'
import { isPlausibleId, newId, timeOfId } from './ids.ts'

const day = 24 * 60 * 60 * 1000

describe('ids', () => {
  it('are in the order of their making and know its time', () => {
    const before = Date.now()
    const ids = Array.from({ length: 100 }, newId)
    expect(ids.toSorted()).toEqual(ids)
    expect(timeOfId(ids[0] ?? '')).toBeGreaterThanOrEqual(before)
  })

  it('made elsewhere are believed where their time can be true', () => {
    const id = newId()
    const made = timeOfId(id) ?? 0
    expect(isPlausibleId(id, made)).toBe(true)
    expect(isPlausibleId(id, made + 59 * day)).toBe(true)
    expect(isPlausibleId(id, made + 61 * day)).toBe(false)
    expect(isPlausibleId(id, made - 2 * day)).toBe(false)
  })

  it('of another kind have no time', () => {
    expect(timeOfId('2c1d43b8-e6d7-4b6f-9d34-8a1a2a7b3c4d')).toBeUndefined()
    expect(isPlausibleId('not an id', Date.now())).toBe(false)
  })
})
