/** Abilities at which integrals over people are summed, with the share of people at each. */
export interface Grid {
  readonly nodes: Float64Array
  readonly logWeights: Float64Array
}

export interface GridOptions {
  readonly from?: number
  readonly to?: number
  readonly count?: number
}

/**
 * Equally spaced nodes weighted by the standard normal density, the weights summing to 1: the rule
 * and the defaults (61 nodes on −6 to 6) of mirt (Chalmers, 2012).
 */
export function normalGrid({ from = -6, to = 6, count = 61 }: GridOptions = {}): Grid {
  const nodes = Float64Array.from(
    { length: count },
    (_, node) => from + (node * (to - from)) / (count - 1),
  )
  const mass = nodes.reduce((sum, theta) => sum + Math.exp((-theta * theta) / 2), 0)
  const logWeights = nodes.map((theta) => (-theta * theta) / 2 - Math.log(mass))
  return { nodes, logWeights }
}
