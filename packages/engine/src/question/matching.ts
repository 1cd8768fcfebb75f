import { z } from 'zod'
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
  }),
})
export type Matching = z.infer<typeof matching>

export const matchingGiven = z.strictObject({ pairs: z.record(partId, partId) })
export type MatchingGiven = z.infer<typeof matchingGiven>

export function scoreMatching({ body, key }: Matching, given: MatchingGiven): number {
  const right = body.prompts.filter(({ id }) => {
    const target = entry(key.pairs, id)
    return target !== undefined && target === entry(given.pairs, id)
  }).length
  const share = right / body.prompts.length
  return key.rule === 'partial' || share === 1 ? share : 0
}

export function checkMatching({ body, key }: Matching): Issue[] {
  const targets = new Set(body.targets.map((target) => target.id))
  const unpaired = body.prompts.flatMap(({ id }, index): Issue[] => {
    const target = entry(key.pairs, id)
    return target !== undefined && targets.has(target)
      ? []
      : [{ path: `/body/prompts/${index}`, code: 'prompt_without_target', severity: 'error' }]
  })
  return [
    ...unpaired,
    ...repeatedTexts('/body/prompts', textsOf(body.prompts)),
    ...repeatedTexts('/body/targets', textsOf(body.targets)),
  ]
}
