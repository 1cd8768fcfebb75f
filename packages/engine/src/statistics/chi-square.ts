/**
 * The probability that χ² with `df` degrees of freedom exceeds `x`: the upper regularised
 * incomplete gamma function Q(df / 2, x / 2), by its series or its continued fraction (Abramowitz
 * and Stegun 6.5.29 and 6.5.31).
 */
export function chiSquareUpperTail(x: number, df: number): number {
  if (!(df > 0)) return NaN
  if (x <= 0) return 1
  const a = df / 2
  const z = x / 2
  const scale = Math.exp(a * Math.log(z) - z - logGamma(a))
  return z < a + 1 ? 1 - scale * series(a, z) : scale * continuedFraction(a, z)
}

const precision = 1e-15
const mostTerms = 10_000

function series(a: number, z: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < mostTerms && term > sum * precision; n++) {
    term *= z / (a + n)
    sum += term
  }
  return sum
}

/** Lentz's method. */
function continuedFraction(a: number, z: number): number {
  let b = z + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let n = 1; n < mostTerms; n++) {
    const numerator = n * (a - n)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    value *= c * d
    if (Math.abs(c * d - 1) < precision) break
  }
  return value
}

/** ln Γ(x) for x > 0: Stirling's series, after the recurrence has taken x beyond 10. */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 10; at++) shift -= Math.log(at)
  const inverse = 1 / (at * at)
  const tail =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
    at
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + tail
}
