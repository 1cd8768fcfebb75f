import type { Candidate } from './candidate.ts'
import { logistic, logOddsOf, topicsIn, type Learner } from './learners.ts'

/** The share of right answers on the topic, whoever answers. */
export const mean: Candidate = {
  name: 'mean of the topic',
  fit(train) {
    const logOdds = logOddsOf(train, topicsIn(train))
    return ({ topics }) => topics.map((topic) => logistic(logOdds[topic] ?? 0))
  },
}

/** A step that shrinks with each answer: a / (1 + b n). */
interface Step {
  readonly first: number
  readonly decay: number
}

function size({ first, decay }: Step, answers: number): number {
  return first / (1 + decay * answers)
}

const questionStep: Step = { first: 0.5, decay: 0.02 }

/** Elo (Pelánek, 2016): an overall rating, and one on each topic where `topicStep` is given. */
function elo(name: string, overallStep: Step, topicStep: Step | null): Candidate {
  return {
    name,
    fit(train) {
      const topics = topicsIn(train)
      const easiness = logOddsOf(train, topics)
      const seen = new Float64Array(topics)
      function follow({ topics: asked, scores }: Learner, learns: boolean): number[] {
        let overall = 0
        const own = new Map<number, { rating: number; answers: number }>()
        return asked.map((topic, at) => {
          const here = own.get(topic) ?? { rating: 0, answers: 0 }
          const p = logistic((easiness[topic] ?? 0) + overall + here.rating)
          const surprise = (scores[at] ?? 0) - p
          overall += size(overallStep, at) * surprise
          if (topicStep !== null)
            own.set(topic, {
              rating: here.rating + size(topicStep, here.answers) * surprise,
              answers: here.answers + 1,
            })
          if (learns) {
            easiness[topic] =
              (easiness[topic] ?? 0) + size(questionStep, seen[topic] ?? 0) * surprise
            seen[topic] = (seen[topic] ?? 0) + 1
          }
          return p
        })
      }
      for (let pass = 0; pass < 2; pass++) for (const learner of train) follow(learner, true)
      return (learner) => follow(learner, false)
    },
  }
}

export const eloOverall = elo('Elo, decaying step, overall', { first: 1, decay: 0.02 }, null)
export const eloTopics = elo(
  'Elo, decaying step, overall and by topic',
  { first: 0.4, decay: 0.01 },
  { first: 0.6, decay: 0.05 },
)

/** How a rating with a variance begins, how it drifts between answers, how it is drawn back. */
interface Drift {
  readonly variance: number
  readonly growth: number
  readonly memory: number
}

const slow: Drift = { variance: 0.6, growth: 0.003, memory: 1 }
const quick: Drift = { variance: 1, growth: 1, memory: 0.6 }
const ofTopic: Drift = { variance: 0.8, growth: 0.02, memory: 1 }

/** Ratings with variances, as in Glicko and the Kalman filter: a slow, a quick and one by topic. */
export const kalman: Candidate = {
  name: 'ratings with variance (Kalman), slow, quick and by topic',
  fit(train) {
    const logOdds = logOddsOf(train, topicsIn(train))
    return ({ topics, scores }) => {
      const overall = [state(slow), state(quick)]
      const own = new Map<number, State>()
      return topics.map((topic, at) => {
        const here = own.get(topic) ?? state(ofTopic)
        own.set(topic, here)
        const parts = [...overall, here]
        for (const part of parts) drift(part)
        const variance = parts.reduce((sum, part) => sum + part.variance, 0)
        const level = parts.reduce((sum, part) => sum + part.value, logOdds[topic] ?? 0)
        const p = logistic(level / Math.sqrt(1 + (Math.PI * variance) / 8))
        const information = p * (1 - p)
        const gain = ((scores[at] ?? 0) - p) / (1 + variance * information)
        for (const part of parts) {
          part.value += part.variance * gain
          part.variance -= (part.variance ** 2 * information) / (1 + variance * information)
        }
        return p
      })
    }
  },
}

interface State {
  value: number
  variance: number
  readonly how: Drift
}

function state(how: Drift): State {
  return { value: 0, variance: how.variance, how }
}

function drift(part: State): void {
  part.value *= part.how.memory
  part.variance = part.how.memory ** 2 * part.variance + part.how.growth
}
