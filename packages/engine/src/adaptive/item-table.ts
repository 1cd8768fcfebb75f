import { interpolationError, interpolationOf, type Interpolation } from './interpolation.ts'
import { exp, log } from './portable-math.ts'
import type { ItemPool } from './pool.ts'
import { stepOf, type Quadrature } from './quadrature.ts'

/** A curve of each item at the nodes of a quadrature, one row per item. */
export interface ItemTable {
  readonly values: Float64Array
  /** Where the row of an item begins in `values`; valid until the next call. */
  row(item: number): number
  /** The curve at the knots of `interpolation`, a row of them per item. */
  readonly coarse: Float64Array
  readonly interpolation: Interpolation
  /** How far the curve between the knots can be from what is interpolated, for each item. */
  readonly error: Float64Array
}

/** A point of a curve, from the probabilities of a right and of a wrong answer there. */
type Curve = (p: number, q: number, a: number, c: number, d: number) => number

// 32 MB. Larger tables are slower to read than to work out anew.
const mostEntries = 4_000_000

/** P, the probability of a right answer. */
export function probabilityTable(pool: ItemPool, quadrature: Quadrature): ItemTable {
  return tableOf(pool, quadrature, (p) => p)
}

/** Fisher's information. */
export function informationTable(pool: ItemPool, quadrature: Quadrature): ItemTable {
  return tableOf(pool, quadrature, (p, q, a, c, d) => {
    const slope = (a * (p - c) * (d - p)) / (d - c)
    return p * q > 0 ? (slope * slope) / (p * q) : 0
  })
}

// Stands for ln 0, which would make 0 · ln 0 undefined.
const leastLogarithm = -745

/** ln P */
export function logProbabilityTable(pool: ItemPool, quadrature: Quadrature): ItemTable {
  return tableOf(pool, quadrature, (p) => Math.max(log(p), leastLogarithm))
}

/** ln (1 − P) */
export function logComplementTable(pool: ItemPool, quadrature: Quadrature): ItemTable {
  return tableOf(pool, quadrature, (_, q) => Math.max(log(q), leastLogarithm))
}

/** Rows are worked out once for all items; in large pools, each when it is asked for. */
function tableOf(pool: ItemPool, quadrature: Quadrature, curve: Curve): ItemTable {
  const { nodes } = quadrature
  const isWhole = pool.size * nodes <= mostEntries
  const values = new Float64Array(isWhole ? pool.size * nodes : nodes)
  const interpolation = interpolationOf(nodes)
  const knots = interpolation.knot.length
  const coarse = new Float64Array(pool.size * knots)
  const error = new Float64Array(pool.size)
  for (let item = 0; item < pool.size; item++) {
    const row = isWhole ? item * nodes : 0
    fillRow(values, row, pool, item, quadrature, curve)
    for (let j = 0; j < knots; j++)
      coarse[item * knots + j] = values[row + (interpolation.knot[j] ?? 0)] ?? 0
    error[item] = interpolationError(interpolation, values, row)
  }
  const row = (item: number) => {
    if (isWhole) return item * nodes
    fillRow(values, 0, pool, item, quadrature, curve)
    return 0
  }
  return { values, row, coarse, interpolation, error }
}

function fillRow(
  values: Float64Array,
  row: number,
  pool: ItemPool,
  item: number,
  quadrature: Quadrature,
  curve: Curve,
): void {
  const a = pool.a[item] ?? 1
  const b = pool.b[item] ?? 0
  const c = pool.c[item] ?? 0
  const d = pool.d[item] ?? 1
  const { from, nodes } = quadrature
  const step = stepOf(quadrature)
  // exp(−a(θ − b)) is a geometric series along the nodes.
  const ratio = exp(-a * step)
  let e = exp(-a * (from - b))
  for (let k = 0; k < nodes; k++) {
    const p = e === Infinity ? c : (d + c * e) / (1 + e)
    const q = e === Infinity ? 1 - c : (1 - d + (1 - c) * e) / (1 + e)
    values[row + k] = curve(p, q, a, c, d)
    e = e === Infinity ? exp(-a * (from + (k + 1) * step - b)) : e * ratio
  }
}
