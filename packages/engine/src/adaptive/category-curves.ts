import { exp } from './portable-math.ts'

/** The curves of a question with several scores, 0 to m, at one ability. Entry k is of score k. */
export interface CategoryCurves {
  /** Pₖ */
  readonly probability: Float64Array
  /** ln Pₖ, exact where Pₖ itself would be 0. */
  readonly logProbability: Float64Array
  /** Pₖ′, per logit */
  readonly slope: Float64Array
  /** Pₖ″ */
  readonly curvature: Float64Array
  /** Fisher's information Σ Pₖ′² / Pₖ, per square logit */
  readonly information: number
  /** Its derivative */
  readonly informationSlope: number
}

/**
 * The curves from what is known of each score: ln Pₖ, its first derivative and its second. With
 * l = ln P: P′ = P l′, P″ = P (l′² + l″), and information is Σ P l′².
 */
export function curvesFrom(
  logProbability: Float64Array,
  logSlope: Float64Array,
  logCurvature: Float64Array,
): CategoryCurves {
  const probability = logProbability.map(exp)
  const slope = probability.map((p, k) => p * (logSlope[k] ?? 0))
  const curvature = probability.map((p, k) => {
    const first = logSlope[k] ?? 0
    return p * (first * first + (logCurvature[k] ?? 0))
  })
  let information = 0
  let informationSlope = 0
  for (let k = 0; k < probability.length; k++) {
    const p = probability[k] ?? 0
    const first = logSlope[k] ?? 0
    information += p * first * first
    informationSlope += p * first * (first * first + 2 * (logCurvature[k] ?? 0))
  }
  return { probability, logProbability, slope, curvature, information, informationSlope }
}
