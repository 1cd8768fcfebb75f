import { z } from 'zod'
import { gapSegments } from './fill-in.ts'
import { assigned } from './assign.ts'
import { area, image, undescribed } from './image.ts'
import { checkCredits, credited, pairCredits } from './pair-credits.ts'
import {
  common,
  entry,
  idsDiffer,
  option,
  partId,
  partialCredit,
  repeatedTexts,
  textsOf,
  type Issue,
  trimmedText,
} from './parts.ts'

/**
 * Choices to be put into gaps: of a text, where they are written `{{id}}`, or of a picture, where
 * each gap is an area of it.
 */
export const gapMatch = z.strictObject({
  ...common,
  type: z.literal('gap_match'),
  body: z.strictObject({
    text: trimmedText.max(20_000).default(''),
    image: image.optional(),
    choices: z
      .array(
        option.extend({
          /** Into how many gaps it may go; 0: any number. */
          uses: z.int().min(0).max(60).default(1),
        }),
      )
      .min(1)
      .max(60)
      .refine(idsDiffer, 'ids must differ'),
    gaps: z
      .array(z.strictObject({ id: partId, area: area.optional() }))
      .min(1)
      .max(60)
      .refine(idsDiffer, 'ids must differ'),
  }),
  key: z.strictObject({
    /** gap id → the choices of which any is right; none: it is to stay empty */
    gaps: z.record(partId, z.array(partId).max(60)),
    rule: partialCredit.default('partial'),
    /** Of a gap with a choice. */
    credits: pairCredits.optional(),
  }),
})
export type GapMatch = z.infer<typeof gapMatch>

/** gap id → choice id */
export const gapMatchGiven = z.strictObject({ gaps: z.record(partId, partId) })
export type GapMatchGiven = z.infer<typeof gapMatchGiven>

/** The share of the gaps that want a choice and hold a right one, or what the credits give. */
export function scoreGapMatch({ body, key }: GapMatch, given: GapMatchGiven): number {
  for (const { id, uses } of body.choices) {
    const used = body.gaps.filter((gap) => entry(given.gaps, gap.id) === id).length
    if (uses > 0 && used > uses) return 0
  }
  if (key.rule === 'partial' && key.credits !== undefined) {
    const made = body.gaps.flatMap(({ id }) => {
      const choice = entry(given.gaps, id)
      return choice === undefined ? [] : [[id, choice] as const]
    })
    return credited(key.credits, made)
  }
  let wanted = 0
  let right = 0
  let wrong = 0
  for (const { id } of body.gaps) {
    const accepted = entry(key.gaps, id) ?? []
    const choice = entry(given.gaps, id)
    if (accepted.length > 0) wanted++
    if (choice === undefined) continue
    if (accepted.includes(choice)) right++
    else if (accepted.length === 0) wrong++
  }
  if (wanted === 0) return 0
  const share = Math.max(0, (right - wrong) / wanted)
  return key.rule === 'partial' || share === 1 ? share : 0
}

function creditsOfKey(question: GapMatch): number {
  return scoreGapMatch(question, { gaps: rightlyFilled(question) })
}

/** As many gaps as possible with a right choice each, by the gap's id, none used too often. */
export function rightlyFilled({ body, key }: Pick<GapMatch, 'body' | 'key'>) {
  const uses = new Map(body.choices.map((choice) => [choice.id, choice.uses || Infinity]))
  const filled = assigned(
    body.gaps.map(({ id }) => entry(key.gaps, id) ?? []),
    (choice) => uses.get(choice) ?? 0,
  )
  return Object.fromEntries(
    body.gaps.flatMap(({ id }, place) => {
      const choice = filled.get(place)
      return choice === undefined ? [] : [[id, choice] as const]
    }),
  )
}

export function checkGapMatch(question: GapMatch): Issue[] {
  const { body, key } = question
  const inText = gapSegments(body.text).flatMap((piece) => ('gap' in piece ? [piece.gap] : []))
  const choices = new Set(body.choices.map(({ id }) => id))
  const issues: Issue[] = []
  body.gaps.forEach(({ id, area }, index) => {
    const path = `/body/gaps/${index}`
    const accepted = entry(key.gaps, id)
    const places = inText.filter((gap) => gap === id).length + (area === undefined ? 0 : 1)
    if (places !== 1) issues.push({ path, code: 'gap_not_once_in_text', severity: 'error' })
    if (area !== undefined && body.image === undefined)
      issues.push({ path, code: 'gap_without_image', severity: 'error' })
    if (accepted === undefined) issues.push({ path, code: 'gap_without_key', severity: 'error' })
    else if (!accepted.every((choice) => choices.has(choice)))
      issues.push({ path: `/key/gaps/${id}`, code: 'key_not_a_choice', severity: 'error' })
  })
  const wanted = body.gaps.filter(({ id }) => (entry(key.gaps, id) ?? []).length > 0)
  if (wanted.length === 0)
    issues.push({ path: '/key/gaps', code: 'nothing_to_fill', severity: 'error' })
  else if (Object.keys(rightlyFilled({ body, key })).length < wanted.length)
    issues.push({ path: '/body/choices', code: 'uses_too_few', severity: 'error' })
  else issues.push(...checkCredits(key.credits, () => creditsOfKey(question)))
  for (const gap of inText)
    if (!body.gaps.some(({ id }) => id === gap))
      issues.push({ path: '/body/text', code: 'gap_not_declared', severity: 'error' })
  return [
    ...issues,
    ...undescribed(body.image),
    ...repeatedTexts('/body/choices', textsOf(body.choices)),
  ]
}
