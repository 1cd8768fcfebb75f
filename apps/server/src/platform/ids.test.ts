import { describe, expect, it, vi } from 'vitest'
import { isPlausibleId, newId, timeOfId } from './ids.ts'

const day = 24 * 60 * 60 * 1000

describe('ids', () => {
  it('are in the order of their making and know its time', () => {
    const before = Date.now()
    const ids = Array.from({ length: 100 }, newId)
    expect(ids.toSorted()).toEqual(ids)
    expect(timeOfId(ids[0] ?? '')).toBeGreaterThanOrEqual(before)
  })

  it('differ and stay in order, however many are made at once', () => {
    const ids = Array.from({ length: 50_000 }, newId)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    // What follows the time and the count is random in each.
    expect(new Set(ids.map((id) => id.slice(-11))).size).toBeGreaterThan(49_900)
  })

  it('stay in order where the clock goes back', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const first = newId()
      vi.setSystemTime(Date.now() - day)
      const [second, third] = [newId(), newId()]
      expect([third, first, second].toSorted()).toEqual([first, second, third])
    } finally {
      vi.useRealTimers()
    }
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
