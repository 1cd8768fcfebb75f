const golden = (3 - Math.sqrt(5)) / 2
const rootOfEpsilon = Math.sqrt(Number.EPSILON)

/**
 * Where `f` is least between `from` and `to`, within `tolerance` (Brent 1973, chapter 5: parabolas,
 * guarded by the golden section). Where `f` has several minima it is one of them; it is the one that
 * R's `optimize` finds.
 */
export function minimum(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
): number {
  let low = from
  let high = to
  let best = low + golden * (high - low)
  let second = best
  let third = best
  let atBest = f(best)
  let atSecond = atBest
  let atThird = atBest
  let step = 0
  let before = 0
  for (let left = 1_000; left > 0; left--) {
    const middle = (low + high) / 2
    const least = rootOfEpsilon * Math.abs(best) + tolerance / 3
    if (Math.abs(best - middle) <= 2 * least - (high - low) / 2) break

    // The lowest point of the parabola through the three lies p / q from the best.
    let p = 0
    let q = 0
    let limit = 0
    if (Math.abs(before) > least) {
      const r = (best - second) * (atBest - atThird)
      const s = (best - third) * (atBest - atSecond)
      p = (best - third) * s - (best - second) * r
      q = 2 * (s - r)
      if (q > 0) p = -p
      else q = -q
      limit = before
      before = step
    }
    const isOutside = p <= q * (low - best) || p >= q * (high - best)
    if (isOutside || Math.abs(p) >= Math.abs((q * limit) / 2)) {
      before = best < middle ? high - best : low - best
      step = golden * before
    } else {
      step = p / q
      const at = best + step
      if (at - low < 2 * least || high - at < 2 * least) step = best < middle ? least : -least
    }
    const next = best + (Math.abs(step) >= least ? step : step > 0 ? least : -least)
    const atNext = f(next)

    if (atNext <= atBest) {
      if (next < best) high = best
      else low = best
      third = second
      atThird = atSecond
      second = best
      atSecond = atBest
      best = next
      atBest = atNext
      continue
    }
    if (next < best) low = next
    else high = next
    if (atNext <= atSecond || second === best) {
      third = second
      atThird = atSecond
      second = next
      atSecond = atNext
    } else if (atNext <= atThird || third === best || third === second) {
      third = next
      atThird = atNext
    }
  }
  return best
}
