import type { Answers } from './answers.ts'
import { information, logComplement, logProbability } from './model.ts'
import { exp, log } from './portable-math.ts'
import type { Prior } from './prior.ts'
import { nodesOf, stepOf, type Quadrature } from './quadrature.ts'

/**
 * What is believed of an ability, on nodes. Likelihoods are kept as logarithms, so that however many
 * answers don't underflow. Answers are added with `observe`, then `settle` works the rest out.
 */
export interface Posterior {
  readonly prior: Prior
  readonly quadrature: Quadrature
  /** The abilities at the nodes. */
  readonly theta: Float64Array
  /** ln of the prior's density, but for Jeffreys' prior, which hangs on the answers. */
  readonly logPrior: Float64Array
  readonly logLikelihood: Float64Array
  /** Fisher's information of the questions answered; kept for Jeffreys' prior only. */
  readonly information: Float64Array
  /** What each node weighs; all together 1. Trapezoid rule: the first and the last count half. */
  readonly mass: Float64Array
  /** Room for `observeAll`. */
  readonly product: Float64Array
  mean: number
  sd: number
  /** ln ∫ likelihood · prior dθ */
  logEvidence: number
}

/** The prior as the posterior of no answers. */
export function newPosterior(prior: Prior, quadrature: Quadrature): Posterior {
  const theta = nodesOf(quadrature)
  const column = () => new Float64Array(quadrature.nodes)
  const posterior: Posterior = {
    prior,
    quadrature,
    theta,
    logPrior: theta.map((at) => logDensity(prior, at)),
    logLikelihood: column(),
    information: column(),
    mass: column(),
    product: column(),
    mean: 0,
    sd: 0,
    logEvidence: 0,
  }
  settle(posterior)
  return posterior
}

const logRootOfTwoPi = 0.9189385332046727

function logDensity(prior: Prior, theta: number): number {
  switch (prior.kind) {
    case 'normal': {
      const z = (theta - prior.mean) / prior.sd
      return -0.5 * z * z - log(prior.sd) - logRootOfTwoPi
    }
    case 'uniform':
      return theta < prior.from || theta > prior.to ? -Infinity : -log(prior.to - prior.from)
    case 'jeffreys':
      return 0
  }
}

/** Forgets all answers. */
export function reset(posterior: Posterior): void {
  posterior.logLikelihood.fill(0)
  posterior.information.fill(0)
  settle(posterior)
}

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

/** Works out `mass`, `mean`, `sd` and `logEvidence` from the answers added so far. */
export function settle(posterior: Posterior): void {
  const { prior, theta, logPrior, logLikelihood, information: known, mass } = posterior
  const last = theta.length - 1
  // Jeffreys' prior without any answer: every ability alike.
  const isJeffreys = prior.kind === 'jeffreys' && (known[last >> 1] ?? 0) > 0
  let highest = -Infinity
  for (let k = 0; k <= last; k++) {
    let density = (logPrior[k] ?? 0) + (logLikelihood[k] ?? 0)
    if (isJeffreys) density += 0.5 * log(known[k] ?? 0)
    mass[k] = density
    if (density > highest) highest = density
  }
  let total = 0
  let first = 0
  for (let k = 0; k <= last; k++) {
    const weight = exp((mass[k] ?? 0) - highest) * (k === 0 || k === last ? 0.5 : 1)
    mass[k] = weight
    total += weight
    first += weight * (theta[k] ?? 0)
  }
  const mean = first / total
  let squares = 0
  for (let k = 0; k <= last; k++) {
    const weight = (mass[k] ?? 0) / total
    const away = (theta[k] ?? 0) - mean
    mass[k] = weight
    squares += weight * away * away
  }
  posterior.mean = mean
  posterior.sd = Math.sqrt(squares)
  posterior.logEvidence = highest + log(total * stepOf(posterior.quadrature))
}

/** What each node weighs by the likelihood alone, all together 1, by the trapezoid rule. */
export function likelihoodMass({ logLikelihood }: Posterior): Float64Array {
  const last = logLikelihood.length - 1
  const highest = logLikelihood.reduce((most, each) => Math.max(most, each))
  const mass = logLikelihood.map(
    (each, k) => exp(each - highest) * (k === 0 || k === last ? 0.5 : 1),
  )
  const total = mass.reduce((sum, each) => sum + each)
  return mass.map((each) => each / total)
}
