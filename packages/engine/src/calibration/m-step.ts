import type { ItemLikelihood } from './item-likelihood.ts'
import { itemOf, type ItemParameters, type Parameters } from './parameters.ts'
import { solve } from './solve.ts'

const mostSteps = 20
const settled = 1e-10
/** No step goes further than this, in any parameter. */
const longestStep = 1
const leastGuessing = 1e-6
const mostHalvings = 10

/** The M step for one item of its own slope: Fisher scoring, halving steps that go too far. */
export function maximiseItem(
  likelihood: ItemLikelihood,
  parameters: Parameters,
  item: number,
  guesses: boolean,
): void {
  const size = guesses ? 3 : 2
  let now = itemOf(parameters, item)
  let value = likelihood.value(item, now)
  for (let step = 0; step < mostSteps; step++) {
    likelihood.derive(item, now)
    const move = solve(likelihood.information, likelihood.gradient, size)
    if (move === null) break
    const longest = Math.max(...move.map(Math.abs))
    let share = Math.min(1, longestStep / longest)
    let next = moved(now, move, share)
    let nextValue = likelihood.value(item, next)
    for (let half = 0; half < mostHalvings && !(nextValue >= value); half++) {
      share /= 2
      next = moved(now, move, share)
      nextValue = likelihood.value(item, next)
    }
    if (!(nextValue >= value)) break
    now = next
    value = nextValue
    if (longest * share < settled) break
  }
  setItem(parameters, item, now)
}

/**
 * The M step where all items share one slope (1PL): Newton's method, the shared slope solved for
 * first and the intercepts after it.
 */
export function maximiseShared(
  likelihood: ItemLikelihood,
  parameters: Parameters,
  items: readonly number[],
): void {
  const { slope, intercept } = parameters
  const first = items[0]
  if (first === undefined) return
  const byD = new Float64Array(slope.length)
  const dd = new Float64Array(slope.length)
  const ad = new Float64Array(slope.length)
  for (let step = 0; step < mostSteps; step++) {
    let byA = 0
    let aa = 0
    for (const item of items) {
      likelihood.derive(item, itemOf(parameters, item))
      const { gradient, information } = likelihood
      byD[item] = gradient[1] ?? 0
      dd[item] = information[4] ?? 0
      ad[item] = information[1] ?? 0
      byA += (gradient[0] ?? 0) - ((ad[item] ?? 0) * (byD[item] ?? 0)) / (dd[item] ?? 1)
      aa += (information[0] ?? 0) - (ad[item] ?? 0) ** 2 / (dd[item] ?? 1)
    }
    const moveA = clamp(byA / aa)
    let longest = Math.abs(moveA)
    const a = (slope[first] ?? 1) + moveA
    for (const item of items) {
      const move = clamp(((byD[item] ?? 0) - (ad[item] ?? 0) * moveA) / (dd[item] ?? 1))
      longest = Math.max(longest, Math.abs(move))
      slope[item] = a
      intercept[item] = (intercept[item] ?? 0) + move
    }
    if (longest < settled) break
  }
}

function moved([a, d, c]: ItemParameters, move: Float64Array, share: number): ItemParameters {
  const slope = a + share * (move[0] ?? 0)
  const intercept = d + share * (move[1] ?? 0)
  if (move.length < 3) return [slope, intercept, c]
  const logit = Math.log(c / (1 - c)) + share * (move[2] ?? 0)
  const guessing = 1 / (1 + Math.exp(-logit))
  return [slope, intercept, Math.max(leastGuessing, guessing)]
}

function setItem(parameters: Parameters, item: number, [a, d, c]: ItemParameters): void {
  parameters.slope[item] = a
  parameters.intercept[item] = d
  parameters.guessing[item] = c
}

function clamp(move: number): number {
  return Math.max(-longestStep, Math.min(longestStep, move))
}
