import type { Ability } from './prior.ts'
import { probability } from './model.ts'
import type { ItemPool } from './pool.ts'

/** Estimated proportion correct, 0 to 100, with a 90 % interval. */
export interface Competency {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

// The 95th percentile of the normal distribution: 5 % are left out at either end.
const z90 = 1.6448536269514722

// More questions than this don't change the mean by anything that shows.
const largestSample = 1_000

/**
 * The proportion of a topic's questions that somebody of this ability is expected to get right.
 * The interval is that of the ability, carried over. `null` where the topic has no questions.
 */
export function competency(ability: Ability, pool: ItemPool, topic: number): Competency | null {
  const from = pool.topicStart[topic] ?? 0
  const to = pool.topicStart[topic + 1] ?? from
  if (to === from) return null
  const { theta, se } = ability
  return {
    estimate: 100 * expectedShare(theta, pool, from, to),
    low: 100 * expectedShare(theta - z90 * se, pool, from, to),
    high: 100 * expectedShare(theta + z90 * se, pool, from, to),
  }
}

function expectedShare(theta: number, pool: ItemPool, from: number, to: number): number {
  const { a, b, c, d } = pool
  const stride = Math.max(1, Math.floor((to - from) / largestSample))
  let sum = 0
  let count = 0
  for (let item = from; item < to; item += stride) {
    sum += probability(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    count++
  }
  return sum / count
}

// How far one person's errors on different topics go together. Abilities on the topics of a test
// typically correlate by .5 to .9; taken as independent, ten topics of which one was met would
// seem known.
const sharedError = 0.5

/**
 * The competency on a blueprint from those on its parts: the weighted mean. The parts' errors are
 * correlated by a half. `null` where there are no parts.
 */
export function blueprintCompetency(
  parts: readonly { readonly weight: number; readonly competency: Competency }[],
): Competency | null {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return null
  const estimate = parts.reduce((sum, part) => sum + part.weight * part.competency.estimate, 0)
  const below = combined(
    parts.map((part) => part.weight * (part.competency.estimate - part.competency.low)),
  )
  const above = combined(
    parts.map((part) => part.weight * (part.competency.high - part.competency.estimate)),
  )
  return {
    estimate: estimate / total,
    low: Math.max(0, (estimate - below) / total),
    high: Math.min(100, (estimate + above) / total),
  }
}

/** The error of a sum of which the parts' errors are correlated by `sharedError`. */
function combined(errors: readonly number[]): number {
  const sum = errors.reduce((all, error) => all + error, 0)
  const squares = errors.reduce((all, error) => all + error ** 2, 0)
  return Math.sqrt((1 - sharedError) * squares + sharedError * sum ** 2)
}
