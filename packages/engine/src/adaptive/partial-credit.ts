import { curvesFrom, type CategoryCurves } from './category-curves.ts'
import { exp, log } from './portable-math.ts'

/**
 * The generalised partial credit model (Muraki 1992), metric D = 1: a score of k is exp(a(θ − bₖ))
 * times as likely as one of k − 1. The steps b₁ to bₘ, in logits, may come in any order. With a = 1
 * this is the partial credit model (Masters 1982), with one step 2PL. Information is a² times the
 * variance of the score.
 */
export function partialCredit(theta: number, a: number, steps: readonly number[]): CategoryCurves {
  const weight = new Float64Array(steps.length + 1)
  for (const [k, step] of steps.entries()) weight[k + 1] = (weight[k] ?? 0) + a * (theta - step)
  const largest = weight.reduce((max, each) => Math.max(max, each))
  const logTotal = largest + log(weight.reduce((sum, each) => sum + exp(each - largest), 0))
  const logProbability = weight.map((each) => each - logTotal)

  let mean = 0
  let square = 0
  for (let k = 0; k < weight.length; k++) {
    const p = exp(logProbability[k] ?? 0)
    mean += k * p
    square += k * k * p
  }
  const logSlope = weight.map((_, k) => a * (k - mean))
  const logCurvature = weight.map(() => -a * a * (square - mean * mean))
  return curvesFrom(logProbability, logSlope, logCurvature)
}
