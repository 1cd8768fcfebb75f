import { z } from 'zod'
import { checkCredits, credited, pairCredits } from './pair-credits.ts'
import {
  common,
  entry,
  options,
  partId,
  partialCredit,
  repeatedTexts,
  textsOf,
  type Issue,
} from './parts.ts'

/** Each prompt belongs to one target; a target may be unused (a distractor) or used more than once. */
export const matching = z.strictObject({
  ...common,
  type: z.literal('matching'),
  body: z.strictObject({
    prompts: options,
    targets: options,
  }),
  key: z.strictObject({
    /** prompt id → target id */
    pairs: z.record(partId, partId),
    rule: partialCredit.default('partial'),
    /** Of a prompt with a target. */
    credits: pairCredits.optional(),
  }),
})
export type Matching = z.infer<typeof matching>

export const matchingGiven = z.strictObject({ pairs: z.record(partId, partId) })
export type MatchingGiven = z.infer<typeof matchingGiven>

export function scoreMatching({ body, key }: Matching, given: MatchingGiven): number {
  if (key.rule === 'partial' && key.credits !== undefined) {
    const made = body.prompts.flatMap(({ id }) => {
      const target = entry(given.pairs, id)
      return target === undefined ? [] : [[id, target] as const]
    })
    return credited(key.credits, made)
  }
  const right = body.prompts.filter(({ id }) => {
    const target = entry(key.pairs, id)
    return target !== undefined && target === entry(given.pairs, id)
  }).length
  const share = right / body.prompts.length
  return key.rule === 'partial' || share === 1 ? share : 0
}

export function checkMatching(question: Matching): Issue[] {
  const { body, key } = question
  const targets = new Set(body.targets.map((target) => target.id))
  const unpaired = body.prompts.flatMap(({ id }, index): Issue[] => {
    const target = entry(key.pairs, id)
    return target !== undefined && targets.has(target)
      ? []
      : [{ path: `/body/prompts/${index}`, code: 'prompt_without_target', severity: 'error' }]
  })
  return [
    ...unpaired,
    ...checkCredits(key.credits, () => scoreMatching(question, key)),
    ...repeatedTexts('/body/prompts', textsOf(body.prompts)),
    ...repeatedTexts('/body/targets', textsOf(body.targets)),
  ]
}
