/** What is believed of parameters before there are answers. What is left out has a flat prior. */
export interface Priors {
  /** Of ln a: a lognormal prior of the discrimination. */
  readonly logSlope?: Spread
  /** Of b; an array has a mean for each item. */
  readonly difficulty?: { readonly mean: number | Float64Array; readonly sd: number }
  /** Beta (α, β ≥ 1) of the guessing parameter, where that is estimated. */
  readonly guessing?: { readonly alpha: number; readonly beta: number }
}

export interface Spread {
  readonly mean: number
  readonly sd: number
}

/**
 * Priors that hardly matter once there are a few hundred answers: discriminations about 1,
 * difficulties within a few units of the average person, guessing about a fifth (as in BILOG).
 */
export const weakPriors: Priors = {
  logSlope: { mean: 0, sd: 0.5 },
  difficulty: { mean: 0, sd: 2 },
  guessing: { alpha: 5, beta: 17 },
}

/** Log density with its gradient and an information matrix, in slope, intercept and c. */
export interface PriorTerm {
  value: number
  readonly gradient: Float64Array
  /** Row by row, 3 × 3; positive semidefinite. */
  readonly information: Float64Array
}

export function emptyPriorTerm(): PriorTerm {
  return { value: 0, gradient: new Float64Array(3), information: new Float64Array(9) }
}

/** Fills `term` for one item; constants are left out. */
export function fillPrior(
  { logSlope, difficulty, guessing }: Priors,
  item: number,
  [slope, intercept, c]: readonly [number, number, number],
  term: PriorTerm,
): void {
  const { gradient, information } = term
  gradient.fill(0)
  information.fill(0)
  term.value = 0
  if (logSlope) {
    const variance = logSlope.sd ** 2
    const away = Math.log(slope) - logSlope.mean
    term.value = slope > 0 ? -Math.log(slope) - away ** 2 / (2 * variance) : -Infinity
    gradient[0] = -(1 + away / variance) / slope
    information[0] = 1 / (variance * slope ** 2)
  }
  if (difficulty) {
    const { mean, sd } = difficulty
    const b = -intercept / slope
    const away = (b - (typeof mean === 'number' ? mean : (mean[item] ?? 0))) / sd
    // The derivatives of b by slope and intercept, in standard deviations.
    const bySlope = -b / slope / sd
    const byIntercept = -1 / slope / sd
    term.value -= away ** 2 / 2
    gradient[0] = (gradient[0] ?? 0) - away * bySlope
    gradient[1] = -away * byIntercept
    information[0] = (information[0] ?? 0) + bySlope ** 2
    information[1] = bySlope * byIntercept
    information[3] = bySlope * byIntercept
    information[4] = byIntercept ** 2
  }
  if (guessing) {
    const { alpha, beta } = guessing
    term.value += (beta - 1) * Math.log1p(-c)
    gradient[2] = -(beta - 1) / (1 - c)
    information[8] = (beta - 1) / (1 - c) ** 2
    if (alpha > 1) {
      term.value += (alpha - 1) * Math.log(c)
      gradient[2] = (gradient[2] ?? 0) + (alpha - 1) / c
      information[8] = (information[8] ?? 0) + (alpha - 1) / c ** 2
    }
  }
}
