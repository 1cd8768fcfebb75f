import type { Answers } from './answers.ts'
import { exp } from './portable-math.ts'

/** Sums over answers at one ability; written anew by `sumSlopes`. */
export interface Slopes {
  /** The first derivative of the log likelihood. */
  likelihood: number
  /** I, Fisher's information. */
  information: number
  /** I′ */
  informationSlope: number
  /** I″ */
  informationCurvature: number
  /** J = Σ P′ P″ / (P (1 − P)), the numerator of the bias of ML (Warm 1989). */
  bias: number
}

export function noSlopes(): Slopes {
  return { likelihood: 0, information: 0, informationSlope: 0, informationCurvature: 0, bias: 0 }
}

/** Sums the derivatives of `derivatives.ts` over answers at ability θ, without allocating. */
export function sumSlopes(answers: Answers, theta: number, sums: Slopes): void {
  const { count, a, b, c, d, score } = answers
  let likelihood = 0
  let information = 0
  let informationSlope = 0
  let informationCurvature = 0
  let bias = 0
  for (let i = 0; i < count; i++) {
    const ai = a[i] ?? 1
    const ci = c[i] ?? 0
    const di = d[i] ?? 1
    const z = ai * (theta - (b[i] ?? 0))
    const e = exp(-Math.abs(z))
    const near = 1 / (1 + e)
    const s = z >= 0 ? near : e * near
    const t = z >= 0 ? e * near : near
    const steep = ai * (di - ci)
    // P′ / P and P′ / (1 − P), without dividing zero by zero far out.
    const overP = steep * t * (ci === 0 ? 1 / di : s / (ci + (di - ci) * s))
    const overQ = steep * s * (di === 1 ? 1 / (1 - ci) : t / (1 - di + (di - ci) * t))
    const tilt = ai * (t - s)
    const own = overP * overQ
    const growth = 2 * tilt - overP + overQ
    const bend = -4 * ai * ai * s * t - overP * (tilt - overP) + overQ * (tilt + overQ)
    const x = score[i] ?? 0
    likelihood += x * overP - (1 - x) * overQ
    information += own
    informationSlope += own * growth
    informationCurvature += own * (growth * growth + bend)
    bias += own * tilt
  }
  sums.likelihood = likelihood
  sums.information = information
  sums.informationSlope = informationSlope
  sums.informationCurvature = informationCurvature
  sums.bias = bias
}
