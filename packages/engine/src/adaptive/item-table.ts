import { exp, log } from './portable-math.ts'
import type { ItemPool } from './pool.ts'
import { stepOf, type Quadrature } from './quadrature.ts'

/** A curve of each item at the nodes of a quadrature, one row per item. */
export interface ItemTable {
  readonly values: Float64Array
  /** Where the row of an item begins in `values`; valid until the next call. */
  row(item: number): number
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

/** Worked out once for all items; in large pools, each row when it is asked for. */
function tableOf(pool: ItemPool, quadrature: Quadrature, curve: Curve): ItemTable {
  const { nodes } = quadrature
  if (pool.size * nodes > mostEntries) {
    const values = new Float64Array(nodes)
    return {
      values,
      row(item) {
        fillRow(values, 0, pool, item, quadrature, curve)
        return 0
      },
    }
  }
  const values = new Float64Array(pool.size * nodes)
  for (let item = 0; item < pool.size; item++)
    fillRow(values, item * nodes, pool, item, quadrature, curve)
  return { values, row: (item) => item * nodes }
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
