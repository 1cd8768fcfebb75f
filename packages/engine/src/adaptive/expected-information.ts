import { addAnswer, noAnswers, type Answers } from './answers.ts'
import { derivatives } from './derivatives.ts'
import { probability } from './model.ts'
import type { ItemPool } from './pool.ts'
import type { Criterion } from './select.ts'

/**
 * MEI, maximum expected information (van der Linden 1998): what a question is expected to inform at
 * the ability estimated after its answer, each answer's at its own estimate. `observed` information
 * (Veerkamp 1996) is catR's. Two estimates per question: the dearest of the rules.
 */
export function expectedInformation(
  pool: ItemPool,
  theta: number,
  answers: Answers,
  estimate: (answers: Answers) => number,
  kind: 'observed' | 'Fisher' = 'observed',
): Criterion {
  const { count } = answers
  const longer = noAnswers(count + 1)
  for (const column of ['a', 'b', 'c', 'd', 'score'] as const)
    longer[column].set(answers[column].subarray(0, count))
  return (item) => {
    const a = pool.a[item] ?? 1
    const b = pool.b[item] ?? 0
    const c = pool.c[item] ?? 0
    const d = pool.d[item] ?? 1
    const estimateWith = (score: number) => {
      longer.count = count
      addAnswer(longer, a, b, c, d, score)
      return estimate(longer)
    }
    const p = probability(theta, a, b, c, d)
    const ifRight = derivatives(estimateWith(1), a, b, c, d)
    const ifWrong = derivatives(estimateWith(0), a, b, c, d)
    return kind === 'Fisher'
      ? -(p * ifRight.information + (1 - p) * ifWrong.information)
      : -(p * observed(ifRight, 1) + (1 - p) * observed(ifWrong, 0))
  }
}

/** Minus the second derivative of the log likelihood of an answer. */
function observed(
  { probability: p, slope, curvature }: ReturnType<typeof derivatives>,
  score: number,
): number {
  const chance = score === 1 ? p : 1 - p
  const sign = score === 1 ? 1 : -1
  const relative = slope / chance
  return relative * relative - (sign * curvature) / chance
}
