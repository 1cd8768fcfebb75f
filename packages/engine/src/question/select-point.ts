import { z } from 'zod'
import { assigned } from './assign.ts'
import { area, emptyAreas, image, isIn, point, undescribed, type Point } from './image.ts'
import { common, partialCredit, type Issue } from './parts.ts'

/** Points to be found on a picture, in areas that nobody sees. */
export const selectPoint = z.strictObject({
  ...common,
  type: z.literal('select_point'),
  body: z.strictObject({
    image,
    /** How many points may be set. */
    most: z.int().min(1).max(20).default(1),
  }),
  key: z.strictObject({
    /** Each wants a point of its own; one in an area with less than a `credit` of 1 counts as that. */
    areas: z
      .array(z.strictObject({ area, credit: z.number().gt(0).max(1).default(1) }))
      .min(1)
      .max(20),
    rule: partialCredit.default('partial'),
  }),
})
export type SelectPoint = z.infer<typeof selectPoint>

export const selectPointGiven = z.strictObject({ points: z.array(point).max(20) })
export type SelectPointGiven = z.infer<typeof selectPointGiven>

/**
 * The credits of the areas that were found, of all that could be found with as many points as may
 * be set. A point counts for one area; where several are possible, as is best for the learner.
 */
export function scoreSelectPoint({ body, key }: SelectPoint, given: SelectPointGiven): number {
  if (given.points.length > body.most) return 0
  const { best, found } = foundBy(key.areas, given.points)
  const sum = (areas: typeof best) => areas.reduce((all, { credit }) => all + credit, 0)
  const share = sum(best.filter((_, place) => found.has(place))) / sum(best.slice(0, body.most))
  return key.rule === 'partial' || share === 1 ? share : 0
}

/**
 * By the place of each point that counts, how much it does beside one in the best area: 1 is as much.
 * Points that count nothing are left out.
 */
export function worthOfPoints(
  { areas }: Pick<SelectPoint['key'], 'areas'>,
  points: readonly Point[],
): Map<number, number> {
  const { best, found } = foundBy(areas, points)
  const most = best[0]?.credit ?? 1
  return new Map([...found].map(([area, point]) => [point, (best[area]?.credit ?? 0) / most]))
}

/** The areas, best first, and by the place of each that was found there, the place of its point. */
function foundBy(areas: SelectPoint['key']['areas'], points: readonly Point[]) {
  const best = areas.toSorted((one, other) => other.credit - one.credit)
  const hits = best.map(({ area }) =>
    points.flatMap((point, place) => (isIn(area, point) ? [place] : [])),
  )
  return { best, found: assigned(hits, () => 1) }
}

export function checkSelectPoint({ body, key }: SelectPoint): Issue[] {
  return [...emptyAreas('/key/areas', key.areas), ...undescribed(body.image)]
}
