import { z } from 'zod'
import { CORRECT_FROM, partId, type Issue } from './parts.ts'

export type Pair = readonly [string, string]

/**
 * What pairs are worth where they don't all count the same: as shares of the whole, for what is
 * wrong below 0. Counts with the rule `partial` alone.
 */
export const pairCredits = z.strictObject({
  pairs: z
    .array(z.strictObject({ pair: z.tuple([partId, partId]), credit: z.number().min(-1).max(1) }))
    .min(1)
    .max(1_600),
  /** Of any other pair. */
  others: z.number().min(-1).max(0).default(0),
})
export type PairCredits = z.infer<typeof pairCredits>

/** The sum of what the pairs are worth, within 0 and 1. `nameOf` is the same for the same pair. */
export function credited(
  { pairs, others }: PairCredits,
  made: Iterable<Pair>,
  nameOf: (pair: Pair) => string = inOrder,
): number {
  const worth = new Map(pairs.map(({ pair, credit }) => [nameOf(pair), credit]))
  let sum = 0
  for (const name of new Set(Array.from(made, nameOf))) sum += worth.get(name) ?? others
  return Math.min(1, Math.max(0, sum))
}

/** Credits with which all that is right isn't the whole. */
export function checkCredits(credits: PairCredits | undefined, ofKey: () => number): Issue[] {
  return credits === undefined || ofKey() >= CORRECT_FROM
    ? []
    : [{ path: '/key/credits', code: 'credits_short_of_one', severity: 'error' }]
}

/** The same credits, their pairs under other ids. */
export function renamedCredits(
  credits: PairCredits,
  rename: (pair: Pair) => [string, string],
): PairCredits {
  return { ...credits, pairs: credits.pairs.map((each) => ({ ...each, pair: rename(each.pair) })) }
}

function inOrder([one, other]: Pair): string {
  return `${one} ${other}`
}
