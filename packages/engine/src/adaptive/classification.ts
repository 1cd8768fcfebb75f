import type { Answers } from './answers.ts'
import { logComplement, logProbability } from './model.ts'
import { normalQuantile } from './normal-quantile.ts'
import { log } from './portable-math.ts'
import type { Ability } from './prior.ts'

/** On which side of the cut score somebody is. */
export type Side = 'above' | 'below'

/** Wald's sequential probability ratio test of a cut score. */
export interface SequentialTest {
  readonly kind: 'SPRT'
  /** The cut score on the ability scale, in logits. */
  readonly cut: number
  /** Half the width of the region around the cut in which either answer will do, in logits. */
  readonly indifference: number
  /** The chance of passing somebody at the lower end of the region, and of failing one at the upper. */
  readonly alpha: number
  readonly beta: number
}

/** Whether the confidence interval of the estimate leaves the cut score out. */
export interface IntervalTest {
  readonly kind: 'interval'
  readonly cut: number
  /** How sure to be, such as 0.95. */
  readonly confidence: number
}

export type Classification = SequentialTest | IntervalTest

/** The side of the cut score that is decided, or `null` while neither is. */
export function classify(rule: Classification, ability: Ability, answers: Answers): Side | null {
  return rule.kind === 'SPRT' ? sequential(rule, answers) : interval(rule, ability)
}

/**
 * SPRT (Wald 1947; for tests, Reckase 1983, Eggen 1999): decided once the likelihoods at the two ends
 * of the indifference region are as different as the errors allow.
 */
function sequential(
  { cut, indifference, alpha, beta }: SequentialTest,
  answers: Answers,
): Side | null {
  const upper = logLikelihood(answers, cut + indifference)
  const lower = logLikelihood(answers, cut - indifference)
  if (upper - lower >= log((1 - beta) / alpha)) return 'above'
  if (upper - lower <= log(beta / (1 - alpha))) return 'below'
  return null
}

/** Sequential Bayes' or ability confidence interval rule (Weiss & Kingsbury 1984), two-sided. */
function interval({ cut, confidence }: IntervalTest, { theta, se }: Ability): Side | null {
  const reach = normalQuantile((1 + confidence) / 2) * se
  return theta - reach > cut ? 'above' : theta + reach < cut ? 'below' : null
}

/** ln of the likelihood of answers at an ability. A score between 0 and 1 weighs the logarithms. */
export function logLikelihood(answers: Answers, theta: number): number {
  let sum = 0
  for (let i = 0; i < answers.count; i++) {
    const a = answers.a[i] ?? 1
    const b = answers.b[i] ?? 0
    const c = answers.c[i] ?? 0
    const d = answers.d[i] ?? 1
    const score = answers.score[i] ?? 0
    if (score > 0) sum += score * logProbability(theta, a, b, c, d)
    if (score < 1) sum += (1 - score) * logComplement(theta, a, b, c, d)
  }
  return sum
}
