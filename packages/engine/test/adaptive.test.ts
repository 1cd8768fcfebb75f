import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { eap } from '../src/adaptive/ability.ts'
import type { ScoredItem } from '../src/adaptive/answers.ts'
import { information, probability } from '../src/adaptive/model.ts'
import { standardNormal } from '../src/adaptive/prior.ts'
import { reference } from './reference.ts'

const curves = z.object({
  theta: z.array(z.number()),
  items: z.array(
    z.object({
      a: z.number(),
      b: z.number(),
      c: z.number(),
      d: z.number(),
      P: z.array(z.number()),
      I: z.array(z.number()),
    }),
  ),
})

const estimate = z.object({ theta: z.number(), se: z.number() })

describe('the same numbers as catR', () => {
  test.for(['catR_tcals_P_and_info.json', 'catR_4PL_info.json'])(
    'probability and information (%s)',
    (file, context) => {
      const { theta, items } = reference(`irt/${file}`, curves, context)
      expect(items.length).toBeGreaterThan(0)
      for (const { a, b, c, d, P, I } of items)
        for (const [index, at] of theta.entries()) {
          expect(Math.abs(probability(at, a, b, c, d) - (P[index] ?? NaN))).toBeLessThan(1e-8)
          expect(Math.abs(information(at, a, b, c, d) - (I[index] ?? NaN))).toBeLessThan(1e-8)
        }
    },
  )

  test('ability and its standard error by EAP', (context) => {
    const { items } = reference('irt/catR_tcals_P_and_info.json', curves, context)
    const abilities = z.object({
      cases: z.array(z.object({ x: z.string(), est: z.object({ EAP: estimate }) })),
    })
    const { cases } = reference('irt/catR_tcals_theta.json', abilities, context)
    expect(cases.length).toBeGreaterThan(10)
    for (const { x, est } of cases) {
      const answers = items.map((item, index): ScoredItem => ({ ...item, score: Number(x[index]) }))
      const { theta, se } = eap(answers, standardNormal, { from: -4, to: 4, nodes: 33 })
      expect(Math.abs(theta - est.EAP.theta)).toBeLessThan(1e-4)
      expect(Math.abs(se - est.EAP.se)).toBeLessThan(1e-4)
    }
  })
})

test('ability by EAP has the same numbers as mirt', (context) => {
  const fits = z.object({
    fits: z.object({
      LSAT6_2PL: z.object({
        items_IRT: z.array(z.object({ a: z.number(), b: z.number() })),
        patterns: z.array(z.object({ x: z.string(), EAP: estimate })),
      }),
    }),
  })
  const { LSAT6_2PL } = reference('irt/mirt_LSAT6_LSAT7.json', fits, context).fits
  expect(LSAT6_2PL.patterns.length).toBeGreaterThan(10)
  for (const { x, EAP } of LSAT6_2PL.patterns) {
    const answers = LSAT6_2PL.items_IRT.map(({ a, b }, index) => ({
      a,
      b,
      score: Number(x[index]),
    }))
    const { theta, se } = eap(answers, standardNormal, { from: -8, to: 8, nodes: 121 })
    expect(Math.abs(theta - EAP.theta)).toBeLessThan(1e-4)
    expect(Math.abs(se - EAP.se)).toBeLessThan(1e-4)
  }
})
