import { z } from 'zod'
import { area, emptyAreas, image, undescribed } from './image.ts'
import { common, idsDiffer, optionFeedback, partId, trimmedText, type Issue } from './parts.ts'
import { chosenShare } from './multiple-choice.ts'

/** Marked parts of a picture, of which one or more are right. */
export const hotspot = z.strictObject({
  ...common,
  type: z.literal('hotspot'),
  body: z.strictObject({
    image,
    spots: z
      .array(
        z.strictObject({
          id: partId,
          area,
          /** What it is called for those who can't see it; gives nothing away. */
          label: trimmedText.max(200).default(''),
        }),
      )
      .min(1)
      .max(40)
      .refine(idsDiffer, 'ids must differ'),
    /** How many may be chosen; 0: any number. */
    most: z.int().min(0).max(40).default(1),
  }),
  key: z.strictObject({
    spots: z.array(partId).min(1).max(40),
    rule: z.enum(['all_or_nothing', 'per_option', 'penalised']).default('penalised'),
    feedback: optionFeedback,
  }),
})
export type Hotspot = z.infer<typeof hotspot>

export const hotspotGiven = z.strictObject({ spots: z.array(partId).max(40) })
export type HotspotGiven = z.infer<typeof hotspotGiven>

/** As for several right options. More chosen than may be: 0. */
export function scoreHotspot({ body, key }: Hotspot, given: HotspotGiven): number {
  if (body.most > 0 && new Set(given.spots).size > body.most) return 0
  const ids = body.spots.map(({ id }) => id)
  return chosenShare(ids, key.spots, given.spots, key.rule)
}

export function checkHotspot({ body, key }: Hotspot): Issue[] {
  const ids = new Set(body.spots.map(({ id }) => id))
  const issues = key.spots.flatMap((spot, index): Issue[] =>
    ids.has(spot)
      ? []
      : [{ path: `/key/spots/${index}`, code: 'key_not_an_option', severity: 'error' }],
  )
  if (new Set(key.spots).size !== key.spots.length)
    issues.push({ path: '/key/spots', code: 'key_repeated', severity: 'error' })
  if (body.most > 0 && key.spots.length > body.most)
    issues.push({ path: '/body/most', code: 'key_more_than_may_be_chosen', severity: 'error' })
  return [...issues, ...emptyAreas('/body/spots', body.spots), ...undescribed(body.image)]
}
