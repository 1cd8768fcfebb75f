import { seededRandom } from '../question/parts.ts'
import { fineQuadrature } from './quadrature.ts'
import { poolOf, type ItemPool } from './pool.ts'
import { standardNormal } from './prior.ts'
import type { TestDesign } from './test-design.ts'

/** Questions of all kinds, spread over topics. */
export function randomPool(
  size: number,
  seed: number,
  { topics = 1, guessing = true }: { topics?: number; guessing?: boolean } = {},
): ItemPool {
  const random = seededRandom(seed)
  const items = Array.from({ length: size }, (_, num) => ({
    num,
    topic: num % topics,
    a: 0.4 + random() * 1.8,
    b: (random() + random() + random() - 1.5) * 3,
    c: guessing ? random() * 0.25 : 0,
    d: guessing ? 1 - random() * 0.1 : 1,
  }))
  return poolOf(items, topics)
}

/** Maximum information and EAP. */
export const plainDesign: TestDesign = {
  rule: { kind: 'MFI' },
  method: 'EAP',
  prior: standardNormal,
  quadrature: fineQuadrature,
  start: 0,
  exposure: { among: 1, slack: 0 },
}
