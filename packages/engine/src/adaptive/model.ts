// The logistic models of item response theory, metric D = 1: a discrimination, b difficulty,
// c guessing, d upper asymptote. With c = 0 and d = 1 this is 2PL, with a = 1 as well 1PL.

/** The probability of a right answer at ability θ. */
export function probability(theta: number, a: number, b: number, c = 0, d = 1): number {
  return c + (d - c) / (1 + Math.exp(-a * (theta - b)))
}

/** Fisher's information of an answer at ability θ. */
export function information(theta: number, a: number, b: number, c = 0, d = 1): number {
  const z = a * (theta - b)
  const s = 1 / (1 + Math.exp(-z))
  const t = 1 / (1 + Math.exp(z))
  // s / P and t / (1 − P), without dividing zero by zero far out.
  const overP = c === 0 ? 1 / d : s / (c + (d - c) * s)
  const overQ = d === 1 ? 1 / (1 - c) : t / (1 - d + (d - c) * t)
  const slope = a * (d - c)
  return slope * slope * s * t * overP * overQ
}

/** ln P, exact where P itself would be 0. */
export function logProbability(theta: number, a: number, b: number, c = 0, d = 1): number {
  const z = a * (theta - b)
  return c === 0 ? Math.log(d) - softplus(-z) : Math.log(probability(theta, a, b, c, d))
}

/** ln (1 − P), exact where P itself would be 1. */
export function logComplement(theta: number, a: number, b: number, c = 0, d = 1): number {
  const z = a * (theta - b)
  return d === 1 ? Math.log1p(-c) - softplus(z) : Math.log(1 - probability(theta, a, b, c, d))
}

/** ln (1 + eˣ). */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
}
