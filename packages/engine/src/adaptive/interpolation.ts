/**
 * Knots among the nodes of a quadrature, from which a smooth curve at the other nodes follows by
 * cubic interpolation (Lagrange). A sum over all nodes then takes a sum over the knots only.
 */
export interface Interpolation {
  /** The nodes that are knots. */
  readonly knot: Int32Array
  /** For each node the first of the four knots it follows from. */
  readonly first: Int32Array
  /** Four coefficients for each node. */
  readonly coefficient: Float64Array
}

const apart = 4

/** Knots at every fourth node, the first and the last among them. */
export function interpolationOf(nodes: number): Interpolation {
  const last = nodes - 1
  const inner = Array.from({ length: Math.ceil(last / apart) }, (_, j) => j * apart)
  const knot = Int32Array.from([...inner, last])
  const first = new Int32Array(nodes)
  const coefficient = new Float64Array(4 * nodes)
  for (let node = 0; node < nodes; node++) {
    const from = Math.max(0, Math.min(knot.length - 4, Math.floor(node / apart) - 1))
    first[node] = from
    for (let j = 0; j < 4; j++)
      coefficient[4 * node + j] = lagrange(knot.subarray(from, from + 4), j, node)
  }
  return { knot, first, coefficient }
}

function lagrange(knots: Int32Array, j: number, at: number): number {
  const own = knots[j]
  if (own === undefined) return 0
  let product = 1
  for (const other of knots) if (other !== own) product *= (at - other) / (own - other)
  return product
}

/** Weights of the knots that stand for weights of the nodes. */
export function compress(
  { knot, first, coefficient }: Interpolation,
  weight: Float64Array,
): Float64Array {
  const compressed = new Float64Array(knot.length)
  for (let node = 0; node < weight.length; node++) {
    const from = first[node] ?? 0
    for (let j = 0; j < 4; j++)
      compressed[from + j] =
        (compressed[from + j] ?? 0) + (weight[node] ?? 0) * (coefficient[4 * node + j] ?? 0)
  }
  return compressed
}

/** The greatest error that interpolating the values at the nodes makes. */
export function interpolationError(
  { knot, first, coefficient }: Interpolation,
  values: Float64Array,
  row: number,
): number {
  let greatest = 0
  for (let node = 0; node < first.length; node++) {
    const from = first[node] ?? 0
    let sum = 0
    for (let j = 0; j < 4; j++)
      sum += (coefficient[4 * node + j] ?? 0) * (values[row + (knot[from + j] ?? 0)] ?? 0)
    greatest = Math.max(greatest, Math.abs(sum - (values[row + node] ?? 0)))
  }
  return greatest
}
