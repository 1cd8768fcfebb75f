import { expectationOf } from './expectation.ts'
import { positionsOf, setVector, sizeOf, type Freedom } from './free-parameters.ts'
import type { Grid } from './grid.ts'
import { itemLikelihood, type ItemLikelihood } from './item-likelihood.ts'
import { fillLogProbabilities, itemOf, type Parameters } from './parameters.ts'
import type { Patterns } from './patterns.ts'
import { posteriorsOf } from './posteriors.ts'
import { emptyPriorTerm, fillPrior, type Priors } from './priors.ts'

/** The marginal likelihood of item parameters, at `parameters` as they are when it is asked. */
export interface Marginal {
  readonly likelihood: ItemLikelihood
  /** Runs the E step and gives the marginal log likelihood. */
  readonly logLikelihood: () => number
  /** The logarithm of the prior density, without its constant. */
  readonly logPrior: () => number
  /**
   * The gradient of the log posterior by the free parameters at a point, by Fisher's identity: the
   * expected gradient of the complete data. Moves `parameters` there.
   */
  readonly gradientAt: (vector: Float64Array) => Float64Array
}

export interface MarginalParts {
  readonly patterns: Patterns
  readonly grid: Grid
  readonly priors: Priors
  readonly parameters: Parameters
  readonly freedom: Freedom
  /** Whether nobody's posterior can have two peaks: no item is guessed. */
  readonly onePeak: boolean
}

export function marginalOf(parts: MarginalParts): Marginal {
  const { patterns, grid, parameters, freedom, onePeak } = parts
  const { guessing, ...rest } = parts.priors
  const priors: Priors = freedom.guesses && guessing ? { ...rest, guessing } : rest
  const expectation = expectationOf(patterns, posteriorsOf(patterns, grid, onePeak))
  const likelihood = itemLikelihood(expectation.expected, grid.nodes, priors, freedom.guesses)
  const logProbabilities = new Float64Array(expectation.expected.length)

  function logLikelihood() {
    fillLogProbabilities(parameters, grid.nodes, logProbabilities)
    return expectation.run(logProbabilities)
  }

  return {
    likelihood,
    logLikelihood,
    logPrior() {
      const term = emptyPriorTerm()
      let sum = 0
      for (const item of freedom.placed) {
        fillPrior(priors, item, itemOf(parameters, item), term)
        sum += term.value
      }
      return sum
    },
    gradientAt(vector) {
      setVector(parameters, freedom, vector)
      logLikelihood()
      const gradient = new Float64Array(sizeOf(freedom))
      for (const [index, item] of freedom.placed.entries()) {
        likelihood.derive(item, itemOf(parameters, item))
        const [slope, intercept, chance] = positionsOf(freedom, index)
        const [bySlope = 0, byIntercept = 0, byChance = 0] = likelihood.gradient
        gradient[slope] = (gradient[slope] ?? 0) + bySlope
        gradient[intercept] = byIntercept
        if (freedom.guesses) gradient[chance] = byChance
      }
      return gradient
    },
  }
}
