import { describe, expect, test } from 'vitest'
import { isIn, type Area } from './image.ts'
import { faults, scored, type AuthoredOf } from './scored-for-tests.ts'

const image = { src: '/map.png', width: 400, height: 300, alt: 'A map' }
const square = (x: number): Area => ({ shape: 'rectangle', x, y: 0, width: 50, height: 50 })
const spots = ['a', 'b', 'c', 'd'].map((id, place) => ({ id, area: square(60 * place) }))

function question(
  key: AuthoredOf<'hotspot'>['key'],
  body: Partial<AuthoredOf<'hotspot'>['body']> = {},
): AuthoredOf<'hotspot'> {
  return { type: 'hotspot', stem: 'Where?', body: { image, spots, most: 0, ...body }, key }
}

describe('hotspot', () => {
  test.each([
    [['a', 'b'], 1, 1, 1],
    [['b', 'a', 'a'], 1, 1, 1],
    [['a'], 0, 0.75, 0.5],
    [['a', 'c'], 0, 0.5, 0],
    [['nowhere'], 0, 0, 0],
    [[], 0, 0, 0],
  ])('%j scores %d, %d and %d by rule', (chosen, allOrNothing, perOption, penalised) => {
    const under = (rule: 'all_or_nothing' | 'per_option' | 'penalised') =>
      scored(question({ spots: ['a', 'b'], rule }), { type: 'hotspot', spots: chosen })
    expect(under('all_or_nothing')).toBe(allOrNothing)
    expect(under('per_option')).toBe(perOption)
    expect(under('penalised')).toBe(penalised)
  })

  test('more places than may be chosen score nothing, the same one twice counts once', () => {
    const one = question({ spots: ['a'] }, { most: 1 })
    expect(scored(one, { type: 'hotspot', spots: ['a'] })).toBe(1)
    expect(scored(one, { type: 'hotspot', spots: ['a', 'a'] })).toBe(1)
    expect(scored(one, { type: 'hotspot', spots: ['a', 'b'] })).toBe(0)
  })

  test('keys outside the places, named twice or too many are faults', () => {
    expect(faults(question({ spots: ['a', 'x', 'a'] }, { most: 1 }))).toEqual([
      '/key/spots/1 key_not_an_option',
      '/key/spots key_repeated',
      '/body/most key_more_than_may_be_chosen',
    ])
  })

  test('a place that nothing lies in is a fault, a picture without words a weakness', () => {
    const line = [0, 50, 100].map((x) => ({ x, y: x }))
    const flat = [{ id: 'a', area: { shape: 'polygon' as const, points: line } }]
    expect(
      faults(question({ spots: ['a'] }, { spots: flat, image: { ...image, alt: '' } })),
    ).toEqual(['/body/spots/0 area_empty', '/body/image/alt image_without_description'])
  })
})

describe('an area', () => {
  const ring: Area = {
    shape: 'polygon',
    // A square bracket open to the right.
    points: [
      { x: 0, y: 0 },
      { x: 90, y: 0 },
      { x: 90, y: 30 },
      { x: 30, y: 30 },
      { x: 30, y: 60 },
      { x: 90, y: 60 },
      { x: 90, y: 90 },
      { x: 0, y: 90 },
    ],
  }
  const ellipse: Area = { shape: 'ellipse', x: 50, y: 50, rx: 40, ry: 20 }

  test.each<[string, Area, number, number, boolean]>([
    ['a rectangle holds its corner', square(60), 60, 0, true],
    ['and nothing beside it', square(60), 59, 0, false],
    ['an ellipse holds the ends of its axes', ellipse, 90, 50, true],
    ['and not the corners of its box', ellipse, 88, 68, false],
    ['a polygon holds what lies in its arms', ring, 80, 10, true],
    ['and not what lies between them', ring, 80, 45, false],
  ])('%s', (_, area, x, y, inside) => {
    expect(isIn(area, { x, y })).toBe(inside)
  })
})
