import { exp, log, log1p } from './portable-math.ts'

// The logistic models of item response theory (Birnbaum 1968; Barton & Lord 1981), metric D = 1:
// a discrimination, b difficulty in logits, c guessing, d upper asymptote. With d = 1 this is 3PL,
// with c = 0 as well 2PL, with a = 1 as well 1PL. θ is in logits.

/** 1 / (1 + e⁻ᶻ), without overflow. */
export function logistic(z: number): number {
  const e = exp(-Math.abs(z))
  return z >= 0 ? 1 / (1 + e) : e / (1 + e)
}

/** The probability of a right answer at ability θ: c + (d − c) / (1 + exp(−a(θ − b))). */
export function probability(theta: number, a: number, b: number, c = 0, d = 1): number {
  return c + (d - c) * logistic(a * (theta - b))
}

/**
 * Fisher's information of an answer at ability θ: P′² / (P (1 − P)), per square logit. Right for
 * d < 1, where the form that is often printed, a² (1 − P)(P − c)² / (P (1 − c)²), is not.
 */
export function information(theta: number, a: number, b: number, c = 0, d = 1): number {
  const z = a * (theta - b)
  const e = exp(-Math.abs(z))
  const near = 1 / (1 + e)
  const far = e * near
  const s = z >= 0 ? near : far
  const t = z >= 0 ? far : near
  // s / P and t / (1 − P), without dividing zero by zero far out.
  const overP = c === 0 ? 1 / d : s / (c + (d - c) * s)
  const overQ = d === 1 ? 1 / (1 - c) : t / (1 - d + (d - c) * t)
  const slope = a * (d - c)
  return slope * slope * s * t * overP * overQ
}

/** ln P, exact where P itself would be 0. */
export function logProbability(theta: number, a: number, b: number, c = 0, d = 1): number {
  const z = a * (theta - b)
  return c === 0 ? log(d) - softplus(-z) : log(c + (d - c) * logistic(z))
}

/** ln (1 − P), exact where P itself would be 1. */
export function logComplement(theta: number, a: number, b: number, c = 0, d = 1): number {
  const z = a * (theta - b)
  return d === 1 ? log1p(-c) - softplus(z) : log(1 - d + (d - c) * logistic(-z))
}

/** ln (1 + eˣ). */
function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)))
}
