import { catRTolerance } from '@quizmentor/engine/adaptive/ability'
import type { Method } from '@quizmentor/engine/adaptive/method'
import { poolOf } from '@quizmentor/engine/adaptive/pool'
import { standardNormal } from '@quizmentor/engine/adaptive/prior'
import { fineQuadrature } from '@quizmentor/engine/adaptive/quadrature'
import type { SelectionRule } from '@quizmentor/engine/adaptive/selection-rule'
import { simulate } from '@quizmentor/engine/adaptive/simulate'
import { summaryOf, type SimulationSummary } from '@quizmentor/engine/adaptive/simulation-summary'
import type { TestDesign } from '@quizmentor/engine/adaptive/test-design'
import { sharedNumbers, sharedText } from '../prediction-parts/shared-data.ts'
import { expectedError } from './expected-error.ts'
import { limitRows, type LimitRow } from './limit.ts'

export const lengths = [5, 10, 15, 20, 30, 40] as const

export type ModelName = '2PL' | '3PL'

export interface PrecisionRow {
  readonly name: string
  /** At each of `lengths`. */
  readonly at: readonly SimulationSummary[]
}

export interface ModelPrecision {
  readonly model: ModelName
  readonly people: number
  readonly rows: readonly PrecisionRow[]
  readonly limited: readonly LimitRow[]
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
    limited: limitRows({ pool, people, design: plain, quick, lengths: quick ? [10, 40] : lengths }),
    flowForRandom:
      Array.from({ length: 40 }, (_, index) => index + 1).findIndex(
        (length) => errorOf('flow, target 0.7, step 1', length) <= random,
      ) + 1,
  }
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
