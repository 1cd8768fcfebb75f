import { log } from './portable-math.ts'
import { root } from './root.ts'

/**
 * The ability at which an item informs most (Birnbaum 1968 for d = 1, Magis 2013 for d < 1, where
 * the derivative of information vanishes at one P between c and d). Information falls on both sides.
 */
export function informationPeak(a: number, b: number, c = 0, d = 1): number {
  if (c === 0 && d === 1) return b
  if (d === 1) return b + log((1 + Math.sqrt(1 + 8 * c)) / 2) / a
  // Half of (ln I)′ as a function of P, divided by P′.
  const slope = (p: number) => 1 / (p - c) - 1 / (d - p) - 0.5 / p + 0.5 / (1 - p)
  const edge = 1e-9 * (d - c)
  const p = root(slope, c + edge, d - edge, 0)
  return b + log((p - c) / (d - p)) / a
}
