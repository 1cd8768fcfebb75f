import type { Area, Image } from '@quizmentor/engine/question/image'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The smallest box that an area fits in. */
export function boundsOf(area: Area): Box {
  switch (area.shape) {
    case 'rectangle': {
      const { x, y, width, height } = area
      return { x, y, width, height }
    }
    case 'ellipse': {
      const { x, y, rx, ry } = area
      return { x: x - rx, y: y - ry, width: 2 * rx, height: 2 * ry }
    }
    case 'polygon': {
      const xs = area.points.map(({ x }) => x)
      const ys = area.points.map(({ y }) => y)
      const [x, y] = [Math.min(...xs), Math.min(...ys)]
      return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
    }
  }
}

/** Where a box lies on its picture, for CSS, whatever size the picture is shown in. */
export function placed(
  { x, y, width, height }: Box,
  image: Pick<Image, 'width' | 'height'>,
): Readonly<Record<'left' | 'top' | 'width' | 'height', string>> {
  const percent = (part: number, whole: number) => `${whole === 0 ? 0 : (100 * part) / whole}%`
  return {
    left: percent(x, image.width),
    top: percent(y, image.height),
    width: percent(width, image.width),
    height: percent(height, image.height),
  }
}
