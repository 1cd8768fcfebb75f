import type { Area, Image, Point } from '@quizmentor/engine/question/image'

type Size = Pick<Image, 'width' | 'height'>
type Dragged = Exclude<Area['shape'], 'polygon'>

/** The area dragged from one point to another; `null` where it is too small to be meant. */
export function areaBetween(shape: Dragged, from: Point, to: Point): Area | null {
  const x = Math.min(from.x, to.x)
  const y = Math.min(from.y, to.y)
  const width = Math.abs(to.x - from.x)
  const height = Math.abs(to.y - from.y)
  if (width < 3 || height < 3) return null
  return shape === 'rectangle'
    ? { shape, x, y, width, height }
    : { shape, x: x + width / 2, y: y + height / 2, rx: width / 2, ry: height / 2 }
}

/** An area in the middle of a picture, a quarter as wide and as high. */
export function areaInTheMiddle(shape: Area['shape'], { width, height }: Size): Area {
  const [x, y] = [Math.round(width * 0.375), Math.round(height * 0.375)]
  const [w, h] = [Math.max(3, Math.round(width / 4)), Math.max(3, Math.round(height / 4))]
  switch (shape) {
    case 'rectangle':
      return { shape, x, y, width: w, height: h }
    case 'ellipse':
      return { shape, x: x + w / 2, y: y + h / 2, rx: w / 2, ry: h / 2 }
    case 'polygon':
      return {
        shape,
        points: [
          { x: Math.round(x + w / 2), y },
          { x: x + w, y: y + h },
          { x, y: y + h },
        ],
      }
  }
}

/** A picture's pixel under the pointer, within the picture. */
export function pointUnder(
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  bounds: { readonly left: number; readonly top: number } & Size,
  { width, height }: Size,
): Point {
  const within = (share: number, most: number) => Math.round(Math.min(1, Math.max(0, share)) * most)
  return {
    x: within((clientX - bounds.left) / bounds.width, width),
    y: within((clientY - bounds.top) / bounds.height, height),
  }
}

/** Corners as they are written: `left,top` between spaces. */
export function cornersInWords(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ')
}

/** The corners that a text says; `null` where it says fewer than three or something else. */
export function readCorners(text: string): Point[] | null {
  const pairs = text.trim().split(/\s+/)
  const points = pairs.flatMap((pair) => {
    const [, x, y] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(pair) ?? []
    return x === undefined || y === undefined ? [] : [{ x: Number(x), y: Number(y) }]
  })
  return points.length === pairs.length && points.length >= 3 && points.length <= 100
    ? points
    : null
}
