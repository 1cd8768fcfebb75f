import { eap } from '@quizmentor/engine/adaptive/ability'
import type { ScoredItem } from '@quizmentor/engine/adaptive/answers'
import { priorFrom } from '@quizmentor/engine/adaptive/prior'
import type { AbilityMoves, StoredAbility } from '../../platform/database/schema.ts'

/** Ability after some answers, with what was known before as the prior. */
export function learned(
  before: StoredAbility | null,
  answers: readonly ScoredItem[],
): StoredAbility {
  const { theta, se } = eap(answers, priorFrom(before))
  return { theta, se, answers: (before?.answers ?? 0) + answers.length }
}

/**
 * How one more answer moves an ability: all this session's answers on the topic, on what was known
 * when it began. Where something else moved the ability meanwhile (a game, another session), the
 * answer is added to what is known now.
 */
export function moved(
  move: AbilityMoves[string] | undefined,
  now: StoredAbility | null,
  earlier: readonly ScoredItem[],
  answer: ScoredItem,
): AbilityMoves[string] {
  const before = move === undefined ? now : move.before
  const isOurs = (now?.answers ?? 0) === (before?.answers ?? 0) + earlier.length
  return {
    before,
    after: isOurs ? learned(before, [...earlier, answer]) : learned(now, [answer]),
  }
}

/** What an answer says about ability: with hints, less. */
export function evidence(score: number, hints: number): number {
  return score / (1 + hints)
}
