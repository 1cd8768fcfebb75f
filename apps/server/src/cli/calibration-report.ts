import {
  informationCriteria,
  type Calibration,
  type CalibrationModel,
} from '@quizmentor/engine/calibration/calibrate'
import { linked, type Link } from '@quizmentor/engine/calibration/linking'
import { localDependence } from '@quizmentor/engine/calibration/local-dependence'
import { itemOf } from '@quizmentor/engine/calibration/parameters'
import { answerCounts } from '@quizmentor/engine/calibration/patterns'
import { residualFit } from '@quizmentor/engine/calibration/residual-fit'
import { residualsOf } from '@quizmentor/engine/calibration/residuals'
import { scoreFit } from '@quizmentor/engine/calibration/score-fit'
import { standardErrors } from '@quizmentor/engine/calibration/standard-errors'

/** What `quizmentor calibrate` prints. What could not be estimated is null. */
export interface CalibrationReport {
  readonly model: CalibrationModel
  readonly parameters: readonly ItemReport[]
  readonly standardErrors: readonly Omit<ItemReport, 'd'>[]
  readonly logLikelihood: number
  readonly fit: FitReport
}

/** The columns of a bank file. */
interface ItemReport {
  readonly id: string
  readonly a: number | null
  readonly b: number | null
  readonly c: number | null
  readonly d: number
}

interface FitReport {
  readonly persons: number
  readonly answers: number
  readonly estimated: number
  readonly aic: number
  readonly bic: number
  readonly iterations: number
  readonly converged: boolean
  /** How standard errors were computed. */
  readonly standardErrors: 'observed' | 'item by item'
  /** To the scale of the anchors, where some were given. */
  readonly link: Link | null
  readonly items: readonly {
    readonly id: string
    readonly answers: number
    readonly facility: number | null
    /** S-X²; null where not everybody answered everything. */
    readonly sX2: { readonly statistic: number; readonly df: number; readonly p: number } | null
    readonly infit: number | null
    readonly outfit: number | null
  }[]
  /** Yen's Q3: its mean, and the pairs of items further than 0.2 from it. */
  readonly localDependence: {
    readonly mean: number
    readonly pairs: readonly {
      readonly items: readonly [string, string]
      readonly q3: number
      readonly people: number
    }[]
  } | null
}

/** All that is to be said of a calibration, on the scale of the link. */
export function reportOf(
  calibration: Calibration,
  ids: readonly string[],
  link: Link | null,
): CalibrationReport {
  const { model, patterns, parameters, freedom, logLikelihood, iterations, converged } = calibration
  const errors = standardErrors(calibration)
  const counts = answerCounts(patterns)
  const score = scoreFit(calibration)
  const residual = residualFit(calibration)
  const dependence = localDependence(calibration, residualsOf(calibration))
  const placed = new Set(freedom.placed)
  const { slope: stretch } = link ?? { slope: 1 }
  const idOf = (item: number) => ids[item] ?? String(item + 1)

  return {
    model,
    parameters: ids.map((id, item) => {
      if (!placed.has(item)) return { id, a: null, b: null, c: null, d: 1 }
      const [slope, intercept, c] = itemOf(parameters, item)
      const own = { id, a: slope, b: -intercept / slope, c, d: 1 }
      return link === null ? own : linked(own, link)
    }),
    standardErrors: ids.map((id, item) => ({
      id,
      a: present((errors.a[item] ?? NaN) / stretch),
      b: present((errors.b[item] ?? NaN) * stretch),
      c: present(errors.c[item] ?? NaN),
    })),
    logLikelihood,
    fit: {
      persons: patterns.persons,
      answers: counts.answered.reduce((sum, answers) => sum + answers, 0),
      ...informationCriteria(calibration),
      iterations,
      converged,
      standardErrors: errors.method,
      link,
      items: ids.map((id, item) => ({
        id,
        answers: counts.answered[item] ?? 0,
        facility: present((counts.right[item] ?? 0) / (counts.answered[item] ?? 0)),
        sX2: score?.[item] ?? null,
        infit: present(residual[item]?.infit ?? NaN),
        outfit: present(residual[item]?.outfit ?? NaN),
      })),
      localDependence: dependence && {
        mean: dependence.mean,
        pairs: dependence.pairs.map(({ items: [one, other], q3, people }) => ({
          items: [idOf(one), idOf(other)],
          q3,
          people,
        })),
      },
    },
  }
}

function present(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** The same for a person to read. */
export function textOf({ model, parameters, standardErrors: errors, ...rest }: CalibrationReport) {
  const { logLikelihood, fit } = rest
  const width = Math.max(2, ...parameters.map(({ id }) => id.length))
  const lines = parameters.map(({ id, a, b, c }, item) => {
    const of = fit.items[item]
    const se = errors[item]
    return [
      id.padEnd(width),
      ...[a, se?.a, b, se?.b, c, se?.c].map((value) => shown(value)),
      shown(of?.facility),
      shown(of?.infit),
      shown(of?.outfit),
      shown(of?.sX2?.p),
    ].join('  ')
  })
  const names = ['a', 'se', 'b', 'se', 'c', 'se', 'right', 'infit', 'outfit', 'S-X² p']
  const head = ['id'.padEnd(width), ...names.map((name) => name.padStart(8))].join('  ')
  const pairs = fit.localDependence?.pairs ?? []
  return [
    head,
    ...lines,
    '',
    `${model}, ${fit.persons} people, ${fit.answers} answers, ${fit.iterations} iterations` +
      (fit.converged ? '' : ', not converged: this is not the maximum yet'),
    `log likelihood ${logLikelihood.toFixed(4)}, AIC ${fit.aic.toFixed(2)}, BIC ${fit.bic.toFixed(2)}`,
    ...pairs.map(({ items, q3 }) => `go together: ${items.join(' and ')} (Q3 ${q3.toFixed(2)})`),
    ...warnings(parameters, errors),
  ].join('\n')
}

/** What somebody who goes on with these parameters must know. */
function warnings(
  parameters: CalibrationReport['parameters'],
  errors: CalibrationReport['standardErrors'],
): string[] {
  const placed = parameters.filter(({ a }) => a !== null)
  const reversed = placed.filter(({ a }) => (a ?? 0) < 0).map(({ id }) => id)
  const unknown = new Set(errors.filter(({ a }) => a === null).map(({ id }) => id))
  const untold = placed.filter(({ id }) => unknown.has(id)).map(({ id }) => id)
  const found: string[] = []
  if (reversed.length > 0)
    found.push(
      `discrimination below 0: ${reversed.join(', ')}. Those who know more are wrong more often, as ` +
        'where the key is wrong. simulate and estimate refuse such a question: correct the key and ' +
        'calibrate again, or leave it out of the bank.',
    )
  if (untold.length > 0)
    found.push(
      `no standard error of discrimination: ${untold.join(', ')}. These answers hardly tell it: ` +
        'take --priors, or more answers.',
    )
  return found
}

function shown(value: number | null | undefined): string {
  return (value ?? null) === null ? '·'.padStart(8) : (value ?? 0).toFixed(4).padStart(8)
}
