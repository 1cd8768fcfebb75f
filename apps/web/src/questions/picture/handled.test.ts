import type { Area } from '@quizmentor/engine/question/image'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundsOf } from './bounds.ts'
import { boxGrips, gripAt, moved, pulled, resized, stepOf } from './handled.ts'

const image = { src: '/map.png', width: 400, height: 300, alt: '' }
const box: Area = { shape: 'rectangle', x: 10, y: 20, width: 50, height: 40 }
const disc: Area = { shape: 'ellipse', x: 100, y: 100, rx: 30, ry: 20 }
const kite: Area = {
  shape: 'polygon',
  points: [
    { x: 100, y: 50 },
    { x: 140, y: 90 },
    { x: 100, y: 150 },
    { x: 60, y: 90 },
  ],
}

const inside = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200 }))
const areas = fc
  .tuple(inside, fc.constantFrom(box, disc, kite))
  .map(([[x, y], area]) => moved(area, { x, y }, image))
const by = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
})

describe('an area', () => {
  test('goes where it is dragged, and not out of the picture', () => {
    expect(moved(box, { x: 5, y: -7 }, image)).toEqual({ ...box, x: 15, y: 13 })
    expect(moved(disc, { x: -500, y: 0 }, image)).toEqual({ ...disc, x: 30 })
    fc.assert(
      fc.property(areas, by, (area, step) => {
        const [before, after] = [boundsOf(area), boundsOf(moved(area, step, image))]
        expect(after.width).toBeCloseTo(before.width, 9)
        expect(after.height).toBeCloseTo(before.height, 9)
        expect(after.x).toBeGreaterThanOrEqual(0)
        expect(after.y).toBeGreaterThanOrEqual(0)
        expect(after.x + after.width).toBeLessThanOrEqual(image.width)
        expect(after.y + after.height).toBeLessThanOrEqual(image.height)
      }),
    )
  })

  test('that hangs out of its picture stays there until it is moved in', () => {
    const out = { ...box, x: -20 }
    expect(moved(out, { x: 0, y: 1 }, image)).toEqual({ ...out, y: 21 })
    expect(moved(out, { x: -10, y: 0 }, image)).toEqual(out)
    expect(moved(out, { x: 30, y: 0 }, image)).toEqual({ ...out, x: 10 })
  })

  test('is sized by each of its grips, the opposite one staying', () => {
    expect(pulled(box, 'se', { x: 100, y: 100 })).toEqual({ ...box, width: 90, height: 80 })
    expect(pulled(box, 'nw', { x: 0, y: 50 })).toEqual({
      shape: 'rectangle',
      x: 0,
      y: 50,
      width: 60,
      height: 10,
    })
    expect(pulled(disc, 'ne', { x: 150, y: 60 })).toEqual({
      shape: 'ellipse',
      x: 110,
      y: 90,
      rx: 40,
      ry: 30,
    })
    const opposite = { nw: 'se', ne: 'sw', sw: 'ne', se: 'nw' } as const
    fc.assert(
      fc.property(areas, fc.constantFrom(...boxGrips), by, (area, grip, to) => {
        const next = pulled(area, grip, to)
        const { width, height } = boundsOf(next)
        expect(Math.min(width, height)).toBeGreaterThan(2.9)
        const [fixed, before] = [gripAt(next, opposite[grip]), gripAt(area, opposite[grip])]
        expect(Math.hypot(fixed.x - before.x, fixed.y - before.y)).toBeLessThan(0.02)
      }),
    )
  })

  test('with corners of its own has each pulled alone', () => {
    const next = pulled(kite, 1, { x: 200, y: 80 })
    expect(next).toMatchObject({
      points: kite.shape === 'polygon' && kite.points.with(1, { x: 200, y: 80 }),
    })
    expect(pulled(box, 1, { x: 0, y: 0 })).toEqual(box)
  })

  test('grows and shrinks by key from its upper left corner, within the picture', () => {
    expect(resized(box, { x: 4, y: -4 }, image)).toEqual({ ...box, width: 54, height: 36 })
    expect(resized(box, { x: -500, y: 900 }, image)).toEqual({ ...box, width: 3, height: 280 })
    fc.assert(
      fc.property(areas, by, (area, step) => {
        const [before, after] = [boundsOf(area), boundsOf(resized(area, step, image))]
        expect(after.x).toBeCloseTo(before.x, 2)
        expect(after.y).toBeCloseTo(before.y, 2)
        expect(after.x + after.width).toBeLessThanOrEqual(image.width + 0.01)
      }),
    )
  })

  test('goes a hundredth of the picture by each arrow key, at least a pixel', () => {
    expect(stepOf('ArrowLeft', image)).toEqual({ x: -4, y: 0 })
    expect(stepOf('ArrowDown', { width: 20, height: 20 })).toEqual({ x: 0, y: 1 })
    expect(stepOf('Tab', image)).toBeNull()
  })
})
