import type { ItemParameters } from './parameters.ts'
import { emptyPriorTerm, fillPrior, type Priors } from './priors.ts'

/** The expected complete-data log likelihood of one item (the Q function), prior included. */
export interface ItemLikelihood {
  /** The value at these parameters; −∞ where they are not allowed. */
  value(item: number, parameters: ItemParameters): number
  /**
   * Fills `gradient` and `information` (Fisher's, row by row, 3 × 3), by slope, intercept and
   * guessing parameter.
   */
  derive(item: number, parameters: ItemParameters): void
  readonly gradient: Float64Array
  readonly information: Float64Array
}

/**
 * `expected` holds numbers of people by answer code and node, as the E step leaves them; priors of
 * guessing are for items that guess.
 */
export function itemLikelihood(
  expected: Float64Array,
  nodes: Float64Array,
  priors: Priors,
  guesses: boolean,
): ItemLikelihood {
  const width = nodes.length
  const gradient = new Float64Array(3)
  const information = new Float64Array(9)
  const prior = emptyPriorTerm()

  return {
    gradient,
    information,
    value(item, parameters) {
      const [a, d, c] = parameters
      if (guesses && !(c >= 0 && c < 1)) return -Infinity
      const wrong = 2 * item * width
      const right = wrong + width
      fillPrior(priors, item, parameters, prior)
      let sum = prior.value
      for (let node = 0; node < width; node++) {
        const z = a * (nodes[node] ?? 0) + d
        const soft = z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z
        const logRight = c === 0 ? -soft : Math.log(c + (1 - c) * Math.exp(-soft))
        sum += (expected[right + node] ?? 0) * logRight
        sum += (expected[wrong + node] ?? 0) * (Math.log1p(-c) - z - soft)
      }
      return sum
    },
    derive(item, parameters) {
      const [a, d, c] = parameters
      const wrong = 2 * item * width
      const right = wrong + width
      let [ga, gd, gc, aa, ad, dd, ac, dc, cc] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (let node = 0; node < width; node++) {
        const theta = nodes[node] ?? 0
        const r = expected[right + node] ?? 0
        const n = r + (expected[wrong + node] ?? 0)
        if (n === 0) continue
        const z = a * theta + d
        const s = 1 / (1 + Math.exp(-z))
        const t = 1 / (1 + Math.exp(z))
        const p = c + (1 - c) * s
        // By intercept: (1 − c) s t, over P (1 − P) = P (1 − c) t.
        const ratio = s / p
        const residual = r - n * p
        const byD = ratio * residual
        const weight = n * ratio * ratio * p * (1 - c) * t
        ga += byD * theta
        gd += byD
        aa += weight * theta * theta
        ad += weight * theta
        dd += weight
        if (!guesses) continue
        // By c: t, over P (1 − P).
        gc += residual / (p * (1 - c))
        ac += n * ratio * t * theta
        dc += n * ratio * t
        cc += (n * t) / (p * (1 - c))
      }
      fillPrior(priors, item, parameters, prior)
      gradient.set([ga, gd, gc])
      information.set([aa, ad, ac, ad, dd, dc, ac, dc, cc])
      for (let at = 0; at < 3; at++) gradient[at] = (gradient[at] ?? 0) + (prior.gradient[at] ?? 0)
      for (let at = 0; at < 9; at++)
        information[at] = (information[at] ?? 0) + (prior.information[at] ?? 0)
    },
  }
}
