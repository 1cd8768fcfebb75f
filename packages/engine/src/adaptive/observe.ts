import type { Answers } from './answers.ts'
import { information, logComplement, logProbability } from './model.ts'
import { exp, log } from './portable-math.ts'
import type { Posterior } from './posterior.ts'
import { stepOf } from './quadrature.ts'

// Adds answers to a posterior; `settle` then works out what follows from them.

// A product of probabilities this small, e⁻⁶⁵⁰, is still far from underflow.
const room = 650

/**
 * Adds answers, without allocating. The logarithm is taken of products of several answers'
 * probabilities, always before they could underflow. A score between 0 and 1 weighs the logarithms
 * of a right and of a wrong answer.
 */
export function observeAll(posterior: Posterior, answers: Answers): void {
  const { product } = posterior
  let taken = 0
  for (let i = 0; i < answers.count; i++) {
    const a = answers.a[i] ?? 1
    const b = answers.b[i] ?? 0
    const c = answers.c[i] ?? 0
    const d = answers.d[i] ?? 1
    const score = answers.score[i] ?? 0
    const loss = lossOf(posterior, a, b, c, d, score)
    if (taken + loss > room && taken > 0) {
      takeLogarithms(posterior)
      taken = 0
    }
    if (loss > room) {
      addLogarithms(posterior, a, b, c, d, score)
      continue
    }
    if (taken === 0) product.fill(1)
    taken += loss
    multiply(posterior, a, b, c, d, score)
  }
  if (taken > 0) takeLogarithms(posterior)
}

/** Adds one answer, without allocating. */
export function observe(
  posterior: Posterior,
  a: number,
  b: number,
  c: number,
  d: number,
  score: number,
): void {
  if (lossOf(posterior, a, b, c, d, score) > room) {
    addLogarithms(posterior, a, b, c, d, score)
    return
  }
  posterior.product.fill(1)
  multiply(posterior, a, b, c, d, score)
  takeLogarithms(posterior)
}

/** How small a product can become by an answer: −ln of its least probability, or more. */
function lossOf(
  { quadrature: { from, to } }: Posterior,
  a: number,
  b: number,
  c: number,
  d: number,
  score: number,
): number {
  if (score !== 0 && score !== 1) return Infinity
  const farthest = Math.max(Math.abs(from - b), Math.abs(to - b))
  const greatest = score === 1 ? d : 1 - c
  return Math.abs(a) * farthest + 1 - log(greatest)
}

/** Along the nodes exp(−a(θ − b)) is a geometric series: two exponentials an answer. */
function multiply(
  posterior: Posterior,
  a: number,
  b: number,
  c: number,
  d: number,
  score: number,
): void {
  const { quadrature, product, prior } = posterior
  if (prior.kind === 'jeffreys') addInformation(posterior, a, b, c, d)
  // P = (d + c e) / (1 + e) and 1 − P = (1 − d + (1 − c) e) / (1 + e), with e = exp(−a(θ − b)).
  const whole = score === 1 ? d : 1 - d
  const part = score === 1 ? c : 1 - c
  const ratio = exp(-a * stepOf(quadrature))
  let e = exp(-a * (quadrature.from - b))
  for (let k = 0; k < product.length; k++) {
    product[k] = ((product[k] ?? 0) * (whole + part * e)) / (1 + e)
    e *= ratio
  }
}

function takeLogarithms({ logLikelihood, product }: Posterior): void {
  for (let k = 0; k < product.length; k++)
    logLikelihood[k] = (logLikelihood[k] ?? 0) + log(product[k] ?? 0)
}

function addLogarithms(
  posterior: Posterior,
  a: number,
  b: number,
  c: number,
  d: number,
  score: number,
): void {
  const { theta, logLikelihood, prior } = posterior
  if (prior.kind === 'jeffreys') addInformation(posterior, a, b, c, d)
  for (let k = 0; k < theta.length; k++) {
    const at = theta[k] ?? 0
    const right = score > 0 ? score * logProbability(at, a, b, c, d) : 0
    const wrong = score < 1 ? (1 - score) * logComplement(at, a, b, c, d) : 0
    logLikelihood[k] = (logLikelihood[k] ?? 0) + right + wrong
  }
}

function addInformation(
  { theta, information: sum }: Posterior,
  a: number,
  b: number,
  c: number,
  d: number,
): void {
  for (let k = 0; k < theta.length; k++)
    sum[k] = (sum[k] ?? 0) + information(theta[k] ?? 0, a, b, c, d)
}

/** Adds the logarithm of any likelihood, as that of a question with several scores. */
export function observeLogLikelihood(
  { theta, logLikelihood }: Posterior,
  logLikelihoodAt: (theta: number) => number,
): void {
  for (let k = 0; k < theta.length; k++)
    logLikelihood[k] = (logLikelihood[k] ?? 0) + logLikelihoodAt(theta[k] ?? 0)
}
