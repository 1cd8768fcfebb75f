/** What is known of somebody's ability: an estimate and its standard error, in logits. */
export interface Ability {
  readonly theta: number
  readonly se: number
}

/** What is believed of an ability before the answers. */
export type Prior = Normal | Uniform | Jeffreys

export interface Normal {
  readonly kind: 'normal'
  readonly mean: number
  readonly sd: number
}

/** Every ability from `from` to `to` is as likely as any other, and none outside is possible. */
export interface Uniform {
  readonly kind: 'uniform'
  readonly from: number
  readonly to: number
}

/** In proportion to the square root of the information of the questions asked (Jeffreys 1946). */
export interface Jeffreys {
  readonly kind: 'jeffreys'
}

/** What is believed of somebody who has answered nothing. */
export const standardNormal: Normal = { kind: 'normal', mean: 0, sd: 1 }

export function normal(mean: number, sd: number): Normal {
  return { kind: 'normal', mean, sd }
}

const smallestPriorSd = 0.3

/**
 * What was known before as the prior of what comes now. Never narrower than 0.3, because people
 * learn and forget: an ability that has settled must stay able to move.
 */
export function priorFrom(before: Ability | null): Normal {
  return before === null
    ? standardNormal
    : normal(before.theta, Math.max(before.se, smallestPriorSd))
}
