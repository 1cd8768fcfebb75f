/** Item parameters by the EM algorithm, written the plain way: a row for each person, arrays. */
export interface TextbookFit {
  readonly items: readonly { a: number; d: number }[]
  readonly logLikelihood: number
  readonly iterations: number
}

const nodes = Array.from({ length: 61 }, (_, node) => -6 + node / 5)
const density = nodes.map((theta) => Math.exp((-theta * theta) / 2))
const mass = density.reduce((sum, weight) => sum + weight, 0)
const weights = density.map((weight) => weight / mass)

/** Bock and Aitkin's EM for 2PL: `null` where a person was not asked. */
export function textbookEm(
  rows: readonly (readonly (0 | 1 | null)[])[],
  items: number,
  tolerance: number,
  mostIterations: number,
): TextbookFit {
  let parameters = Array.from({ length: items }, (_, item) => {
    const scores = rows.map((row) => row[item] ?? null).filter((score) => score !== null)
    const right = scores.filter((score) => score === 1).length
    const p = (right + 0.5) / (scores.length + 1)
    return { a: 1, d: 1.16 * Math.log(p / (1 - p)) }
  })
  for (let iteration = 1; ; iteration++) {
    const curves = parameters.map(({ a, d }) =>
      nodes.map((theta) => 1 / (1 + Math.exp(-(a * theta + d)))),
    )
    const right = parameters.map(() => nodes.map(() => 0))
    const asked = parameters.map(() => nodes.map(() => 0))
    let logLikelihood = 0
    for (const row of rows) {
      const posterior = weights.map((weight, node) => {
        let likelihood = Math.log(weight)
        for (const [item, score] of row.entries()) {
          if (score === null) continue
          const p = curves[item]?.[node] ?? 0
          likelihood += Math.log(score === 1 ? p : 1 - p)
        }
        return likelihood
      })
      const highest = Math.max(...posterior)
      const scaled = posterior.map((value) => Math.exp(value - highest))
      const total = scaled.reduce((sum, value) => sum + value, 0)
      logLikelihood += highest + Math.log(total)
      for (const [item, score] of row.entries()) {
        if (score === null) continue
        for (const [node, value] of scaled.entries()) {
          const share = value / total
          const [n, r] = [asked[item], right[item]]
          if (n !== undefined) n[node] = (n[node] ?? 0) + share
          if (r !== undefined && score === 1) r[node] = (r[node] ?? 0) + share
        }
      }
    }
    const next = parameters.map((item, index) =>
      maximised(item, right[index] ?? [], asked[index] ?? []),
    )
    const change = Math.max(
      ...next.map(({ a, d }, index) =>
        Math.max(
          Math.abs(a - (parameters[index]?.a ?? 0)),
          Math.abs(d - (parameters[index]?.d ?? 0)),
        ),
      ),
    )
    parameters = next
    if (change < tolerance || iteration === mostIterations)
      return { items: parameters, logLikelihood, iterations: iteration }
  }
}

function maximised(
  item: { a: number; d: number },
  right: readonly number[],
  asked: readonly number[],
) {
  let { a, d } = item
  for (let step = 0; step < 20; step++) {
    let [ga, gd, aa, ad, dd] = [0, 0, 0, 0, 0]
    for (const [node, theta] of nodes.entries()) {
      const p = 1 / (1 + Math.exp(-(a * theta + d)))
      const residual = (right[node] ?? 0) - (asked[node] ?? 0) * p
      const weight = (asked[node] ?? 0) * p * (1 - p)
      ga += residual * theta
      gd += residual
      aa += weight * theta * theta
      ad += weight * theta
      dd += weight
    }
    const determinant = aa * dd - ad * ad
    if (!(determinant > 0)) break
    const moveA = Math.max(-1, Math.min(1, (dd * ga - ad * gd) / determinant))
    const moveD = Math.max(-1, Math.min(1, (aa * gd - ad * ga) / determinant))
    a += moveA
    d += moveD
    if (Math.abs(moveA) + Math.abs(moveD) < 1e-10) break
  }
  return { a, d }
}
