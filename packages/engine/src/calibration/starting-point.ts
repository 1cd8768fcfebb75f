import type { Parameters } from './parameters.ts'
import type { Priors } from './priors.ts'

/** How often each item was answered, and how often rightly. */
export interface AnswerCounts {
  readonly answered: Float64Array
  readonly right: Float64Array
}

/**
 * Items that answers can place: those answered both rightly and wrongly; with a prior of the
 * difficulty, all that were answered.
 */
export function placeable({ answered, right }: AnswerCounts, priors: Priors): number[] {
  const placed: number[] = []
  for (const [item, n] of answered.entries()) {
    const rightly = right[item] ?? 0
    if (priors.difficulty ? n > 0 : rightly > 0 && rightly < n) placed.push(item)
  }
  return placed
}

/** An intercept at which everybody is right: it says nothing of anybody. */
const certain = 40
/** What a logit grows by where people differ: about √(1 + 1 / 1.7²). */
const spread = 1.16

/**
 * Parameters to begin with: those of `start`, or from facilities; `guessing` is fixed where it is
 * given.
 */
export function startingPoint(
  { answered, right }: AnswerCounts,
  placed: readonly number[],
  guessing: number | undefined,
  start: Parameters | undefined,
): Parameters {
  const items = answered.length
  const slope = new Float64Array(items)
  const intercept = right.map((rightly) => (rightly > 0 ? certain : -certain))
  const chance = new Float64Array(items)
  for (const item of placed) {
    const facility = ((right[item] ?? 0) + 0.5) / ((answered[item] ?? 0) + 1)
    const c = guessing ?? Math.min(0.15, facility / 2)
    const known = Math.max(0.02, (facility - c) / (1 - c))
    slope[item] = start?.slope[item] ?? 1
    intercept[item] = start?.intercept[item] ?? spread * Math.log(known / (1 - known))
    chance[item] = guessing ?? start?.guessing[item] ?? c
  }
  return { slope, intercept, guessing: chance }
}
