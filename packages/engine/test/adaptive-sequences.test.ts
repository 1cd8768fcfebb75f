import { describe, expect, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { catRTolerance } from '../src/adaptive/ability.ts'
import type { Method } from '../src/adaptive/method.ts'
import { poolOf } from '../src/adaptive/pool.ts'
import { standardNormal } from '../src/adaptive/prior.ts'
import { fineQuadrature } from '../src/adaptive/quadrature.ts'
import { simulate, type SimulationPlan } from '../src/adaptive/simulate.ts'
import { summaryOf } from '../src/adaptive/simulation-summary.ts'
import { reference, referenceText } from './reference.ts'

// 1,000 people take tests of 40 questions from a bank of 500, with known answers, as in catR: the
// most informative question at the estimate, the first at 0, bounds −6 and 6.

const settings = [
  { model: '2PL', name: 'EAP', method: 'EAP' },
  { model: '2PL', name: 'ML', method: 'ML' },
  { model: '2PL', name: 'WL', method: 'WLE' },
  { model: '3PL', name: 'EAP', method: 'EAP' },
  { model: '3PL', name: 'ML', method: 'ML' },
  { model: '3PL', name: 'WL', method: 'WLE' },
] as const satisfies readonly { model: '2PL' | '3PL'; name: string; method: Method }[]

function rowsOf(file: string, context: TestContext): string[][] {
  const text = referenceText(`cat/${file}`, context).trim()
  return text.split('\n').map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
}

function simulated({ model, method }: (typeof settings)[number], context: TestContext) {
  const items = rowsOf('bank500.csv', context)
    .slice(1)
    .map(([num, a, b, c]) => ({
      num: Number(num),
      topic: 0,
      a: Number(a),
      b: Number(b),
      c: model === '3PL' ? Number(c) : 0,
    }))
  const pool = poolOf(items, 1)
  const abilities = rowsOf('theta1000.csv', context).slice(1)
  const people = rowsOf(`resp_${model}.txt`, context).map(([marks = ''], person) => ({
    theta: Number(abilities[person]?.[1]),
    scores: Uint8Array.from(marks, Number),
  }))
  const plan: SimulationPlan = {
    design: {
      rule: { kind: 'MFI' },
      method,
      prior: standardNormal,
      quadrature: fineQuadrature,
      start: 0,
      exposure: { among: 1, slack: 0 },
      tolerance: catRTolerance,
    },
    stop: { length: 40 },
    seed: 1,
  }
  return { pool, people, simulation: simulate(pool, plan, people) }
}

function sequencesOf({ model, name }: (typeof settings)[number], context: TestContext) {
  const numbers = z.array(z.number())
  const person = z.object({ person: z.number(), items: numbers, theta: numbers, se: numbers })
  const schema = z.record(z.string(), z.array(person))
  const file = 'cat/catR_MFI_sequences_first20.json'
  return reference(file, schema, context)[`${model} ${name}`] ?? []
}

describe.for(settings)('$model, estimates by $name', (setting) => {
  test('question by question as catR, and the same precision', { timeout: 60_000 }, (context) => {
    const { pool, people, simulation } = simulated(setting, context)

    const theirs = sequencesOf(setting, context)
    expect(theirs).toHaveLength(20)
    for (const { person: number, items, theta, se } of theirs) {
      const ours = simulation.tests[number - 1]
      expect(Array.from(ours?.items ?? [], (item) => pool.num[item])).toEqual(items)
      for (const [at, estimate] of theta.entries())
        expect(Math.abs((ours?.estimates[at] ?? NaN) - estimate)).toBeLessThan(1e-6)
      for (const [at, error] of se.entries())
        expect(Math.abs((ours?.standardErrors[at] ?? NaN) - error)).toBeLessThan(1e-4)
    }

    const { model, name } = setting
    const rows = rowsOf('catR_sim_results.csv', context).slice(1)
    const table = rows.filter(([of, , est]) => of === model && est === name)
    expect(table).toHaveLength(6)
    for (const [, , , length, , bias, rmse, r, used, exposure] of table) {
      const ours = summaryOf(simulation, people, Number(length))
      expect(ours.bias).toBeCloseTo(Number(bias), 4)
      expect(ours.rmse).toBeCloseTo(Number(rmse), 4)
      expect(ours.correlation).toBeCloseTo(Number(r), 4)
      expect(ours.questionsUsed).toBe(Number(used))
      expect(ours.maxExposure).toBe(Number(exposure))
    }
  })
})
