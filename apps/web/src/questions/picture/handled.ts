import { arrowStep } from './arrow-step.ts'
import type { Area, Image, Point } from '@quizmentor/engine/question/image'
import { boundsOf, type Box } from './bounds.ts'

type Size = Pick<Image, 'width' | 'height'>

/** What an area is pulled by: a corner of the box that it fits in, or a polygon's own, by its place. */
export type Grip = 'nw' | 'ne' | 'sw' | 'se' | number

export const boxGrips = ['nw', 'ne', 'sw', 'se'] as const

/** As wide and as high an area stays, so that it can be pressed again. */
const LEAST = 3

/** An area moved. It doesn't leave the picture; one that hangs out of it already isn't drawn in. */
export function moved(area: Area, by: Point, image: Size): Area {
  const { x, y, width, height } = boundsOf(area)
  const within = (wish: number, from: number, to: number, whole: number) =>
    Math.min(Math.max(0, whole - to), Math.max(Math.min(0, -from), wish))
  return shifted(area, {
    x: within(by.x, x, x + width, image.width),
    y: within(by.y, y, y + height, image.height),
  })
}

/** An area with a grip pulled to a point; the opposite corner stays where it is. */
export function pulled(area: Area, grip: Grip, to: Point): Area {
  if (typeof grip === 'number')
    return area.shape === 'polygon' ? { ...area, points: area.points.with(grip, to) } : area
  const { x, y, width, height } = boundsOf(area)
  const fromLeft = grip === 'nw' || grip === 'sw'
  const fromTop = grip === 'nw' || grip === 'ne'
  const left = fromLeft ? Math.min(to.x, x + width - LEAST) : x
  const top = fromTop ? Math.min(to.y, y + height - LEAST) : y
  return fitted(area, {
    x: left,
    y: top,
    width: fromLeft ? x + width - left : longer(to.x - x),
    height: fromTop ? y + height - top : longer(to.y - y),
  })
}

/** Where a grip is. */
export function gripAt(area: Area, grip: Grip): Point {
  const { x, y, width, height } = boundsOf(area)
  if (typeof grip === 'number')
    return (area.shape === 'polygon' ? area.points[grip] : undefined) ?? { x, y }
  return {
    x: grip === 'ne' || grip === 'se' ? x + width : x,
    y: grip === 'sw' || grip === 'se' ? y + height : y,
  }
}

/** An area wider and higher by so much, within the picture; its upper left corner stays. */
export function resized(area: Area, by: Point, image: Size): Area {
  const { x, y, width, height } = boundsOf(area)
  return fitted(area, {
    x,
    y,
    width: Math.min(longer(width + by.x), Math.max(width, image.width - x)),
    height: Math.min(longer(height + by.y), Math.max(height, image.height - y)),
  })
}

/** How far an arrow key moves something; `null` for other keys. */
export function stepOf(key: string, { width, height }: Size): Point | null {
  return arrowStep(key, Math.max(1, Math.round(Math.max(width, height) / 100)))
}

/** A point moved, within the picture. */
export function pointMoved({ x, y }: Point, by: Point, { width, height }: Size): Point {
  return {
    x: Math.min(width, Math.max(0, x + by.x)),
    y: Math.min(height, Math.max(0, y + by.y)),
  }
}

function longer(length: number): number {
  return Math.max(LEAST, length)
}

function shifted(area: Area, { x: dx, y: dy }: Point): Area {
  return area.shape === 'polygon'
    ? { ...area, points: area.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })) }
    : { ...area, x: area.x + dx, y: area.y + dy }
}

/** An area of the same form that fits in another box. */
function fitted(area: Area, box: Box): Area {
  switch (area.shape) {
    case 'rectangle':
      return { shape: area.shape, ...box }
    case 'ellipse': {
      const [rx, ry] = [box.width / 2, box.height / 2]
      return { shape: area.shape, x: box.x + rx, y: box.y + ry, rx, ry }
    }
    case 'polygon': {
      const was = boundsOf(area)
      const along = (place: number, from: number, length: number, to: number, now: number) =>
        Math.round((to + (length === 0 ? 0 : ((place - from) * now) / length)) * 100) / 100
      const points = area.points.map(({ x, y }) => ({
        x: along(x, was.x, was.width, box.x, box.width),
        y: along(y, was.y, was.height, box.y, box.height),
      }))
      return { shape: area.shape, points }
    }
  }
}
