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

/**
 * The competency on a blueprint from those on its parts: the weighted mean. The parts' errors are
 * independent, so they add in squares. `null` where there are no parts.
 */
export function blueprintCompetency(
  parts: readonly { readonly weight: number; readonly competency: Competency }[],
): Competency | null {
  let total = 0
  let sum = 0
  let below = 0
  let above = 0
  for (const { weight, competency: part } of parts) {
    total += weight
    sum += weight * part.estimate
    below += (weight * (part.estimate - part.low)) ** 2
    above += (weight * (part.high - part.estimate)) ** 2
  }
  if (total === 0) return null
  const estimate = sum / total
  return {
    estimate,
    low: Math.max(0, estimate - Math.sqrt(below) / total),
    high: Math.min(100, estimate + Math.sqrt(above) / total),
  }
}
