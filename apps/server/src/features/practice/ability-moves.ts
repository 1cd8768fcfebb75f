import { eap } from '@quizmentor/engine/adaptive/ability'
import type { ScoredItem } from '@quizmentor/engine/adaptive/answers'
import { normal, priorFrom } from '@quizmentor/engine/adaptive/prior'
import type { Card } from '@quizmentor/engine/memory/card'
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
): Pick<AbilityMoves[string], 'before' | 'after'> {
  const before = move === undefined ? now : move.before
  const isOurs = (now?.answers ?? 0) === (before?.answers ?? 0) + earlier.length
  return {
    before,
    after: isOurs ? learned(before, [...earlier, answer]) : added(now, answer),
  }
}

/**
 * Ability after one answer more. The prior is not widened: each session may do that once, or what
 * is well known would move further the more sessions go on at once.
 */
function added(now: StoredAbility | null, answer: ScoredItem): StoredAbility {
  if (now === null) return learned(now, [answer])
  const { theta, se } = eap([answer], normal(now.theta, now.se))
  return { theta, se, answers: now.answers + 1 }
}

/** What an answer says about ability: with hints, less. */
export function evidence(score: number, hints: number): number {
  return score / (1 + hints)
}

const dayMs = 86_400_000

/**
 * Whether an answer says anything about ability. Who was shown the solution less than a day before,
 * in whatever session or game, need only repeat it.
 */
export function saysSomething(card: Card | null, answeredAt: number): boolean {
  return card?.lastReview == null || answeredAt - card.lastReview >= dayMs
}
