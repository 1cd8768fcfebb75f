import { area, isIn, type Area } from '@quizmentor/engine/question/image'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onPicture, shapeOf } from './shapes.ts'

const place = fc.integer({ min: -100, max: 100 })
const length = fc.integer({ min: 1, max: 150 })
const areas: fc.Arbitrary<Area> = fc
  .oneof(
    fc.record({
      shape: fc.constant('rectangle'),
      x: place,
      y: place,
      width: length,
      height: length,
    }),
    fc.record({ shape: fc.constant('ellipse'), x: place, y: place, rx: length, ry: length }),
    fc.record({
      shape: fc.constant('polygon'),
      points: fc.array(fc.record({ x: place, y: place }), { minLength: 3, maxLength: 6 }),
    }),
  )
  .map((drawn) => area.parse(drawn))

/** How far from an edge a point must lie to be told apart: that much an ellipse loses by its corners. */
const near = 1.5

function isClear(one: Area, x: number, y: number): boolean {
  const around = [-near, 0, near].flatMap((dx) =>
    [-near, 0, near].map((dy) => isIn(one, { x: x + dx, y: y + dy })),
  )
  return new Set(around).size === 1
}

test('what lies on the picture is in the same areas as before', () => {
  fc.assert(
    fc.property(
      areas,
      fc.integer({ min: 3, max: 200 }),
      fc.integer({ min: 3, max: 200 }),
      (one, x, y) => {
        fc.pre(isClear(one, x, y))
        const seen = onPicture(one)
        expect(seen !== null && isIn(seen, { x, y })).toBe(isIn(one, { x, y }))
      },
    ),
    { numRuns: 2000 },
  )
})

test('no coordinate is below 0', () => {
  fc.assert(
    fc.property(areas, (one) => {
      expect(shapeOf(one).coords).toMatch(/^\d+(?:,\d+){2,}$/)
    }),
  )
  expect(shapeOf({ shape: 'ellipse', x: -20, y: 5, rx: 10, ry: 10 })).toEqual({
    shape: 'rect',
    coords: '0,0,0,0',
  })
})
