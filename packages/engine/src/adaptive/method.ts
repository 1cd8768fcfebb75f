import { eap, map, ml, wle, type BoundedAbility } from './ability.ts'
import type { Answers } from './answers.ts'
import type { Ability, Prior } from './prior.ts'
import type { Quadrature } from './quadrature.ts'

/** How an ability is estimated: see `ability.ts`. */
export type Method = 'EAP' | 'MAP' | 'ML' | 'WLE'

export interface Estimation {
  readonly method: Method
  /** Of EAP and MAP. */
  readonly prior: Prior
  /** Nodes of EAP; no method's estimate lies outside its bounds. */
  readonly quadrature: Quadrature
  /** How near to the root MAP, ML and WLE come, in logits; as near as can be where left out. */
  readonly tolerance?: number
}

/** `atBound` and `pattern` say where there is no finite estimate; EAP always has one. */
export type Estimate = Ability & Partial<Pick<BoundedAbility, 'atBound' | 'pattern'>>

/** The ability by the method that is asked for. */
export function estimateBy(
  { method, prior, quadrature, tolerance }: Estimation,
  answers: Answers,
): Estimate {
  const bounds = [quadrature.from, quadrature.to] as const
  switch (method) {
    case 'EAP':
      return eap(answers, prior, quadrature)
    case 'MAP':
      return map(answers, prior, bounds, tolerance)
    case 'ML':
      return ml(answers, bounds, tolerance)
    case 'WLE':
      return wle(answers, bounds, tolerance)
  }
}
