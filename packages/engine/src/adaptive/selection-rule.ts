import type { Random } from '../question/parts.ts'
import type { Answers } from './answers.ts'
import type { BoundedCriterion } from './bounded-choice.ts'
import { expectedInformation } from './expected-information.ts'
import { expectedPosteriorVariance } from './expected-variance.ts'
import { globalDiscrimination, plainWeights } from './global-discrimination.ts'
import {
  informationTable,
  logComplementTable,
  logProbabilityTable,
  probabilityTable,
  type ItemTable,
} from './item-table.ts'
import { kullbackLeibler } from './kullback-leibler.ts'
import { nearestDifficulty, nearestPeak } from './point-criteria.ts'
import type { ItemPool } from './pool.ts'
import { likelihoodMass, type Posterior } from './posterior.ts'
import { precisionWeight, progressive, progressiveWeight } from './progressive.ts'
import type { Quadrature } from './quadrature.ts'
import { flow, type Criterion } from './select.ts'
import { weightedInformation } from './weighted-information.ts'

/** Rules by the likelihood or the posterior as a whole, under their names in catR. */
export type PosteriorRule = 'KL' | 'KLP' | 'MLWI' | 'MPWI' | 'MEPV' | 'GDI' | 'GDIP'

/** How the next question is chosen. */
export type SelectionRule =
  /** Maximum Fisher information at the estimate. */
  | { readonly kind: 'MFI' }
  | { readonly kind: PosteriorRule }
  /** Maximum expected information. */
  | { readonly kind: 'MEI' }
  /** The difficulty, or the peak of information, nearest to the estimate. */
  | { readonly kind: 'bOpt' | 'thOpt' }
  /**
   * The success probability nearest to the target, with difficulty at most a step away from that of
   * the question before, in logits.
   */
  | { readonly kind: 'flow'; readonly target: number; readonly step: number }
  /** From chance to information over a test of this length, which may end at a standard error. */
  | {
      readonly kind: 'progressive'
      readonly length: number
      readonly acceleration: number
      readonly standardError?: number
    }
  | { readonly kind: 'random' }

/** What a choice hangs on. */
export interface Knowledge {
  readonly theta: number
  /** Its standard error; `Infinity` before the first answer. */
  readonly se: number
  readonly posterior: Posterior
  readonly answers: Answers
  /** 1 for each item that may not be asked. */
  readonly barred: Uint8Array
  readonly random: Random
}

/** A criterion for each choice, from what is known then. */
export type Ranking = (knowledge: Knowledge) => Criterion | BoundedCriterion

/** What all rules but MFI, which has an index, rank items by. */
export function rankingOf(
  rule: Exclude<SelectionRule, { kind: 'MFI' }>,
  pool: ItemPool,
  quadrature: Quadrature,
  estimate: (answers: Answers) => number,
): Ranking {
  switch (rule.kind) {
    case 'bOpt':
      return ({ theta }) => nearestDifficulty(pool, theta)
    case 'thOpt':
      return ({ theta }) => nearestPeak(pool, theta)
    case 'MEI':
      return ({ theta, answers }) => expectedInformation(pool, theta, answers, estimate)
    case 'flow':
      return ({ theta }) => flow(pool, topicsAt(pool, theta), rule.target)
    case 'progressive':
      return ({ theta, se, answers, barred, random }) => {
        const { length, acceleration, standardError: wanted } = rule
        const weight =
          wanted === undefined
            ? progressiveWeight(answers.count, length, acceleration)
            : precisionWeight(answers.count, length, acceleration, { se, wanted })
        return progressive(pool, theta, barred, weight, random)
      }
    case 'random':
      return ({ random }) => random
    default:
      return byPosterior(rule.kind, pool, quadrature)
  }
}

function topicsAt(pool: ItemPool, theta: number): Float64Array {
  return new Float64Array(pool.topicStart.length - 1).fill(theta)
}

/** Tables are made once, at the first choice that needs them. */
function byPosterior(kind: PosteriorRule, pool: ItemPool, quadrature: Quadrature): Ranking {
  const right = once(() => probabilityTable(pool, quadrature))
  const inform = once(() => informationTable(pool, quadrature))
  const logRight = once(() => logProbabilityTable(pool, quadrature))
  const logWrong = once(() => logComplementTable(pool, quadrature))
  switch (kind) {
    case 'KL':
      return ({ theta, posterior }) =>
        kullbackLeibler(pool, theta, logRight(), logWrong(), likelihoodMass(posterior))
    case 'KLP':
      return ({ theta, posterior }) =>
        kullbackLeibler(pool, theta, logRight(), logWrong(), posterior.mass)
    case 'MLWI':
      return ({ posterior }) => weightedInformation(inform(), likelihoodMass(posterior))
    case 'MPWI':
      return ({ posterior }) => weightedInformation(inform(), posterior.mass)
    case 'MEPV':
      return ({ theta, posterior }) =>
        expectedPosteriorVariance(pool, theta, right(), posterior.theta, posterior.mass)
    case 'GDI':
      return ({ posterior }) =>
        globalDiscrimination(right(), plainWeights(likelihoodMass(posterior)))
    case 'GDIP':
      return ({ posterior }) => globalDiscrimination(right(), plainWeights(posterior.mass))
  }
}

function once(make: () => ItemTable): () => ItemTable {
  let made: ItemTable | undefined
  return () => (made ??= make())
}
