import type { Answers } from './answers.ts'
import { classify, type Classification } from './classification.ts'
import type { Ability } from './prior.ts'

/**
 * When a test ends. Rules that are left out don't end it. Where several hold at once, what the test
 * was for is named before what it ran out of.
 */
export interface StopRules {
  /** No other rule ends the test before so many questions. */
  readonly atLeast?: number
  readonly length?: number
  /** Once the standard error is no greater, in logits. */
  readonly standardError?: number
  /** When no further question is asked, in milliseconds like `now`. */
  readonly deadline?: number
  readonly classification?: Classification
  /** Once the best question left informs less, per square logit: nothing is worth asking. */
  readonly leastInformation?: number
}

export type StopReason =
  | 'length'
  | 'standard error'
  | 'time'
  | 'above the cut'
  | 'below the cut'
  | 'nothing worth asking'
  | 'nothing left'

/** What a test has come to. */
export interface Progress {
  readonly answers: Answers
  readonly ability: Ability
  readonly now: number
  /** Information of the best question left at the estimate; −1 where no question is left. */
  readonly bestInformation: number
}

/** Why the test ends now, or `null` while it goes on. */
export function stopReason(
  rules: StopRules,
  { answers, ability, now, bestInformation }: Progress,
): StopReason | null {
  const isLongEnough = answers.count >= Math.max(1, rules.atLeast ?? 0)
  if (isLongEnough && rules.classification !== undefined) {
    const side = classify(rules.classification, ability, answers)
    if (side !== null) return `${side} the cut`
  }
  if (isLongEnough && rules.standardError !== undefined && ability.se <= rules.standardError)
    return 'standard error'
  if (rules.length !== undefined && answers.count >= rules.length) return 'length'
  if (rules.deadline !== undefined && now >= rules.deadline) return 'time'
  if (bestInformation < 0) return 'nothing left'
  const least = rules.leastInformation
  return isLongEnough && least !== undefined && bestInformation < least
    ? 'nothing worth asking'
    : null
}
