import type { Random } from '../question/parts.ts'
import { information } from './model.ts'
import type { ItemPool } from './pool.ts'
import { exp, log } from './portable-math.ts'
import type { Criterion } from './select.ts'

/**
 * The weight of information against chance before the next question of a test of `length`: 0 at the
 * first, 1 at the last, and the slower to rise the greater the `acceleration` (Barrada et al. 2008).
 */
export function progressiveWeight(asked: number, length: number, acceleration: number): number {
  if (asked === 0) return 0
  let done = 0
  let all = 0
  for (let question = 1; question < length; question++) {
    const weight = exp(acceleration * log(question))
    all += weight
    if (question <= asked) done += weight
  }
  return all === 0 ? 1 : done / all
}

/**
 * The same before the next question of a test that ends at a standard error: the share of the
 * information wanted that is there, or of the questions that may be asked, whichever is more (Magis &
 * Barrada 2017), as in catR.
 */
export function precisionWeight(
  asked: number,
  length: number,
  acceleration: number,
  { se, wanted }: { readonly se: number; readonly wanted: number },
): number {
  if (asked === 0) return 0
  const share = Math.max((wanted * wanted) / (se * se), length > 1 ? asked / (length - 1) : 1)
  return share >= 1 ? 1 : exp(acceleration * log(share))
}

/**
 * Progressive selection (Revuelta & Ponsoda 1998), as catR's: information and chance, weighed. A
 * chance value lies between 0 and the most that any item that may be asked informs.
 */
export function progressive(
  pool: ItemPool,
  theta: number,
  barred: Uint8Array,
  weight: number,
  random: Random,
): Criterion {
  const { a, b, c, d } = pool
  const inform = new Float64Array(pool.size)
  let most = 0
  for (let item = 0; item < pool.size; item++) {
    if (barred[item] === 1) continue
    const own = information(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    inform[item] = own
    if (own > most) most = own
  }
  return (item) => -(weight * (inform[item] ?? 0) + (1 - weight) * random() * most)
}
