import { calibrate, type CalibrationModel } from '@quizmentor/engine/calibration/calibrate'
import { itemOf } from '@quizmentor/engine/calibration/parameters'
import { answersOf, patternsOf } from '@quizmentor/engine/calibration/patterns'
import { z } from 'zod'
import { processorTime } from './processor-time.ts'
import { hasSharedData, sharedNumbers, sharedText } from '../prediction-parts/shared-data.ts'

const item = z.object({ a: z.number(), b: z.number() })
const lsat = z.object({
  fits: z.record(z.string(), z.object({ logLik: z.number(), items_IRT: z.array(item) })),
})
const sat12 = z.object({ logLik: z.number(), items: z.array(item) })

/** The largest differences from what mirt found in the same data. */
export interface Agreement {
  readonly name: string
  readonly a: number
  readonly b: number
  readonly logLikelihood: number
  readonly milliseconds: number
}

/** LSAT6, LSAT7 and SAT12 beside mirt; `null` where its figures are not on this machine. */
export function agreements(): Agreement[] | null {
  if (!hasSharedData()) return null
  const { fits } = lsat.parse(JSON.parse(sharedText('reference/irt/mirt_LSAT6_LSAT7.json')))
  const found = (['LSAT6', 'LSAT7'] as const).flatMap((name) => {
    const patterns = lsatPatterns(name)
    return (['1PL', '2PL'] as const).map((model) => {
      const fit = fits[`${name}_${model}`]
      return compared(`${name} ${model}`, patterns, model, fit?.logLik ?? NaN, fit?.items_IRT ?? [])
    })
  })
  const expected = sat12.parse(JSON.parse(sharedText('reference/irt/mirt_SAT12_2PL.json')))
  return [...found, compared('SAT12 2PL', sat12Patterns(), '2PL', expected.logLik, expected.items)]
}

/** 3PL with estimated guessing, where a maximum is hard to come to. */
export interface Maximum {
  readonly name: string
  readonly logLikelihood: number
  /** What is to be reached: the best that L-BFGS-B found from several random starting points. */
  readonly best: number
  readonly iterations: number
  readonly converged: boolean
  readonly milliseconds: number
}

/** The 3PL of the same data, beside the best of SciPy's L-BFGS-B; `null` without the data. */
export function maxima(): Maximum[] | null {
  if (!hasSharedData()) return null
  return [
    { name: 'LSAT6', best: -2466.6491, patterns: lsatPatterns('LSAT6') },
    { name: 'LSAT7', best: -2658.0543, patterns: lsatPatterns('LSAT7') },
    { name: 'SAT12', best: -9434.6008, patterns: sat12Patterns() },
  ].map(({ name, best, patterns }) => {
    const start = processorTime()
    const { logLikelihood, iterations, converged } = calibrate(patterns, { model: '3PL' })
    const milliseconds = 1_000 * (processorTime() - start)
    return { name, logLikelihood, best, iterations, converged, milliseconds }
  })
}

function lsatPatterns(name: 'LSAT6' | 'LSAT7') {
  const rows = sharedNumbers(`reference/irt/${name}_patterns.csv`)
  return patternsOf(
    5,
    rows.map((row) => answersOf(row.slice(0, 5))),
    rows.map((row) => row[5] ?? 0),
  )
}

function sat12Patterns() {
  const rows = sharedNumbers('reference/irt/SAT12_scored.csv')
  return patternsOf(
    32,
    rows.map((row) => answersOf(row)),
  )
}

function compared(
  name: string,
  patterns: ReturnType<typeof patternsOf>,
  model: CalibrationModel,
  logLikelihood: number,
  items: readonly { a: number; b: number }[],
): Agreement {
  const start = processorTime()
  const fit = calibrate(patterns, { model })
  const milliseconds = 1_000 * (processorTime() - start)
  const apart = items.map(({ a, b }, index) => {
    const [slope, intercept] = itemOf(fit.parameters, index)
    return { a: Math.abs(slope - a), b: Math.abs(-intercept / slope - b) }
  })
  return {
    name,
    a: Math.max(...apart.map(({ a }) => a)),
    b: Math.max(...apart.map(({ b }) => b)),
    logLikelihood: Math.abs(fit.logLikelihood - logLikelihood),
    milliseconds,
  }
}
