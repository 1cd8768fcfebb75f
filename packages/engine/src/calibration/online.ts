/** Where something lies on the ability scale, and how well that is known. */
export interface Rating {
  readonly value: number
  readonly se: number
}

/** No rating is taken to be known better than this: it must stay able to move. */
const leastSe = 0.05

/**
 * A difficulty after one more answer, for as long as there are too few for a calibration: the step
 * of Glicko (Glickman, 1999) on the logistic scale, in which each side's uncertainty counts. For
 * an ability, call it with both values negated.
 */
export function difficultyAfter(
  difficulty: Rating,
  ability: Rating,
  slope: number,
  right: boolean,
): Rating {
  // An answer of somebody of whom little is known says less.
  const clarity = slope / Math.sqrt(1 + (3 * (slope * ability.se) ** 2) / Math.PI ** 2)
  const p = 1 / (1 + Math.exp(-clarity * (ability.value - difficulty.value)))
  const information = clarity ** 2 * p * (1 - p)
  const variance = 1 / (1 / difficulty.se ** 2 + information)
  return {
    value: difficulty.value - variance * clarity * ((right ? 1 : 0) - p),
    se: Math.max(leastSe, Math.sqrt(variance)),
  }
}
