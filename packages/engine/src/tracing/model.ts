import { factorCount, fillFactors, weightOn, type Trace } from './trace.ts'

/** The weights of the factors of a trace, by topic. */
export interface TracingModel {
  /** Of topics that have none of their own. */
  readonly shared: Float64Array
  /** `factorCount` weights for each topic that has its own, by its index. */
  readonly topics: Float64Array
}

/**
 * For as long as there are too few answers of one's own: weights fitted to those of 3,150 learners
 * of ASSISTments 2009 and OLI Statics, the same for all topics.
 */
export const generalModel: TracingModel = {
  shared: Float64Array.of(0, 0, 0.194, -0.003, 0.746, 0.144, 0.462, 0.088, -0.123),
  topics: new Float64Array(0),
}

/** A rating on the logistic scale: 0 is the average learner. */
export interface TopicRating {
  readonly value: number
  readonly se: number
}

/** Predicts answers of one learner after another without making anything anew. */
export interface Tracer {
  /**
   * The probability of a right answer, from the log odds of the average learner's on the question.
   */
  readonly predict: (trace: Trace, topic: number, logOdds: number) => number
  /** How far above the average learner somebody is on a topic, and how sure that is. */
  readonly rating: (trace: Trace, topic: number) => TopicRating
}

/** Of ratings on a topic before there are answers on it. */
const priorSd = 1

/**
 * Traces knowledge by a logistic performance-factor model (Pavlik, Cen and Koedinger, 2009) with
 * fading factors. How sure a rating is, is reckoned as for a logistic rating with a N(0, 1) prior
 * and as many answers as still count.
 */
export function tracer({ shared, topics }: TracingModel): Tracer {
  const factors = new Float64Array(factorCount)
  const own = topics.length / factorCount

  function gain(trace: Trace, topic: number): number {
    fillFactors(trace, topic, factors)
    const weights = topic < own ? topics : shared
    const from = topic < own ? topic * factorCount : 0
    let sum = 0
    for (let at = 0; at < factorCount; at++) sum += (weights[from + at] ?? 0) * (factors[at] ?? 0)
    return sum
  }

  return {
    predict: (trace, topic, logOdds) => 1 / (1 + Math.exp(-logOdds - gain(trace, topic))),
    rating(trace, topic) {
      const value = gain(trace, topic)
      const p = 1 / (1 + Math.exp(-value))
      const precision = 1 / priorSd ** 2 + weightOn(trace, topic) * p * (1 - p)
      return { value, se: 1 / Math.sqrt(precision) }
    },
  }
}
