import { exp } from './portable-math.ts'

/** The probability of a right answer and how it changes with ability; information likewise. */
export interface Derivatives {
  /** P */
  readonly probability: number
  /** P′, per logit */
  readonly slope: number
  /** P″ */
  readonly curvature: number
  /** P‴ */
  readonly third: number
  /** I = P′² / (P (1 − P)) */
  readonly information: number
  /** I′ */
  readonly informationSlope: number
  /** I″ */
  readonly informationCurvature: number
}

/** The logistic model of `model.ts` with its derivatives at ability θ. */
export function derivatives(theta: number, a: number, b: number, c = 0, d = 1): Derivatives {
  const z = a * (theta - b)
  const e = exp(-Math.abs(z))
  const near = 1 / (1 + e)
  const s = z >= 0 ? near : e * near
  const t = z >= 0 ? e * near : near
  const tilt = a * (t - s)
  const slope = a * (d - c) * s * t
  const overP = a * (d - c) * t * (c === 0 ? 1 / d : s / (c + (d - c) * s))
  const overQ = a * (d - c) * s * (d === 1 ? 1 / (1 - c) : t / (1 - d + (d - c) * t))
  const information = overP * overQ
  const growth = 2 * tilt - overP + overQ
  const bend = -4 * a * a * s * t - overP * (tilt - overP) + overQ * (tilt + overQ)
  return {
    probability: c + (d - c) * s,
    slope,
    curvature: slope * tilt,
    third: slope * a * a * (1 - 6 * s * t),
    information,
    informationSlope: information * growth,
    informationCurvature: information * (growth * growth + bend),
  }
}
