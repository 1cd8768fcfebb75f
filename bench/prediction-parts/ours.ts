import { fitTracing, type LearnerAnswers } from '@quizmentor/engine/tracing/fit'
import { generalModel, tracer, type TracingModel } from '@quizmentor/engine/tracing/model'
import { emptyTrace, record } from '@quizmentor/engine/tracing/trace'
import type { Candidate, Forecaster } from './candidate.ts'
import { logistic, logOddsOf, topicsIn, type Learner } from './learners.ts'

/** What the engine does, with weights fitted to the training learners. */
export const chosen: Candidate = {
  name: 'chosen: fading means and PFA, weights by topic, signs held',
  fit(train) {
    const model = fitTracing(train.map(asAnswers))
    return follow(model, model.logOdds)
  },
}

/**
 * What the engine does before there are answers to fit weights to. Its weights were fitted to all
 * training learners of both data, so that for these it is tested on learners it has not seen.
 */
export const general: Candidate = {
  name: 'chosen, with its general weights',
  fit: (train) => follow(generalModel, logOddsOf(train, topicsIn(train))),
}

/** Traces each learner with a model, from the log odds of the average learner's right answer. */
export function follow(model: TracingModel, logOdds: Float64Array): Forecaster {
  const { predict } = tracer(model)
  return ({ topics, scores }) => {
    const trace = emptyTrace()
    return topics.map((topic, at) => {
      const odds = logOdds[topic] ?? 0
      const p = predict(trace, topic, odds)
      record(trace, topic, scores[at] ?? 0, logistic(odds))
      return p
    })
  }
}

/** As the engine fits to them: each topic counts as one question. */
export function asAnswers({ topics, scores }: Learner): LearnerAnswers {
  return { questions: topics, topics, scores }
}

/** Microseconds that one prediction and one update take together. */
export function updateTime(learners: readonly Learner[]): number {
  const { predict } = tracer(generalModel)
  const run = () => {
    let answers = 0
    const start = performance.now()
    for (const { topics, scores } of learners) {
      const trace = emptyTrace()
      for (const [at, topic] of topics.entries()) {
        predict(trace, topic, 0)
        record(trace, topic, scores[at] ?? 0, 0.6)
        answers++
      }
    }
    return (1_000 * (performance.now() - start)) / answers
  }
  run()
  return Math.min(run(), run(), run())
}
