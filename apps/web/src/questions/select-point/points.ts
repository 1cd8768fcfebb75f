import type { Image, Point } from '@quizmentor/engine/question/image'
import { arrowStep } from '../picture/arrow-step.ts'

/** The points once one more is set; `null` where no more may be. A single one is moved. */
export function pointsWith(points: readonly Point[], point: Point, most: number): Point[] | null {
  if (most === 1) return [point]
  return points.length >= most ? null : [...points, point]
}

/** How far a key moves the cross, in parts of the picture's longer side; `null`: it doesn't. */
export function stepFor(key: string, small: boolean): Point | null {
  return arrowStep(key, small ? 0.004 : 0.025)
}

/** The cross moved, within the picture. */
export function movedBy(
  { x, y }: Point,
  step: Point,
  { width, height }: Pick<Image, 'width' | 'height'>,
): Point {
  const side = Math.max(width, height)
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value))
  return {
    x: within(Math.round((x + step.x * side) * 100) / 100, width),
    y: within(Math.round((y + step.y * side) * 100) / 100, height),
  }
}
