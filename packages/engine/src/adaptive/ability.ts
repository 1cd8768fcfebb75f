import { logComplement, logProbability } from './model.ts'

/** What is known of somebody's ability: an estimate and its standard error. */
export interface Ability {
  readonly theta: number
  readonly se: number
}

/** One answer: the parameters of the question and a score of 0 to 1. */
export interface ScoredItem {
  readonly a: number
  readonly b: number
  readonly c?: number
  readonly d?: number
  readonly score: number
}

export interface Normal {
  readonly mean: number
  readonly sd: number
}

/** Equally spaced nodes, the bounds among them. */
export interface Quadrature {
  readonly from: number
  readonly to: number
  readonly nodes: number
}

/** What is believed of somebody who has answered nothing. */
export const standardNormal: Normal = { mean: 0, sd: 1 }

const fine: Quadrature = { from: -6, to: 6, nodes: 121 }

/**
 * Expected a posteriori: the mean and the standard deviation of the posterior, by the trapezoid
 * rule. In logarithms, so that thousands of answers don't underflow. A score between 0 and 1
 * weighs the likelihoods of a right and of a wrong answer.
 */
export function eap(
  answers: readonly ScoredItem[],
  prior: Normal = standardNormal,
  { from, to, nodes }: Quadrature = fine,
): Ability {
  const step = (to - from) / (nodes - 1)
  const logPosterior = new Float64Array(nodes)
  let highest = -Infinity
  for (let node = 0; node < nodes; node++) {
    const theta = from + node * step
    const z = (theta - prior.mean) / prior.sd
    let sum = -0.5 * z * z
    for (const { a, b, c = 0, d = 1, score } of answers) {
      if (score > 0) sum += score * logProbability(theta, a, b, c, d)
      if (score < 1) sum += (1 - score) * logComplement(theta, a, b, c, d)
    }
    logPosterior[node] = sum
    if (sum > highest) highest = sum
  }

  let mass = 0
  let first = 0
  let second = 0
  for (let node = 0; node < nodes; node++) {
    const atEnd = node === 0 || node === nodes - 1
    const weight = Math.exp((logPosterior[node] ?? -Infinity) - highest) * (atEnd ? 0.5 : 1)
    const theta = from + node * step
    mass += weight
    first += weight * theta
    second += weight * theta * theta
  }
  const mean = first / mass
  return { theta: mean, se: Math.sqrt(Math.max(0, second / mass - mean * mean)) }
}

const smallestPriorSd = 0.3

/**
 * What was known before as the prior of what comes now. Never narrower than 0.3, because people
 * learn and forget: an ability that has settled must stay able to move.
 */
export function priorFrom(before: Ability | null): Normal {
  return before === null
    ? standardNormal
    : { mean: before.theta, sd: Math.max(before.se, smallestPriorSd) }
}
