import { expect, test, type TestContext } from 'vitest'
import { areaUnderCurve, logLoss } from '../src/statistics/prediction.ts'
import { fitTracing, type LearnerAnswers } from '../src/tracing/fit.ts'
import { generalModel, tracer, type TracingModel } from '../src/tracing/model.ts'
import { emptyTrace, record } from '../src/tracing/trace.ts'
import { referenceText } from './reference.ts'

/** Three lines for each learner: how many answers, the questions, 1 or 0 for each. */
function learners(file: string, context: TestContext): LearnerAnswers[] {
  const lines = referenceText(`../responses/${file}.csv`, context)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const numbers = (line = '') => line.split(',').filter(Boolean).map(Number)
  return Array.from({ length: lines.length / 3 }, (_, learner) => {
    const questions = numbers(lines[3 * learner + 1])
    return { questions, topics: questions, scores: numbers(lines[3 * learner + 2]) }
  })
}

/** Predicts each answer, then learns it. */
function scored(test: readonly LearnerAnswers[], model: TracingModel, logOdds: Float64Array) {
  const { predict } = tracer(model)
  const predicted: number[] = []
  const happened: number[] = []
  for (const { questions, scores } of test) {
    const trace = emptyTrace()
    for (let at = 0; at < questions.length; at++) {
      const question = questions[at] ?? 0
      const odds = logOdds[question] ?? 0
      predicted.push(predict(trace, question, odds))
      happened.push(scores[at] ?? 0)
      record(trace, question, scores[at] ?? 0, 1 / (1 + Math.exp(-odds)))
    }
  }
  return { auc: areaUnderCurve(predicted, happened), loss: logLoss(predicted, happened) }
}

// Measured elsewhere on the same split: AUC and log loss of a logistic regression in the manner of
// PFA, and the AUC of a tuned Elo rating.
test.for([
  ['assist2009_updated', 0.7645, 0.5325, 0.7282],
  ['STATICS', 0.8271, 0.4055, 0.819],
] as const)(
  'answers of learners never seen are foretold better than by PFA: %s',
  { timeout: 60_000 },
  ([name, auc, loss, elo], context) => {
    const model = fitTracing(learners(`${name}_train`, context))
    const unseen = learners(`${name}_test`, context)
    const fitted = scored(unseen, model, model.logOdds)
    expect(fitted.auc).toBeGreaterThan(auc)
    expect(fitted.loss).toBeLessThan(loss)

    // With the weights that serve until there are enough answers to fit others.
    const general = scored(unseen, generalModel, model.logOdds)
    expect(general.auc).toBeGreaterThan(elo)
  },
)
