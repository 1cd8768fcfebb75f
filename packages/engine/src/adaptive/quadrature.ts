/** Equally spaced nodes on the ability scale, the bounds among them. */
export interface Quadrature {
  readonly from: number
  readonly to: number
  readonly nodes: number
}

/** 121 nodes from −6 to 6 logits. */
export const fineQuadrature: Quadrature = { from: -6, to: 6, nodes: 121 }

/** The distance between two nodes. */
export function stepOf({ from, to, nodes }: Quadrature): number {
  return (to - from) / (nodes - 1)
}

/** The abilities at the nodes. */
export function nodesOf(quadrature: Quadrature): Float64Array {
  const step = stepOf(quadrature)
  return Float64Array.from({ length: quadrature.nodes }, (_, k) => quadrature.from + k * step)
}

/**
 * Whether the nodes are near enough to each other for a posterior with this standard deviation.
 * Under a quarter of a step a single node weighs nearly everything.
 */
export function holds(quadrature: Quadrature, sd: number): boolean {
  return sd >= stepOf(quadrature) / 4
}
