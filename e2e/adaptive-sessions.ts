import type { Method } from '@quizmentor/engine/adaptive/method'
import { poolOf } from '@quizmentor/engine/adaptive/pool'
import { standardNormal } from '@quizmentor/engine/adaptive/prior'
import { fineQuadrature } from '@quizmentor/engine/adaptive/quadrature'
import type { SelectionRule } from '@quizmentor/engine/adaptive/selection-rule'
import { simulate } from '@quizmentor/engine/adaptive/simulate'
import { seededRandom } from '@quizmentor/engine/question/parts'

const rules: readonly SelectionRule[] = [
  ...(['MFI', 'KL', 'KLP', 'MLWI', 'MPWI', 'MEPV', 'MEI', 'GDI', 'GDIP'] as const).map((kind) => ({
    kind,
  })),
  ...(['bOpt', 'thOpt', 'random'] as const).map((kind) => ({ kind })),
  { kind: 'flow', target: 0.7, step: 1 },
  { kind: 'progressive', length: 25, acceleration: 1.5 },
]
const methods: readonly Method[] = ['EAP', 'MAP', 'ML', 'WLE']

/** What became of adaptive sessions by every rule and every method, to the last bit. */
export function sessions(): string[] {
  const random = seededRandom(2026)
  const items = Array.from({ length: 250 }, (_, num) => ({
    num,
    topic: num % 5,
    a: 0.4 + random() * 2,
    b: (random() + random() + random() - 1.5) * 3,
    c: random() * 0.25,
    d: 1 - random() * 0.1,
  }))
  const pool = poolOf(items, 5)
  const people = Array.from({ length: 6 }, () => ({ theta: random() * 4 - 2 }))
  return rules.flatMap((rule) =>
    methods.flatMap((method) => {
      const design = {
        rule,
        method,
        prior: standardNormal,
        quadrature: fineQuadrature,
        start: 0,
        exposure: { among: 3, slack: Infinity },
        blueprint: [3, 2, 2, 1, 1],
      }
      const { tests } = simulate(pool, { design, stop: { length: 25 }, seed: 9 }, people)
      return tests.map(({ items: asked, estimates, standardErrors }) =>
        [rule.kind, method, ...asked, ...bitsOf(estimates), ...bitsOf(standardErrors)].join(' '),
      )
    }),
  )
}

function bitsOf(numbers: Float64Array): string[] {
  return Array.from(new BigUint64Array(numbers.slice().buffer), (bits) => bits.toString(16))
}
