import { z } from 'zod'
import { checkCredits, credited, pairCredits, type Pair } from './pair-credits.ts'
import {
  common,
  options,
  partId,
  partialCredit,
  repeatedTexts,
  textsOf,
  type Issue,
} from './parts.ts'

const pair = z.tuple([partId, partId])

/** Which of these belong together, two by two, in no order. */
export const associate = z.strictObject({
  ...common,
  type: z.literal('associate'),
  body: z.strictObject({
    options,
    /** How many pairs may be made. */
    most: z.int().min(1).max(40),
  }),
  key: z.strictObject({
    pairs: z.array(pair).min(1).max(40),
    rule: partialCredit.default('partial'),
    credits: pairCredits.optional(),
  }),
})
export type Associate = z.infer<typeof associate>

export const associateGiven = z.strictObject({ pairs: z.array(pair).max(40) })
export type AssociateGiven = z.infer<typeof associateGiven>

/** With `partial` and no credits: (right pairs − wrong pairs) / pairs of the key, not below 0. */
export function scoreAssociate({ body, key }: Associate, given: AssociateGiven): number {
  if (given.pairs.length > body.most) return 0
  if (key.rule === 'partial' && key.credits !== undefined)
    return credited(key.credits, given.pairs, nameOf)
  const right = new Set(key.pairs.map(nameOf))
  const made = new Set(given.pairs.map(nameOf))
  const hits = made.intersection(right).size
  const share = Math.max(0, (2 * hits - made.size) / right.size)
  return key.rule === 'partial' || share === 1 ? share : 0
}

export function checkAssociate(question: Associate): Issue[] {
  const { body, key } = question
  const ids = new Set(body.options.map(({ id }) => id))
  const issues = key.pairs.flatMap((pair, index): Issue[] => {
    const path = `/key/pairs/${index}`
    if (!pair.every((id) => ids.has(id)))
      return [{ path, code: 'key_not_an_option', severity: 'error' }]
    return pair[0] === pair[1] ? [{ path, code: 'paired_with_itself', severity: 'error' }] : []
  })
  if (new Set(key.pairs.map(nameOf)).size !== key.pairs.length)
    issues.push({ path: '/key/pairs', code: 'key_repeated', severity: 'error' })
  if (key.pairs.length > body.most)
    issues.push({ path: '/body/most', code: 'key_more_than_may_be_chosen', severity: 'error' })
  else issues.push(...checkCredits(key.credits, () => scoreAssociate(question, key)))
  return [...issues, ...repeatedTexts('/body/options', textsOf(body.options))]
}

/** Whether two pairs are of the same two, in whichever order. */
export function isSamePair(one: Pair, other: Pair): boolean {
  return nameOf(one) === nameOf(other)
}

/** The same for both orders. */
function nameOf([one, other]: Pair): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}
