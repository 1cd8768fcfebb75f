import type { Area, Point } from '@quizmentor/engine/question/image'
import type { XmlElement } from '../xml.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The area of `shape` and `coords` as in HTML image maps, percentages included; `null` where they
 * make none. The whole picture is `default`.
 */
export function areaOf(element: XmlElement, size: Size | null): Area | null {
  const shape = element.attributes.get('shape')?.trim().toLowerCase() ?? 'default'
  const coords = (element.attributes.get('coords') ?? '')
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part, index) => lengthOf(part, index, size))
  if (shape === 'default')
    return size && { shape: 'rectangle', x: 0, y: 0, width: size.width, height: size.height }
  if (!coords.every((number) => Math.abs(number) <= 20_000)) return null
  const [a, b, c, d] = coords
  if (a === undefined || b === undefined || c === undefined) return null
  if (shape === 'circle' || (shape === 'ellipse' && d === undefined)) return ellipse(a, b, c, c)
  if (shape === 'ellipse') return ellipse(a, b, c, d ?? c)
  if (shape === 'rect' || shape === 'rectangle') {
    if (d === undefined) return null
    const [x, y] = [Math.min(a, c), Math.min(b, d)]
    return {
      shape: 'rectangle',
      x,
      y,
      width: Math.max(0.5, Math.abs(c - a)),
      height: Math.max(0.5, Math.abs(d - b)),
    }
  }
  return shape.startsWith('poly') ? polygon(coords) : null
}

function lengthOf(part: string, index: number, size: Size | null): number {
  const number = Number(part.replace(/(?:%|px)$/, ''))
  if (!part.endsWith('%') || size === null) return number
  return (number / 100) * (index % 2 === 0 ? size.width : size.height)
}

function ellipse(x: number, y: number, rx: number, ry: number): Area {
  return {
    shape: 'ellipse',
    x,
    y,
    rx: Math.max(0.5, Math.abs(rx)),
    ry: Math.max(0.5, Math.abs(ry)),
  }
}

function polygon(coords: readonly number[]): Area | null {
  const points: Point[] = []
  for (let index = 0; index + 1 < coords.length; index += 2)
    points.push({ x: coords[index] ?? 0, y: coords[index + 1] ?? 0 })
  const [start] = points
  const end = points.at(-1)
  if (points.length > 3 && start?.x === end?.x && start?.y === end?.y) points.pop()
  return points.length < 3 || points.length > 100 ? null : { shape: 'polygon', points }
}

/** A point as written in a file. */
export function pointOf(text: string): Point | null {
  const [x, y] = text
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)
    ? null
    : { x, y }
}

/** The farthest to the right and down that areas reach: a picture is at least as large. */
export function reachOf(areas: readonly Area[]): Size {
  let [width, height] = [1, 1]
  const reach = (x: number, y: number): void => {
    width = Math.max(width, x)
    height = Math.max(height, y)
  }
  for (const area of areas) {
    if (area.shape === 'rectangle') reach(area.x + area.width, area.y + area.height)
    else if (area.shape === 'ellipse') reach(area.x + area.rx, area.y + area.ry)
    else for (const { x, y } of area.points) reach(x, y)
  }
  return { width, height }
}
