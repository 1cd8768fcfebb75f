import { seededRandom } from '../question/parts.ts'
import type { TracingModel } from './model.ts'
import { emptyTrace, factorCount, factorSigns, fillFactors, record } from './trace.ts'

/** What one learner answered, in order. Columns of equal length. */
export interface LearnerAnswers {
  readonly questions: ArrayLike<number>
  readonly topics: ArrayLike<number>
  /** 0 to 1. */
  readonly scores: ArrayLike<number>
}

export interface FittedTracing extends TracingModel {
  /** By question, the log odds of a right answer of the average learner. */
  readonly logOdds: Float64Array
}

export interface TracingFitOptions {
  readonly epochs?: number
  /** Whether topics get weights of their own; with few answers, those of all serve better. */
  readonly perTopic?: boolean
  /** How strongly the weights of a topic are drawn to those shared by all. */
  readonly pull?: number
  readonly rate?: number
  readonly seed?: number
}

/**
 * Fits the weights of all topics by stochastic gradient descent with a step that shrinks weight by
 * weight (AdaGrad: Duchi, Hazan and Singer, 2011). No weight gets the wrong sign, so that a right
 * answer always leaves a higher rating than a wrong one would have. The same answers and seed give
 * the same weights.
 */
export function fitTracing(
  learners: readonly LearnerAnswers[],
  { epochs = 10, perTopic = true, pull = 0.01, rate = 0.05, seed = 1 }: TracingFitOptions = {},
): FittedTracing {
  const start = easiness(learners)
  const table = tableOf(learners, start)
  const { size, question, topic, score, factors } = table
  const random = seededRandom(seed)
  const order = Uint32Array.from({ length: size }, (_, at) => at)

  const logOdds = stepper(start.slice(), rate)
  const shared = stepper(new Float64Array(factorCount), rate)
  const own = stepper(new Float64Array(table.topics * factorCount), rate)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const answer of order) {
      const q = question[answer] ?? 0
      const from = (topic[answer] ?? 0) * factorCount
      const row = answer * factorCount
      let sum = logOdds.at[q] ?? 0
      for (let k = 0; k < factorCount; k++)
        sum += ((shared.at[k] ?? 0) + (own.at[from + k] ?? 0)) * (factors[row + k] ?? 0)
      const error = 1 / (1 + Math.exp(-sum)) - (score[answer] ?? 0)
      logOdds.move(q, error + anchor * ((logOdds.at[q] ?? 0) - (start[q] ?? 0)))
      for (let k = 0; k < factorCount; k++) {
        const factor = factors[row + k] ?? 0
        if (factor === 0) continue
        shared.move(k, error * factor)
        shared.at[k] = signed(shared.at[k] ?? 0, k)
        if (!perTopic) continue
        own.move(from + k, error * factor + pull * (own.at[from + k] ?? 0))
        const of = shared.at[k] ?? 0
        own.at[from + k] = signed(of + (own.at[from + k] ?? 0), k) - of
      }
    }
  }
  const topics = own.at.subarray(0, perTopic ? own.at.length : 0).map((weight, at) => {
    const factor = at % factorCount
    return signed(weight + (shared.at[factor] ?? 0), factor)
  })
  return { logOdds: logOdds.at, shared: shared.at, topics }
}

/** A weight, or 0 where it has not the sign that its factor should have. */
function signed(weight: number, factor: number): number {
  return weight * (factorSigns[factor] ?? 1) < 0 ? 0 : weight
}

/** How strongly log odds are drawn to those that the share of right answers gives. */
const anchor = 1e-3
/** Each question counts as having this many more answers, of the average share right. */
const smoothing = 5

function easiness(learners: readonly LearnerAnswers[]): Float64Array {
  const right: number[] = []
  const answers: number[] = []
  let allRight = 0
  let all = 0
  for (const { questions, scores } of learners)
    for (let at = 0; at < questions.length; at++) {
      const q = questions[at] ?? 0
      right[q] = (right[q] ?? 0) + (scores[at] ?? 0)
      answers[q] = (answers[q] ?? 0) + 1
      allRight += scores[at] ?? 0
      all++
    }
  const mean = (allRight + 0.5) / (all + 1)
  return Float64Array.from({ length: answers.length }, (_, q) => {
    const n = answers[q] ?? 0
    const p = ((right[q] ?? 0) + smoothing * mean) / (n + smoothing)
    return Math.log(p / (1 - p))
  })
}

/** All answers with the factors that each was predicted from. */
function tableOf(learners: readonly LearnerAnswers[], logOdds: Float64Array) {
  const size = learners.reduce((sum, { questions }) => sum + questions.length, 0)
  const question = new Uint32Array(size)
  const topic = new Uint32Array(size)
  const score = new Float64Array(size)
  const factors = new Float32Array(size * factorCount)
  const now = new Float64Array(factorCount)
  let answer = 0
  let topics = 0
  for (const learner of learners) {
    const trace = emptyTrace()
    for (let at = 0; at < learner.questions.length; at++) {
      const q = learner.questions[at] ?? 0
      const t = learner.topics[at] ?? 0
      const s = learner.scores[at] ?? 0
      fillFactors(trace, t, now)
      factors.set(now, answer * factorCount)
      question[answer] = q
      topic[answer] = t
      score[answer] = s
      record(trace, t, s, 1 / (1 + Math.exp(-(logOdds[q] ?? 0))))
      topics = Math.max(topics, t + 1)
      answer++
    }
  }
  return { size, topics, question, topic, score, factors }
}

/** Weights with the sums of their squared gradients. */
function stepper(at: Float64Array, rate: number) {
  const squares = new Float64Array(at.length).fill(1e-6)
  return {
    at,
    move(k: number, gradient: number): void {
      const sum = (squares[k] ?? 0) + gradient * gradient
      squares[k] = sum
      at[k] = (at[k] ?? 0) - (rate * gradient) / Math.sqrt(sum)
    },
  }
}

/** Fisher and Yates. */
function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const value = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = value
  }
}
