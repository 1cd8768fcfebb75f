/**
 * A root of `f` between `from` and `to`, where `f` has different signs there (Brent 1973, chapter 4:
 * inverse quadratic interpolation, guarded by bisection). It lies within `tolerance` of a change of
 * sign. Where `f` has several roots, which one is found depends on the bounds alone; it is the one
 * that R's `uniroot` finds.
 */
export function root(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
): number {
  let previous = from
  let best = to
  let other = from
  let atPrevious = f(from)
  let atBest = f(to)
  let atOther = atPrevious
  if (atPrevious === 0) return from
  for (let left = 1_000; left > 0 && atBest !== 0; left--) {
    const lastStep = best - previous
    if (Math.abs(atOther) < Math.abs(atBest)) {
      previous = best
      best = other
      other = previous
      atPrevious = atBest
      atBest = atOther
      atOther = atPrevious
    }
    const least = 2 * Number.EPSILON * Math.abs(best) + tolerance / 2
    const half = (other - best) / 2
    if (Math.abs(half) <= least) break

    let step = half
    if (Math.abs(lastStep) >= least && Math.abs(atPrevious) > Math.abs(atBest)) {
      const ratio = atBest / atPrevious
      let p: number
      let q: number
      if (previous === other) {
        p = 2 * half * ratio
        q = 1 - ratio
      } else {
        const r = atPrevious / atOther
        const t = atBest / atOther
        p = ratio * (2 * half * r * (r - t) - (best - previous) * (t - 1))
        q = (r - 1) * (t - 1) * (ratio - 1)
      }
      if (p > 0) q = -q
      else p = -p
      const isInside = p < 1.5 * half * q - Math.abs(least * q) / 2
      if (isInside && p < Math.abs((lastStep * q) / 2)) step = p / q
    }
    if (Math.abs(step) < least) step = step > 0 ? least : -least

    previous = best
    atPrevious = atBest
    best += step
    atBest = f(best)
    if (atBest > 0 === atOther > 0 && atBest !== 0) {
      other = previous
      atOther = atPrevious
    }
  }
  return best
}
