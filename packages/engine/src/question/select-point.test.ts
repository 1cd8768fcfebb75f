import { describe, expect, test } from 'vitest'
import type { Area, Point } from './image.ts'
import { worthOfPoints } from './select-point.ts'
import { faults, scored, type AuthoredOf } from './scored-for-tests.ts'

const box = (x: number, width = 50): Area => ({ shape: 'rectangle', x, y: 0, width, height: 50 })

function question(
  areas: AuthoredOf<'select_point'>['key']['areas'],
  most: number,
  rule: 'partial' | 'all_or_nothing' = 'partial',
): AuthoredOf<'select_point'> {
  return {
    type: 'select_point',
    stem: 'Where?',
    body: { image: { src: '/map.png', width: 400, height: 300, alt: 'A map' }, most },
    key: { areas, rule },
  }
}

const at = (...xs: number[]): Point[] => xs.map((x) => ({ x, y: 25 }))
const points = (...xs: number[]) => ({ type: 'select_point' as const, points: at(...xs) })

describe('select point', () => {
  const two = [{ area: box(0) }, { area: box(100) }]

  test.each([
    [[10, 110], 1, 1],
    [[110, 10], 1, 1],
    [[10], 0.5, 0],
    [[10, 20], 0.5, 0],
    [[10, 300], 0.5, 0],
    [[300], 0, 0],
    [[], 0, 0],
    // More than may be set.
    [[10, 110, 300], 0, 0],
  ])('points at %j score %d, or %d if only the whole counts', (xs, partial, whole) => {
    expect(scored(question(two, 2), points(...xs))).toBe(partial)
    expect(scored(question(two, 2, 'all_or_nothing'), points(...xs))).toBe(whole)
  })

  test('with fewer points than areas, the best of those that can be found are the whole', () => {
    const areas = [{ area: box(0), credit: 0.5 }, { area: box(100) }]
    expect(scored(question(areas, 1), points(110))).toBe(1)
    expect(scored(question(areas, 1), points(10))).toBe(0.5)
  })

  test('overlapping areas each take a point of their own, in whatever order these were set', () => {
    // The first point lies in both, the second only in the wider one.
    const overlapping = [{ area: box(0, 200) }, { area: box(0, 50) }]
    expect(scored(question(overlapping, 2), points(25, 150))).toBe(1)
    expect(scored(question(overlapping, 2), points(150, 25))).toBe(1)
    expect(scored(question(overlapping, 2), points(150, 160))).toBe(0.5)
  })

  test('says of each point what it counts beside one in the best area, each area once', () => {
    const areas = [
      { area: box(0), credit: 0.25 },
      { area: box(100), credit: 0.5 },
    ]
    expect([...worthOfPoints({ areas }, at(10, 110, 120, 300))]).toEqual([
      [1, 1],
      [0, 0.5],
    ])
    expect(worthOfPoints({ areas }, []).size).toBe(0)
  })

  test('an area that no point lies in is a fault', () => {
    const line = [0, 50, 100].map((x) => ({ x, y: 10 }))
    expect(faults(question([{ area: { shape: 'polygon', points: line } }], 1))).toEqual([
      '/key/areas/0 area_empty',
    ])
    expect(faults(question(two, 2))).toEqual([])
  })
})
