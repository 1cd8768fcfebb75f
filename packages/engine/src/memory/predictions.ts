import { areaUnderCurve, logLoss } from '../statistics/prediction.ts'
import { dayOf, type Card, type Memory } from './card.ts'
import type { Review } from './history.ts'

/** A review in a learner's log. */
export interface LoggedReview extends Review {
  /** What the reviewed question is known by. */
  readonly card: number | string
}

export interface PredictionScores {
  /** How many reviews were scored. */
  readonly reviews: number
  readonly logLoss: number
  readonly areaUnderCurve: number
}

/**
 * How well a memory predicts a log, in order: before each review on a later day than the card's
 * last, the probability that it is remembered; then the review. Scores only what came at or after
 * `from`.
 */
export function scorePredictions(
  memory: Memory,
  log: Iterable<LoggedReview>,
  from = -Infinity,
): PredictionScores {
  const cards = new Map<number | string, Card>()
  const predicted: number[] = []
  const remembered: number[] = []
  for (const { card: id, grade, at } of log) {
    const card = cards.get(id) ?? null
    const last = card?.lastReview ?? null
    if (card !== null && last !== null && at >= from && dayOf(at) > dayOf(last)) {
      predicted.push(memory.retrievability(card, at))
      remembered.push(grade === 'again' ? 0 : 1)
    }
    cards.set(id, memory.review(card, grade, at))
  }
  return {
    reviews: predicted.length,
    logLoss: logLoss(predicted, remembered),
    areaUnderCurve: areaUnderCurve(predicted, remembered),
  }
}
