import type { Area, Point } from '@quizmentor/engine/question/image'

/** Moodle makes pictures that are answered on this small, and places are counted on that. */
const mostWidth = 600
const mostHeight = 400

export interface Size {
  readonly width: number
  readonly height: number
}

/** The size at which Moodle shows a picture that is answered on. */
export function shownSize({ width, height }: Size): Size {
  const scale = Math.min(1, mostWidth / width, mostHeight / height)
  return scale === 1
    ? { width, height }
    : { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/**
 * An area from a shape of Moodle's and its coordinates (`x,y;r` for a circle, `x,y;w,h` for a
 * rectangle, `x,y;x,y;…` for a polygon), or `null`.
 */
export function areaOf(shape: string, coordinates: string): Area | null {
  const pairs = coordinates.split(';').map((pair) => pair.split(',').map(Number))
  if (pairs.length > 101 || !pairs.flat().every((value) => Math.abs(value) <= 20_000)) return null
  const [[x, y] = [], [a, b] = []] = pairs
  if (x === undefined || y === undefined || a === undefined) return null
  switch (shape.toLowerCase()) {
    case 'circle':
      return a > 0 ? { shape: 'ellipse', x, y, rx: a, ry: a } : null
    case 'rectangle':
      return b !== undefined && a > 0 && b > 0
        ? { shape: 'rectangle', x, y, width: a, height: b }
        : null
    case 'polygon':
    case 'poly':
      return polygon(pairs)
    default:
      return null
  }
}

function polygon(pairs: readonly (readonly number[])[]): Area | null {
  const points = pairs.flatMap(([x, y]) => (x === undefined || y === undefined ? [] : [{ x, y }]))
  const [first, last] = [points[0], points.at(-1)]
  // A closed one says its first point twice.
  if (points.length > 3 && first?.x === last?.x && first?.y === last?.y) points.pop()
  return points.length < 3 || points.length > 100 ? null : { shape: 'polygon', points }
}

/** An area as Moodle has it: whole numbers, none below 0; an ellipse that is no circle as a polygon. */
export function shapeOf(area: Area, scale: number): { shape: string; coordinates: string } {
  const whole = (value: number): number => Math.max(0, Math.round(value * scale))
  const pair = (x: number, y: number): string => `${whole(x)},${whole(y)}`
  switch (area.shape) {
    case 'rectangle':
      return {
        shape: 'rectangle',
        coordinates: `${pair(area.x, area.y)};${pair(area.width, area.height)}`,
      }
    case 'ellipse':
      return area.rx === area.ry
        ? { shape: 'circle', coordinates: `${pair(area.x, area.y)};${whole(area.rx)}` }
        : {
            shape: 'polygon',
            coordinates: corners(area)
              .map(({ x, y }) => pair(x, y))
              .join(';'),
          }
    case 'polygon':
      return {
        shape: 'polygon',
        coordinates: area.points.map(({ x, y }) => pair(x, y)).join(';'),
      }
  }
}

function corners({ x, y, rx, ry }: Extract<Area, { shape: 'ellipse' }>): Point[] {
  return Array.from({ length: 24 }, (_, index) => {
    const angle = (index * Math.PI) / 12
    return { x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) }
  })
}

/** A box of a size at a point, within a picture as far as it can be. */
export function boxAt({ x, y }: Point, { width, height }: Size, image: Size): Area {
  return {
    shape: 'rectangle',
    x,
    y,
    width: Math.max(8, Math.min(width, image.width - x)),
    height: Math.max(8, Math.min(height, image.height - y)),
  }
}
