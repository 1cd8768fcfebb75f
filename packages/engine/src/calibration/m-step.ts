import type { ItemLikelihood } from './item-likelihood.ts'
import { itemOf, type ItemParameters, type Parameters } from './parameters.ts'
import { itemStep, sharedStep } from './scoring-step.ts'

const mostSteps = 20
const settled = 1e-10
/** No step goes further than this, in any parameter. */
const longestStep = 1
const mostHalvings = 10

/** The M step for one item of its own slope: Fisher scoring, halving steps that go too far. */
export function maximiseItem(
  likelihood: ItemLikelihood,
  parameters: Parameters,
  item: number,
  guesses: boolean,
): void {
  let now = itemOf(parameters, item)
  let value = likelihood.value(item, now)
  for (let step = 0; step < mostSteps; step++) {
    const move = itemStep(likelihood, item, now, guesses)?.move
    if (move === undefined) break
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

/** The M step where all items share one slope (1PL): Newton's method. */
export function maximiseShared(
  likelihood: ItemLikelihood,
  parameters: Parameters,
  items: readonly number[],
): void {
  const { slope, intercept } = parameters
  const first = items[0]
  if (first === undefined) return
  for (let step = 0; step < mostSteps; step++) {
    const { bySlope, byIntercept } = sharedStep(likelihood, parameters, items)
    const moveA = clamp(bySlope)
    let longest = Math.abs(moveA)
    const a = (slope[first] ?? 1) + moveA
    for (const item of items) {
      const move = clamp(byIntercept[item] ?? 0)
      longest = Math.max(longest, Math.abs(move))
      slope[item] = a
      intercept[item] = (intercept[item] ?? 0) + move
    }
    if (longest < settled) break
  }
}

function moved([a, d, c]: ItemParameters, move: Float64Array, share: number): ItemParameters {
  const [byA = 0, byD = 0, byC = 0] = move
  return [a + share * byA, d + share * byD, c + share * byC]
}

function setItem(parameters: Parameters, item: number, [a, d, c]: ItemParameters): void {
  parameters.slope[item] = a
  parameters.intercept[item] = d
  parameters.guessing[item] = c
}

function clamp(move: number): number {
  return Math.max(-longestStep, Math.min(longestStep, move))
}
