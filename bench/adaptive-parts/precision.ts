import { catRTolerance } from '@quizmentor/engine/adaptive/ability'
import { calibratePrices } from '@quizmentor/engine/adaptive/exposure-price'
import type { Method } from '@quizmentor/engine/adaptive/method'
import { poolOf } from '@quizmentor/engine/adaptive/pool'
import { standardNormal } from '@quizmentor/engine/adaptive/prior'
import { fineQuadrature } from '@quizmentor/engine/adaptive/quadrature'
import type { SelectionRule } from '@quizmentor/engine/adaptive/selection-rule'
import { simulate, type Simulation } from '@quizmentor/engine/adaptive/simulate'
import { summaryOf, type SimulationSummary } from '@quizmentor/engine/adaptive/simulation-summary'
import type { TestDesign } from '@quizmentor/engine/adaptive/test-design'
import { sharedNumbers, sharedText } from '../prediction-parts/shared-data.ts'

export const lengths = [5, 10, 15, 20, 30, 40] as const
export const mostExposure = 0.3

export type ModelName = '2PL' | '3PL'

export interface PrecisionRow {
  readonly name: string
  /** At each of `lengths`. */
  readonly at: readonly SimulationSummary[]
}

export interface LimitedRow {
  readonly length: number
  readonly free: Precise
  readonly limited: Precise
}

/** RMSE of the people at hand, and what their standard errors let expect, which chance moves less. */
export interface Precise {
  readonly rmse: number
  readonly expected: number
  readonly maxExposure: number
}

export interface ModelPrecision {
  readonly model: ModelName
  readonly people: number
  readonly rows: readonly PrecisionRow[]
  readonly limited: readonly LimitedRow[]
  /** Questions after which flow is as precise as random ones after 40, by standard errors. */
  readonly flowForRandom: number
}

const plain: TestDesign = {
  rule: { kind: 'MFI' },
  method: 'EAP',
  prior: standardNormal,
  quadrature: fineQuadrature,
  start: 0,
  exposure: { among: 1, slack: 0 },
  tolerance: catRTolerance,
}
const flow: SelectionRule = { kind: 'flow', target: 0.7, step: 1 }
const progressive: SelectionRule = { kind: 'progressive', length: 40, acceleration: 1 }
const byMethod = (method: Method): TestDesign => ({ ...plain, method })
const byRule = (rule: SelectionRule): TestDesign => ({ ...plain, rule })

const designs: Readonly<Record<string, TestDesign>> = {
  'MFI, EAP': plain,
  'MFI, ML': byMethod('ML'),
  'MFI, WLE': byMethod('WLE'),
  'MFI, MAP': byMethod('MAP'),
  'KL, EAP': byRule({ kind: 'KL' }),
  'KLP, EAP': byRule({ kind: 'KLP' }),
  'MPWI, EAP': byRule({ kind: 'MPWI' }),
  'MEPV, EAP': byRule({ kind: 'MEPV' }),
  'MFI, one of the best 5': { ...plain, exposure: { among: 5, slack: Infinity } },
  'progressive to 40': byRule(progressive),
  'flow, target 0.7, step 1': byRule(flow),
  random: byRule({ kind: 'random' }),
}

/** How well each selection measures the people of the reference, and what it uses of the bank. */
export function measurePrecision(model: ModelName, quick: boolean): ModelPrecision {
  const pool = poolOf(
    sharedNumbers('reference/cat/bank500.csv').map(([num = 0, a = 1, b = 0, c = 0]) => ({
      num,
      topic: 0,
      a,
      b,
      c: model === '3PL' ? c : 0,
    })),
    1,
  )
  const abilities = sharedNumbers('reference/cat/theta1000.csv')
  const rows = sharedText(`reference/cat/resp_${model}.txt`).trim().split('\n')
  const people = rows.slice(0, quick ? 100 : undefined).map((marks, person) => ({
    theta: abilities[person]?.[1] ?? NaN,
    scores: Uint8Array.from(marks, Number),
  }))
  const run = (design: TestDesign) =>
    simulate(pool, { design, stop: { length: 40 }, seed: 1 }, people)
  const simulations = Object.entries(designs).map(([name, design]) => ({
    name,
    simulation: run(design),
  }))
  const precise = (simulation: Simulation): Precise => {
    const { rmse, maxExposure } = summaryOf(simulation, people)
    return { rmse: rmse ?? NaN, expected: expectedError(simulation, 40), maxExposure }
  }
  const errorOf = (name: string, length: number) => {
    const found = simulations.find((each) => each.name === name)
    return found === undefined ? NaN : expectedError(found.simulation, length)
  }
  const random = errorOf('random', 40)
  return {
    model,
    people: people.length,
    rows: simulations.map(({ name, simulation }) => ({
      name,
      at: lengths.map((length) => summaryOf(simulation, people, length)),
    })),
    // Each length as a test of its own: a limit holds for whole tests.
    limited: (quick ? [10, 40] : lengths).map((length) => {
      const settings = { design: plain, length, most: mostExposure, seed: 1 }
      const prices = calibratePrices(pool, settings)
      const plan = { design: plain, stop: { length }, seed: 1 }
      return {
        length,
        free: precise(simulate(pool, plan, people)),
        limited: precise(simulate(pool, { ...plan, prices, mostExposure }, people)),
      }
    }),
    flowForRandom:
      Array.from({ length: 40 }, (_, index) => index + 1).findIndex(
        (length) => errorOf('flow, target 0.7, step 1', length) <= random,
      ) + 1,
  }
}

/** The root of the mean of the squared standard errors after so many questions. */
function expectedError({ tests }: Simulation, length: number): number {
  const squares = tests.map(({ standardErrors }) => {
    const error = standardErrors[Math.min(length, standardErrors.length) - 1] ?? NaN
    return error * error
  })
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length)
}

/** catR's own figures for the same bank, people and answers. */
export function catRFigures(model: ModelName): readonly PrecisionRow[] {
  const rows = sharedText('reference/cat/catR_sim_results.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','))
    .filter(([of]) => of === model)
  return ['EAP', 'ML', 'WL'].map((method) => ({
    name: `catR: MFI, ${method}`,
    at: rows
      .filter(([, , estimate]) => estimate === method)
      .map(([, , , length, , bias, rmse, r, used, exposure]) => ({
        meanLength: Number(length),
        bias: Number(bias),
        rmse: Number(rmse),
        correlation: Number(r),
        questionsUsed: Number(used),
        maxExposure: Number(exposure),
      })),
  }))
}
