import { seededRandom } from '@quizmentor/engine/question/parts'
import type { Candidate } from './candidate.ts'
import { logistic, logOddsOf, topicsIn, type Learner } from './learners.ts'

/** What a logistic regression weighs, from one learner's answers so far. */
interface Factors {
  readonly of: (topic: number) => number[]
  readonly learn: (topic: number, score: number, surprise: number) => void
}

/** Successes and failures on the topic, and over all: PFA (Pavlik, Cen and Koedinger, 2009). */
function counts(withOverall: boolean): Factors {
  const tallies = new Map<number, [right: number, wrong: number]>()
  let [right, wrong] = [0, 0]
  return {
    of(topic) {
      const [r, w] = tallies.get(topic) ?? [0, 0]
      const own = [Math.log1p(r), Math.log1p(w)]
      return withOverall ? [...own, Math.log1p(right), Math.log1p(wrong)] : own
    },
    learn(topic, score) {
      const [r, w] = tallies.get(topic) ?? [0, 0]
      tallies.set(topic, [r + score, w + 1 - score])
      right += score
      wrong += 1 - score
    },
  }
}

/** Fading means of surprise, on the topic and over all, at some rates. */
function fading(ofTopic: readonly number[], overall: readonly number[]): Factors {
  const own = new Map<number, Faded[]>()
  const all = overall.map(faded)
  return {
    of: (topic) => [...(own.get(topic) ?? ofTopic.map(faded)), ...all].map(({ mean }) => mean()),
    learn(topic, _, surprise) {
      const here = own.get(topic) ?? ofTopic.map(faded)
      own.set(topic, here)
      for (const each of [...here, ...all]) each.add(4 * surprise)
    },
  }
}

type Faded = ReturnType<typeof faded>

function faded(rate: number) {
  let sum = 0
  let weight = 0
  return {
    mean: () => sum / (weight + 2),
    add(value: number): void {
      sum = sum * rate + value
      weight = weight * rate + 1
    },
  }
}

/** The last answer on the topic, and the last of all. */
function last(): Factors {
  const own = new Map<number, number>()
  let all = 0
  return {
    of: (topic) => [own.get(topic) ?? 0, own.has(topic) ? 1 : 0, all],
    learn(topic, score) {
      all = 2 * score - 1
      own.set(topic, all)
    },
  }
}

function together(...parts: readonly Factors[]): Factors {
  return {
    of: (topic) => parts.flatMap((part) => part.of(topic)),
    learn(topic, score, surprise) {
      for (const part of parts) part.learn(topic, score, surprise)
    },
  }
}

/** A logistic regression, its weights by topic drawn to shared ones, or shared by all topics. */
function regression(name: string, begin: () => Factors, perTopic: boolean): Candidate {
  return {
    name,
    fit(train) {
      const model = fitted(train, begin, perTopic)
      return (learner) => rows(learner, begin(), model.start).map(model.predict)
    },
  }
}

interface Row {
  readonly topic: number
  readonly score: number
  readonly factors: readonly number[]
}

function rows({ topics, scores }: Learner, factors: Factors, logOdds: Float64Array): Row[] {
  return topics.map((topic, at) => {
    const score = scores[at] ?? 0
    const row = { topic, score, factors: factors.of(topic) }
    factors.learn(topic, score, score - logistic(logOdds[topic] ?? 0))
    return row
  })
}

function fitted(train: readonly Learner[], begin: () => Factors, perTopic: boolean) {
  const topics = topicsIn(train)
  const start = logOddsOf(train, topics)
  const width = begin().of(0).length
  const data = train.flatMap((learner) => rows(learner, begin(), start))
  const intercept = adagrad(start)
  const shared = adagrad(new Float64Array(width))
  const own = adagrad(new Float64Array(topics * width))
  const random = seededRandom(1)

  function predict({ topic, factors }: Row): number {
    let sum = intercept.at[topic] ?? 0
    for (const [k, factor] of factors.entries())
      sum += ((shared.at[k] ?? 0) + (own.at[topic * width + k] ?? 0)) * factor
    return logistic(sum)
  }

  for (let epoch = 0; epoch < 10; epoch++) {
    for (let end = data.length - 1; end > 0; end--) {
      const other = Math.floor(random() * (end + 1))
      const [one, two] = [data[end], data[other]]
      if (one === undefined || two === undefined) continue
      data[end] = two
      data[other] = one
    }
    for (const row of data) {
      const error = predict(row) - row.score
      const away = (intercept.at[row.topic] ?? 0) - (start[row.topic] ?? 0)
      intercept.move(row.topic, error + 1e-3 * away)
      for (const [k, factor] of row.factors.entries()) {
        if (factor === 0) continue
        shared.move(k, error * factor)
        const at = row.topic * width + k
        if (perTopic) own.move(at, error * factor + 0.01 * (own.at[at] ?? 0))
      }
    }
  }
  return { predict, start }
}

function adagrad(from: Float64Array) {
  const at = from.slice()
  const squares = new Float64Array(at.length).fill(1e-6)
  return {
    at,
    move(k: number, gradient: number): void {
      squares[k] = (squares[k] ?? 0) + gradient * gradient
      at[k] = (at[k] ?? 0) - (0.05 * gradient) / Math.sqrt(squares[k] ?? 1)
    },
  }
}

const topicRates = [0.7, 0.95]
const overallRates = [0.5, 0.9, 0.99]

export const pfa = regression('PFA: successes and failures by topic', () => counts(false), true)
export const pfaOverall = regression('PFA, and over all topics', () => counts(true), true)
export const fadingShared = regression(
  'fading means, one set of weights',
  () => fading(topicRates, overallRates),
  false,
)
export const fadingSlow = regression(
  'fading means without the quick overall one, weights by topic',
  () => fading(topicRates, [0.9, 0.99]),
  true,
)
export const fadingOwn = regression(
  'fading means, weights by topic',
  () => fading(topicRates, overallRates),
  true,
)
export const fadingCounts = regression(
  'fading means and PFA, weights by topic, signs free',
  () => together(fading(topicRates, overallRates), counts(true)),
  true,
)
export const withLast = regression(
  'the same and the last answer of all',
  () => together(fading(topicRates, overallRates), counts(true), last()),
  true,
)
