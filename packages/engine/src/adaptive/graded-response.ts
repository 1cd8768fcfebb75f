import { curvesFrom, type CategoryCurves } from './category-curves.ts'
import { logistic } from './model.ts'
import { log, log1p, exp } from './portable-math.ts'

/**
 * The graded response model (Samejima 1969), metric D = 1: the chance of a score of at least k is
 * the 2PL curve with discrimination a and threshold bₖ, thresholds rising from b₁ to bₘ in logits.
 * With one threshold this is 2PL.
 */
export function gradedResponse(
  theta: number,
  a: number,
  thresholds: readonly number[],
): CategoryCurves {
  const scores = thresholds.length + 1
  const logProbability = new Float64Array(scores)
  const logSlope = new Float64Array(scores)
  const logCurvature = new Float64Array(scores)
  for (let k = 0; k < scores; k++) {
    // The curves at either side of score k; outside the first and the last threshold, 1 and 0.
    const x = a * (theta - (thresholds[k - 1] ?? -Infinity))
    const y = a * (theta - (thresholds[k] ?? Infinity))
    const atLeast = logistic(x)
    const above = logistic(y)
    // ln (s(x) − s(y)) without cancellation: s(x) − s(y) = s(x) s(−y) (1 − exp(y − x)).
    logProbability[k] =
      (x === Infinity ? 0 : -log1p(exp(-Math.abs(x))) + Math.min(x, 0)) +
      (y === -Infinity ? 0 : -log1p(exp(-Math.abs(y))) - Math.max(y, 0)) +
      (x === Infinity || y === -Infinity ? 0 : log(1 - exp(y - x)))
    logSlope[k] = a * (1 - atLeast - above)
    logCurvature[k] = -a * a * (atLeast * logistic(-x) + above * logistic(-y))
  }
  return curvesFrom(logProbability, logSlope, logCurvature)
}
