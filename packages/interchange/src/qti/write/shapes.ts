import type { Area, Point } from '@quizmentor/engine/question/image'

/** The part of an area that lies on the picture and not left of it or above: QTI has no numbers below 0. */
export function onPicture(area: Area): Area | null {
  switch (area.shape) {
    case 'rectangle': {
      const [x, y] = [Math.max(0, area.x), Math.max(0, area.y)]
      const [width, height] = [area.x + area.width - x, area.y + area.height - y]
      return width > 0 && height > 0 ? { shape: 'rectangle', x, y, width, height } : null
    }
    case 'ellipse':
      return area.x >= 0 && area.y >= 0 ? area : polygonOf(cornersOf(area))
    case 'polygon':
      return area.points.every(({ x, y }) => x >= 0 && y >= 0) ? area : polygonOf(area.points)
  }
}

function polygonOf(corners: readonly Point[]): Area | null {
  const points = rightOf(rightOf(corners, 'x'), 'y')
  return points.length < 3 ? null : { shape: 'polygon', points }
}

/** The polygon cut off where an axis falls below 0 (Sutherland and Hodgman). */
function rightOf(points: readonly Point[], axis: 'x' | 'y'): Point[] {
  return points.flatMap((point, index) => {
    const before = points.at(index - 1) ?? point
    const share = before[axis] / (before[axis] - point[axis])
    const edge = {
      x: before.x + share * (point.x - before.x),
      y: before.y + share * (point.y - before.y),
    }
    const crosses = point[axis] < 0 !== before[axis] < 0
    return [...(crosses ? [edge] : []), ...(point[axis] < 0 ? [] : [point])]
  })
}

const corners = 36

function cornersOf({ x, y, rx, ry }: Area & { shape: 'ellipse' }): Point[] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners
    return { x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) }
  })
}

/** A shape in whole pixels, as QTI has them from HTML. */
export function shapeOf(area: Area): { shape: string; coords: string } {
  const list = (...numbers: readonly number[]) =>
    numbers.map((number) => Math.max(0, Math.round(number))).join(',')
  const seen = onPicture(area)
  // Nobody can point there; what is called by it is there still.
  if (seen === null) return { shape: 'rect', coords: '0,0,0,0' }
  switch (seen.shape) {
    case 'rectangle': {
      const { x, y, width, height } = seen
      return { shape: 'rect', coords: list(x, y, x + width, y + height) }
    }
    case 'ellipse': {
      const { x, y, rx, ry } = seen
      return rx === ry
        ? { shape: 'circle', coords: list(x, y, rx) }
        : { shape: 'ellipse', coords: list(x, y, rx, ry) }
    }
    case 'polygon':
      return { shape: 'poly', coords: list(...seen.points.flatMap(({ x, y }) => [x, y])) }
  }
}
