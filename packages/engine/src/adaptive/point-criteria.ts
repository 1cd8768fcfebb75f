import { information } from './model.ts'
import { informationPeak } from './information-peak.ts'
import type { ItemPool } from './pool.ts'
import type { Criterion } from './select.ts'

// Selection by one estimate of ability.

/** MFI, maximum Fisher information (Birnbaum 1968; Lord 1980). */
export function fisherInformation(pool: ItemPool, theta: number): Criterion {
  const { a, b, c, d } = pool
  return (item) => -information(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
}

/** bOpt: the difficulty nearest to the estimate (Urry 1970). */
export function nearestDifficulty(pool: ItemPool, theta: number): Criterion {
  const { b } = pool
  return (item) => Math.abs((b[item] ?? 0) - theta)
}

/** thOpt: the peak of information nearest to the estimate (Barrada, Mazuela & Olea 2006). */
export function nearestPeak(pool: ItemPool, theta: number): Criterion {
  const { a, b, c, d } = pool
  return (item) => {
    const peak = informationPeak(a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    return Math.abs(peak - theta)
  }
}
