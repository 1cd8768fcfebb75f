import { areaUnderCurve, logLoss } from '@quizmentor/engine/statistics/prediction'
import type { Forecaster } from './candidate.ts'
import type { Learner } from './learners.ts'

export interface Measured {
  readonly logLoss: number
  readonly auc: number
}

export interface Scores extends Measured {
  /**
   * The same of answers on the same topic as the one before. Where a question of several topics was
   * written down once for each, one of its rows foretells the next; these rows are free of that.
   */
  readonly sameTopic: Measured | null
}

/** How well answers of learners who were not fitted to are foretold. */
export function scoresOf(learners: readonly Learner[], forecast: Forecaster): Scores {
  const all: [number, number][] = []
  const same: [number, number][] = []
  for (const learner of learners) {
    const predicted = forecast(learner)
    for (const [at, p] of predicted.entries()) {
      const pair: [number, number] = [p, learner.scores[at] ?? 0]
      all.push(pair)
      if (at > 0 && learner.topics[at] === learner.topics[at - 1]) same.push(pair)
    }
  }
  const isMany = same.length > all.length / 10
  return { ...measured(all), sameTopic: isMany ? measured(same) : null }
}

/** Of pairs of a prediction and what happened. */
export function measured(pairs: readonly [number, number][]): Measured {
  const predicted = pairs.map(([p]) => p)
  const happened = pairs.map(([, score]) => score)
  return { logLoss: logLoss(predicted, happened), auc: areaUnderCurve(predicted, happened) }
}
