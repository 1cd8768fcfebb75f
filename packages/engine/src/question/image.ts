import { z } from 'zod'
import { trimmedText, type Issue } from './parts.ts'

const length = z.number().positive().max(20_000)
const place = z.number().min(-20_000).max(20_000)

/** A picture that is answered on. Places on it are in pixels of `width` × `height`. */
export const image = z.strictObject({
  src: trimmedText.min(1).max(200_000),
  width: length,
  height: length,
  /** What it shows, for those who can't see it. */
  alt: trimmedText.max(1_000).default(''),
})
export type Image = z.infer<typeof image>

export const point = z.strictObject({ x: place, y: place })
export type Point = z.infer<typeof point>

/** A part of a picture. */
export const area = z.discriminatedUnion('shape', [
  z.strictObject({
    shape: z.literal('rectangle'),
    x: place,
    y: place,
    width: length,
    height: length,
  }),
  z.strictObject({ shape: z.literal('ellipse'), x: place, y: place, rx: length, ry: length }),
  z.strictObject({ shape: z.literal('polygon'), points: z.array(point).min(3).max(100) }),
])
export type Area = z.infer<typeof area>

/** Whether a point lies in an area, its edge included where that is exact. */
export function isIn(area: Area, { x, y }: Point): boolean {
  switch (area.shape) {
    case 'rectangle':
      return x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height
    case 'ellipse':
      return ((x - area.x) / area.rx) ** 2 + ((y - area.y) / area.ry) ** 2 <= 1
    case 'polygon':
      return isInPolygon(area.points, x, y)
  }
}

/** A point that lies in an area. */
export function insideOf(area: Area): Point {
  switch (area.shape) {
    case 'rectangle':
      return { x: area.x + area.width / 2, y: area.y + area.height / 2 }
    case 'ellipse':
      return { x: area.x, y: area.y }
    case 'polygon':
      return insideOfPolygon(area.points)
  }
}

/** The areas that no point lies in, such as a polygon whose corners are on one line, as faults. */
export function emptyAreas(path: string, parts: readonly { readonly area: Area }[]): Issue[] {
  return parts.flatMap(({ area }, index): Issue[] =>
    isIn(area, insideOf(area))
      ? []
      : [{ path: `${path}/${index}`, code: 'area_empty', severity: 'error' }],
  )
}

/** Says so where a picture has no words for those who can't see it. */
export function undescribed(image: Image | undefined): Issue[] {
  return image?.alt === ''
    ? [{ path: '/body/image/alt', code: 'image_without_description', severity: 'warning' }]
    : []
}

/** In the middle of the widest part at half of its height: a polygon may be hollow elsewhere. */
function insideOfPolygon(points: readonly Point[]): Point {
  const ys = [...new Set(points.map(({ y }) => y))].toSorted((a, b) => a - b)
  const middle = Math.floor((ys.length - 1) / 2)
  const y = ((ys[middle] ?? 0) + (ys[middle + 1] ?? ys[middle] ?? 0)) / 2
  const crossings: number[] = []
  let before = points.at(-1)
  for (const point of points) {
    if (before === undefined) break
    if (point.y > y !== before.y > y)
      crossings.push(((before.x - point.x) * (y - point.y)) / (before.y - point.y) + point.x)
    before = point
  }
  crossings.sort((a, b) => a - b)
  let best: Point = { x: crossings[0] ?? points[0]?.x ?? 0, y }
  let widest = -1
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [from = 0, to = 0] = [crossings[index], crossings[index + 1]]
    if (to - from <= widest) continue
    widest = to - from
    best = { x: (from + to) / 2, y }
  }
  return best
}

/** By how often a ray to the right crosses the edges. */
function isInPolygon(points: readonly Point[], x: number, y: number): boolean {
  let inside = false
  let before = points.at(-1)
  for (const point of points) {
    if (before === undefined) break
    const crosses = point.y > y !== before.y > y
    const edge = ((before.x - point.x) * (y - point.y)) / (before.y - point.y) + point.x
    if (crosses && x < edge) inside = !inside
    before = point
  }
  return inside
}
