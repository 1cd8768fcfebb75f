import { solve } from './solve.ts'

/** θ = slope · θ′ + intercept takes abilities of a new scale to the old one. */
export interface Link {
  readonly slope: number
  readonly intercept: number
}

/** An item that was calibrated on both scales. */
export interface Anchor {
  readonly old: ScaledItem
  readonly new: ScaledItem
}

export interface ScaledItem {
  readonly a: number
  readonly b: number
  readonly c: number
}

export type LinkingMethod = 'mean-sigma' | 'haebara' | 'stocking-lord'

/** An item of the new scale as it is on the old one. */
export function linked<Item extends ScaledItem>(item: Item, { slope, intercept }: Link): Item {
  return { ...item, a: item.a / slope, b: slope * item.b + intercept }
}

/**
 * The link by which anchors agree best: in the mean and spread of their difficulties (Marco, 1977),
 * in each item's characteristic curve (Haebara, 1980) or in that of all together (Stocking and
 * Lord, 1983). `null` for fewer than two anchors, or where all are equally difficult.
 */
export function linkOf(anchors: readonly Anchor[], method: LinkingMethod): Link | null {
  const start = meanSigma(anchors)
  if (start === null || method === 'mean-sigma') return start
  return byCurves(anchors, method, start)
}

function meanSigma(anchors: readonly Anchor[]): Link | null {
  const from = moments(anchors.map((anchor) => anchor.new.b))
  const to = moments(anchors.map((anchor) => anchor.old.b))
  const slope = to.sd / from.sd
  return Number.isFinite(slope) && slope > 0
    ? { slope, intercept: to.mean - slope * from.mean }
    : null
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / values.length) }
}

/** Abilities at which curves are compared, weighted as a normal distribution. */
const nodes = Array.from({ length: 41 }, (_, node) => -4 + node / 5)
const mostSteps = 100
const settled = 1e-10

/** Least squares by the method of Levenberg and Marquardt. */
function byCurves(anchors: readonly Anchor[], method: LinkingMethod, start: Link): Link {
  let link = start
  let loss = lossOf(anchors, method, link)
  let damping = 1e-3
  for (let step = 0; step < mostSteps; step++) {
    const { matrix, right } = normalEquations(anchors, method, link)
    matrix[0] = (matrix[0] ?? 0) * (1 + damping)
    matrix[3] = (matrix[3] ?? 0) * (1 + damping)
    const move = solve(matrix, right, 2)
    if (move === null) return link
    const [bySlope = 0, byIntercept = 0] = move
    const next = { slope: link.slope + bySlope, intercept: link.intercept + byIntercept }
    const nextLoss = next.slope > 0 ? lossOf(anchors, method, next) : Infinity
    if (nextLoss <= loss) {
      link = next
      loss = nextLoss
      damping /= 10
      if (Math.abs(bySlope) + Math.abs(byIntercept) < settled) return link
    } else {
      damping *= 10
      if (damping > 1e12) return link
    }
  }
  return link
}

interface Difference {
  readonly weight: number
  /** The old curve less the new one, once linked. */
  readonly value: number
  readonly bySlope: number
  readonly byIntercept: number
}

function lossOf(anchors: readonly Anchor[], method: LinkingMethod, link: Link): number {
  let sum = 0
  for (const { weight, value } of differences(anchors, method, link)) sum += weight * value * value
  return sum
}

function normalEquations(anchors: readonly Anchor[], method: LinkingMethod, link: Link) {
  let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0]
  for (const { weight, value, bySlope, byIntercept } of differences(anchors, method, link)) {
    aa += weight * bySlope * bySlope
    ab += weight * bySlope * byIntercept
    bb += weight * byIntercept * byIntercept
    ra -= weight * value * bySlope
    rb -= weight * value * byIntercept
  }
  return { matrix: Float64Array.of(aa, ab, ab, bb), right: Float64Array.of(ra, rb) }
}

function* differences(
  anchors: readonly Anchor[],
  method: LinkingMethod,
  link: Link,
): Generator<Difference> {
  for (const theta of nodes) {
    const weight = Math.exp((-theta * theta) / 2)
    const each = anchors.map((anchor) => differenceAt(theta, anchor, link))
    if (method === 'haebara') for (const one of each) yield { weight, ...one }
    else
      yield {
        weight,
        value: each.reduce((sum, { value }) => sum + value, 0),
        bySlope: each.reduce((sum, { bySlope }) => sum + bySlope, 0),
        byIntercept: each.reduce((sum, { byIntercept }) => sum + byIntercept, 0),
      }
  }
}

function differenceAt(theta: number, { old, new: fresh }: Anchor, { slope, intercept }: Link) {
  const { a, b, c } = fresh
  const s = 1 / (1 + Math.exp(-a * ((theta - intercept) / slope - b)))
  const steep = (1 - c) * s * (1 - s)
  return {
    value: old.c + (1 - old.c) / (1 + Math.exp(-old.a * (theta - old.b))) - (c + (1 - c) * s),
    bySlope: (steep * a * (theta - intercept)) / slope ** 2,
    byIntercept: (steep * a) / slope,
  }
}
