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
