import { iterate } from './accelerate.ts'
import { setVector, sizeOf, vectorOf, type Freedom } from './free-parameters.ts'
import { normalGrid, type Grid, type GridOptions } from './grid.ts'
import { maximiseItem, maximiseShared } from './m-step.ts'
import { marginalOf, type MarginalParts } from './marginal.ts'
import type { Parameters } from './parameters.ts'
import { answerCounts, type Patterns } from './patterns.ts'
import type { Priors } from './priors.ts'
import { promiseAt } from './scoring-step.ts'
import { placeable, startingPoint } from './starting-point.ts'

/** 1PL has one discrimination for all items; all are on the scale where people are N(0, 1). */
export type CalibrationModel = '1PL' | '2PL' | '3PL'

export interface CalibrationOptions {
  readonly model: CalibrationModel
  /** 3PL: the guessing parameter of all items; estimated for each where this is left out. */
  readonly guessing?: number
  readonly priors?: Priors
  readonly grid?: GridOptions
  /** Where to begin, for items that can be placed; facilities say it where this is left out. */
  readonly start?: Parameters
  /** The largest change of a parameter in the last iteration. */
  readonly tolerance?: number
  readonly mostIterations?: number
  /** Told how it goes: the largest change of a parameter in that iteration. */
  readonly onIteration?: (iteration: number, change: number) => void
}

/** What `calibrate` found; standard errors and fit statistics start from it. */
export interface Calibration extends MarginalParts {
  readonly model: CalibrationModel
  readonly patterns: Patterns
  readonly grid: Grid
  readonly priors: Priors
  readonly parameters: Parameters
  readonly freedom: Freedom
  /** Marginal, natural logarithm, priors left out. */
  readonly logLikelihood: number
  readonly iterations: number
  /**
   * Whether this is a maximum: parameters no longer changed, and the score (the gradient of the
   * marginal log likelihood, or posterior) is 0, but for the tolerance.
   */
  readonly converged: boolean
}

/** What a step may still promise in log likelihood where the score counts as 0. */
const leastPromise = 1e-8

/**
 * Marginal maximum likelihood by the EM algorithm (Bock and Aitkin, 1981), accelerated; with priors
 * the mode of the posterior (Mislevy, 1986). What was not answered is missing at random.
 */
export function calibrate(patterns: Patterns, options: CalibrationOptions): Calibration {
  const { model, guessing, priors = {}, tolerance = 1e-7, mostIterations = 2_000 } = options
  const counts = answerCounts(patterns)
  const freedom: Freedom = {
    placed: placeable(counts, priors),
    shared: model === '1PL',
    guesses: model === '3PL' && guessing === undefined,
  }
  const parts: MarginalParts = {
    patterns,
    grid: normalGrid(options.grid),
    priors,
    parameters: startingPoint(
      counts,
      freedom.placed,
      model === '3PL' ? guessing : 0,
      options.start,
    ),
    freedom,
    onePeak: model !== '3PL',
  }
  const { parameters } = parts
  const { likelihood, logLikelihood, logPrior } = marginalOf(parts)

  function maximise() {
    if (freedom.shared) maximiseShared(likelihood, parameters, freedom.placed)
    else
      for (const item of freedom.placed) maximiseItem(likelihood, parameters, item, freedom.guesses)
  }

  const vector = vectorOf(parameters, freedom)
  const { iterations, fixed } = iterate(
    vector,
    (point) => {
      setVector(parameters, freedom, point)
      const value = logLikelihood() + logPrior()
      if (Number.isFinite(value)) {
        maximise()
        point.set(vectorOf(parameters, freedom))
      }
      return value
    },
    { tolerance, mostIterations, onIteration: options.onIteration },
  )
  setVector(parameters, freedom, vector)
  const found = logLikelihood()
  // Judged apart from the steps that led here, which may have been stopped short of a maximum.
  const allowed = Math.max(leastPromise, tolerance ** 2 * patterns.answers.length)
  const converged = fixed && promiseAt(likelihood, parameters, freedom) <= allowed
  return { ...parts, model, logLikelihood: found, iterations, converged }
}

/** Akaike's and Schwarz's information criteria, and the number of parameters they count. */
export function informationCriteria({ freedom, logLikelihood, patterns }: Calibration) {
  const size = sizeOf(freedom)
  return {
    estimated: size,
    aic: 2 * size - 2 * logLikelihood,
    bic: size * Math.log(patterns.persons) - 2 * logLikelihood,
  }
}
