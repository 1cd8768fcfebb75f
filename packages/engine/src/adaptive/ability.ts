import { columnsOf, extremePattern, type Answers, type ScoredItem } from './answers.ts'
import { observeAll } from './observe.ts'
import { newPosterior, settle } from './posterior.ts'
import { standardNormal, type Ability, type Prior } from './prior.ts'
import { fineQuadrature, holds, stepOf, type Quadrature } from './quadrature.ts'
import { minimum } from './minimum.ts'
import { root } from './root.ts'
import { noSlopes, sumSlopes, type Slopes } from './slopes.ts'

/**
 * Expected a posteriori (Bock & Mislevy 1982): the mean and the standard deviation of the
 * posterior, by the trapezoid rule on the nodes, as catR and mirt do. Where the answers say more
 * than the nodes can hold, a standard error under a quarter of a step, nodes nearer to each other are
 * laid around the estimate; the others don't, and their standard errors go to 0.
 */
export function eap(
  answers: readonly ScoredItem[] | Answers,
  prior: Prior = standardNormal,
  quadrature: Quadrature = fineQuadrature,
): Ability {
  const columns = columnsOf(answers)
  let nodes = quadrature
  for (;;) {
    const posterior = newPosterior(prior, nodes)
    observeAll(posterior, columns)
    settle(posterior)
    const { mean, sd } = posterior
    const closer = closerTo(mean, nodes)
    if (holds(nodes, sd) || closer === null) return { theta: mean, se: sd }
    nodes = closer
  }
}

/** The same number of nodes within four steps of `theta`; `null` where that gains nothing. */
function closerTo(theta: number, { from, to, nodes }: Quadrature): Quadrature | null {
  const reach = 4 * stepOf({ from, to, nodes })
  const closer = { from: Math.max(from, theta - reach), to: Math.min(to, theta + reach), nodes }
  return nodes < 17 || reach < 1e-6 ? null : closer
}

/** The least and the greatest ability that is given as an estimate. */
export type Bounds = readonly [from: number, to: number]

/** An estimate that lies at a bound where nothing in the answers holds it back. */
export interface BoundedAbility extends Ability {
  readonly atBound: 'lower' | 'upper' | null
  /** With answers all right or all wrong no finite ability is the likeliest. */
  readonly pattern: 'all right' | 'all wrong' | null
}

const wideBounds: Bounds = [-6, 6]

/** How near to the root an estimate lies, in logits. */
const exact = 1e-10

/** How near catR comes to the root, √√ε: with it the same questions are chosen, to the last one. */
export const catRTolerance = 2 ** -13

/**
 * Maximum likelihood (Lord 1980), with the standard error 1 / √I. Answers that are all right or all
 * wrong have none: the bound is given, and said to be one, where mirt gives no number. Where 3PL's
 * likelihood has several peaks (Samejima 1973), the one found is catR's, not always the highest.
 */
export function ml(
  answers: readonly ScoredItem[] | Answers,
  bounds: Bounds = wideBounds,
  tolerance = exact,
): BoundedAbility {
  return solve(answers, bounds, tolerance, (sums) => sums.likelihood, plain)
}

/**
 * The posterior's mode, known as MAP or Bayes modal (Birnbaum 1969; Lord 1986). The standard error
 * is 1 / √(I − (ln prior)″), as in catR. With a uniform prior this is ML within the prior's bounds;
 * Jeffreys' prior is the square root of the information of the questions answered.
 */
export function map(
  answers: readonly ScoredItem[] | Answers,
  prior: Prior = standardNormal,
  bounds: Bounds = wideBounds,
  tolerance = exact,
): BoundedAbility {
  switch (prior.kind) {
    case 'normal': {
      const variance = prior.sd * prior.sd
      return solve(
        answers,
        bounds,
        tolerance,
        (sums, theta) => sums.likelihood + (prior.mean - theta) / variance,
        ({ information }) => information + 1 / variance,
      )
    }
    case 'uniform':
      return ml(answers, [prior.from, prior.to], tolerance)
    case 'jeffreys':
      return solve(
        answers,
        bounds,
        tolerance,
        ({ likelihood, information, informationSlope }) =>
          likelihood + informationSlope / (2 * information),
        ({ information, informationSlope, informationCurvature }) => {
          const relative = informationSlope / information
          return information - (informationCurvature / information - relative * relative) / 2
        },
      )
  }
}

/**
 * Weighted likelihood (Warm 1989): ML freed of its bias of the first order, and finite for all
 * right and all wrong too, unless guessing lets it go to the bound. The standard error is Warm's and
 * catR's, 1 / √I. mirt's is from the curvature of what is maximised, which for 1PL and 2PL is that
 * of `map` with Jeffreys' prior; so are the estimates themselves.
 */
export function wle(
  answers: readonly ScoredItem[] | Answers,
  bounds: Bounds = wideBounds,
  tolerance = exact,
): BoundedAbility {
  return solve(
    answers,
    bounds,
    tolerance,
    ({ likelihood, bias, information }) => likelihood + bias / (2 * information),
    plain,
  )
}

const plain = ({ information }: Slopes) => information

/**
 * Where `slope` changes its sign between the bounds, as catR looks for it: with different signs at
 * the bounds, Brent's method from there; else between the greatest and the least slope that can be
 * found; else the bound that the slope points to.
 */
function solve(
  answers: readonly ScoredItem[] | Answers,
  [from, to]: Bounds,
  tolerance: number,
  slope: (sums: Slopes, theta: number) => number,
  precision: (sums: Slopes) => number,
): BoundedAbility {
  const columns = columnsOf(answers)
  const pattern = extremePattern(columns)
  const sums = noSlopes()
  const at = (theta: number) => {
    sumSlopes(columns, theta, sums)
    return slope(sums, theta)
  }
  const given = (theta: number, atBound: BoundedAbility['atBound'] = null): BoundedAbility => {
    sumSlopes(columns, theta, sums)
    return { theta, se: 1 / Math.sqrt(precision(sums)), atBound, pattern }
  }
  const atFrom = at(from)
  const atTo = at(to)
  if ((atFrom < 0 && atTo > 0) || (atFrom > 0 && atTo < 0))
    return given(root(at, from, to, tolerance))
  const least = minimum(at, from, to, catRTolerance)
  if (at(least) > 0) return given(to, 'upper')
  const greatest = minimum((theta) => -at(theta), from, to, catRTolerance)
  if (at(greatest) < 0) return given(from, 'lower')
  return given(root(at, Math.min(least, greatest), Math.max(least, greatest), tolerance))
}
