import type { Calibration } from './calibrate.ts'
import { covarianceOf } from './covariance.ts'
import { marginalOf } from './marginal.ts'
import { fillLogProbabilities, itemOf } from './parameters.ts'
import { posteriorsOf } from './posteriors.ts'
import { observedInformation } from './observed-information.ts'

/**
 * Gives the (co)variances of slope and intercept of the placed item of an index, and the variance
 * of its guessing parameter.
 */
export type ItemCovariance = (
  index: number,
) => readonly [aa: number, ad: number, dd: number, cc: number]

/**
 * (Co)variances from each item's own block of the observed information, by Louis' identity (1982):
 * the information of the complete data, less what is missing as ability isn't known. The complete
 * data's is Fisher's, by which minus the second derivative is replaced in expectation.
 */
export function itemBlocks(calibration: Calibration): ItemCovariance {
  const { freedom, parameters } = calibration
  const { likelihood, logLikelihood } = marginalOf(calibration)
  logLikelihood()
  const missing = missingInformation(calibration)
  const blocks = freedom.placed.map((item) => {
    likelihood.derive(item, itemOf(parameters, item))
    return likelihood.information.map((value, at) => value - (missing[9 * item + at] ?? 0))
  })
  if (freedom.shared) return sharedSlope(calibration, blocks)
  const found = blocks.map((block, index) => {
    const isGuessed = freedom.guesses && parameters.guessing[freedom.placed[index] ?? 0] !== 0
    return covarianceOf(block, (parameter) => parameter === 2 && !isGuessed)
  })
  return (index) => {
    const at = found[index] ?? (() => NaN)
    return [at(0, 0), at(0, 1), at(1, 1), at(2, 2)]
  }
}

/**
 * All items share the first row and column, which are taken from the whole information: an arrow,
 * whose inverse is known.
 */
function sharedSlope(calibration: Calibration, blocks: readonly Float64Array[]): ItemCovariance {
  const [aa = NaN, ...ads] = observedInformation(calibration)(0)
  const dds = blocks.map((block) => block[4] ?? NaN)
  const variance = 1 / ads.reduce((rest, ad, index) => rest - ad ** 2 / (dds[index] ?? NaN), aa)
  return (index) => {
    const [ad = NaN, dd = NaN] = [ads[index], dds[index]]
    return [variance, (-ad / dd) * variance, 1 / dd + (ad / dd) ** 2 * variance, NaN]
  }
}

/** Per item a 3 × 3 matrix: the variance that each person's score has over their posterior. */
function missingInformation(calibration: Calibration): Float64Array {
  const { patterns, grid, parameters, freedom, onePeak } = calibration
  const { items, size, start, count, answers } = patterns
  const { nodes } = grid
  const width = nodes.length
  const table = new Float64Array(2 * items * width)
  fillLogProbabilities(parameters, nodes, table)
  const { byIntercept, byChance } = scoresOf(calibration)
  const posteriors = posteriorsOf(patterns, grid, onePeak)
  const missing = new Float64Array(9 * items)

  for (let pattern = 0; pattern < size; pattern++) {
    posteriors.run(pattern, table)
    const { weights, low, high } = posteriors
    const times = count[pattern] ?? 0
    for (let answer = start[pattern] ?? 0; answer < (start[pattern + 1] ?? 0); answer++) {
      const code = answers[answer] ?? 0
      const row = code * width
      let [sa, sd, sc, aa, ad, ac, dd, dc, cc] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (let node = low; node <= high; node++) {
        const weight = weights[node] ?? 0
        const byD = byIntercept[row + node] ?? 0
        const byA = byD * (nodes[node] ?? 0)
        sa += weight * byA
        sd += weight * byD
        aa += weight * byA * byA
        ad += weight * byA * byD
        dd += weight * byD * byD
        if (!freedom.guesses) continue
        const byC = byChance[row + node] ?? 0
        sc += weight * byC
        ac += weight * byA * byC
        dc += weight * byD * byC
        cc += weight * byC * byC
      }
      const at = 9 * (code >> 1)
      missing[at] = (missing[at] ?? 0) + times * (aa - sa * sa)
      missing[at + 1] = (missing[at + 1] ?? 0) + times * (ad - sa * sd)
      missing[at + 4] = (missing[at + 4] ?? 0) + times * (dd - sd * sd)
      if (!freedom.guesses) continue
      missing[at + 2] = (missing[at + 2] ?? 0) + times * (ac - sa * sc)
      missing[at + 5] = (missing[at + 5] ?? 0) + times * (dc - sd * sc)
      missing[at + 8] = (missing[at + 8] ?? 0) + times * (cc - sc * sc)
    }
  }
  for (let at = 0; at < missing.length; at += 9) {
    missing[at + 3] = missing[at + 1] ?? 0
    missing[at + 6] = missing[at + 2] ?? 0
    missing[at + 7] = missing[at + 5] ?? 0
  }
  return missing
}

/**
 * By answer code and node, the derivatives of the answer's log probability by intercept and by the
 * guessing.
 */
function scoresOf({ parameters, grid }: Calibration) {
  const { nodes } = grid
  const width = nodes.length
  const byIntercept = new Float64Array(2 * parameters.slope.length * width)
  const byChance = new Float64Array(byIntercept.length)
  for (let item = 0; item < parameters.slope.length; item++) {
    const [a, d, c] = itemOf(parameters, item)
    const wrong = 2 * item * width
    const right = wrong + width
    for (const [node, theta] of nodes.entries()) {
      const s = 1 / (1 + Math.exp(-(a * theta + d)))
      const p = c + (1 - c) * s
      byIntercept[wrong + node] = -s
      byIntercept[right + node] = (s / p) * (1 - p)
      byChance[wrong + node] = -1 / (1 - c)
      byChance[right + node] = (1 - p) / (p * (1 - c))
    }
  }
  return { byIntercept, byChance }
}
