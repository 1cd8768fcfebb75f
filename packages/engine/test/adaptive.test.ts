import { describe, expect, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { catRTolerance, eap, map, ml, wle } from '../src/adaptive/ability.ts'
import { columnsOf, type ScoredItem } from '../src/adaptive/answers.ts'
import { logLikelihood } from '../src/adaptive/classification.ts'
import { expectedInformation } from '../src/adaptive/expected-information.ts'
import { expectedPosteriorVariance } from '../src/adaptive/expected-variance.ts'
import { globalDiscrimination, plainWeights } from '../src/adaptive/global-discrimination.ts'
import {
  informationTable,
  logComplementTable,
  logProbabilityTable,
  probabilityTable,
} from '../src/adaptive/item-table.ts'
import { kullbackLeibler } from '../src/adaptive/kullback-leibler.ts'
import { information, probability } from '../src/adaptive/model.ts'
import {
  fisherInformation,
  nearestDifficulty,
  nearestPeak,
} from '../src/adaptive/point-criteria.ts'
import { poolOf } from '../src/adaptive/pool.ts'
import { observeAll } from '../src/adaptive/observe.ts'
import { likelihoodMass, newPosterior, settle } from '../src/adaptive/posterior.ts'
import { normal, standardNormal } from '../src/adaptive/prior.ts'
import type { Criterion } from '../src/adaptive/select.ts'
import { weightedInformation } from '../src/adaptive/weighted-information.ts'
import { reference, referenceText } from './reference.ts'

/** How far from another program's number ours may be. */
const near = 1e-4

const curves = z.object({
  theta: z.array(z.number()),
  items: z.array(
    z.object({
      a: z.number(),
      b: z.number(),
      c: z.number(),
      d: z.number(),
      P: z.array(z.number()),
      I: z.array(z.number()),
    }),
  ),
})

const estimate = z.object({ theta: z.number(), se: z.number() })
type Estimate = z.infer<typeof estimate>

/** Both numbers; a standard error in the hundreds was printed to as many digits as others. */
function expectSame(ours: Estimate, theirs: Estimate): void {
  expect(Math.abs(ours.theta - theirs.theta)).toBeLessThan(near)
  expect(Math.abs(ours.se - theirs.se)).toBeLessThan(near)
}

/** The bank `tcals` of catR. */
function tcals(context: TestContext) {
  return reference('irt/catR_tcals_P_and_info.json', curves, context).items
}

describe('the same numbers as catR', () => {
  test.for(['catR_tcals_P_and_info.json', 'catR_4PL_info.json'])(
    'probability and information (%s)',
    (file, context) => {
      const { theta, items } = reference(`irt/${file}`, curves, context)
      expect(items.length).toBeGreaterThan(0)
      for (const { a, b, c, d, P, I } of items)
        for (const [index, at] of theta.entries()) {
          expect(Math.abs(probability(at, a, b, c, d) - (P[index] ?? NaN))).toBeLessThan(1e-8)
          expect(Math.abs(information(at, a, b, c, d) - (I[index] ?? NaN))).toBeLessThan(1e-8)
        }
    },
  )

  const bounds = [-4, 4] as const
  const coarse = { from: -4, to: 4, nodes: 33 }
  const uniform = { kind: 'uniform', from: -4, to: 4 } as const
  const estimators: Readonly<Record<string, (answers: readonly ScoredItem[]) => Estimate>> = {
    ML: (answers) => ml(answers, bounds),
    BM: (answers) => map(answers, standardNormal, bounds),
    BM_Jeffreys: (answers) => map(answers, { kind: 'jeffreys' }, bounds),
    WL: (answers) => wle(answers, bounds),
    EAP: (answers) => eap(answers, standardNormal, coarse),
    EAP_unif44: (answers) => eap(answers, uniform, coarse),
    // The file doesn't name the nodes of these: they are 241, from −6 to 6.
    EAP_fine: (answers) => eap(answers, standardNormal, { from: -6, to: 6, nodes: 241 }),
  }

  test.for(Object.keys(estimators))('ability and its standard error by %s', (name, context) => {
    const items = tcals(context)
    const schema = z.object({
      cases: z.array(z.object({ x: z.string(), est: z.record(z.string(), estimate) })),
    })
    const { cases } = reference('irt/catR_tcals_theta.json', schema, context)
    expect(cases).toHaveLength(41)
    for (const { x, est } of cases) {
      const answers = [...x].map((mark, index): ScoredItem => {
        const { a = NaN, b = NaN, c = NaN, d = NaN } = items[index] ?? {}
        return { a, b, c, d, score: Number(mark) }
      })
      const theirs = estimate.parse(est[name])
      const ours = estimators[name]?.(answers)
      if (ours === undefined) throw new Error(`no estimator ${name}`)
      expectSame(ours, theirs)
    }
  })

  test('the next question by each of eleven criteria, and what the criterion is', (context) => {
    const items = tcals(context)
    const oneOrMore = z.union([z.number().transform((one) => [one]), z.array(z.number())])
    const choice = z.object({ item: z.number(), info: z.number() })
    const names = [
      ...['MFI', 'bOpt', 'thOpt', 'MLWI', 'MPWI', 'MEI'],
      ...['MEPV', 'KL', 'KLP', 'GDI', 'GDIP'],
    ]
    const given = z.object({ theta: z.number(), administered: oneOrMore, x: oneOrMore })
    const schema = z.object({ cases: z.array(given.catchall(choice)) })
    const { cases } = reference('irt/catR_tcals_nextItem.json', schema, context)
    expect(cases).toHaveLength(15)

    const pool = poolOf(
      items.map(({ a, b, c, d }, num) => ({ num, topic: 0, a, b, c, d })),
      1,
    )
    const right = probabilityTable(pool, coarse)
    const inform = informationTable(pool, coarse)
    const logRight = logProbabilityTable(pool, coarse)
    const logWrong = logComplementTable(pool, coarse)
    for (const { theta, administered, x, ...chosen } of cases) {
      const answers = columnsOf(
        administered.map((place, index): ScoredItem => {
          const { a = NaN, b = NaN, c = NaN, d = NaN } = items[place - 1] ?? {}
          return { a, b, c, d, score: x[index] ?? NaN }
        }),
      )
      const posterior = newPosterior(standardNormal, coarse)
      observeAll(posterior, answers)
      settle(posterior)
      const { mass } = posterior
      const likelihood = likelihoodMass(posterior)
      // catR doesn't divide by what the weights add up to.
      const evidence = Math.exp(posterior.logEvidence)
      const flat = newPosterior(uniform, coarse)
      observeAll(flat, answers)
      settle(flat)
      const plain = Math.exp(flat.logEvidence) * 8
      expect(Math.abs(map(answers, standardNormal, bounds).theta - theta)).toBeLessThan(near)

      const after = (given: typeof answers) =>
        map(given, standardNormal, bounds, catRTolerance).theta
      const kl = (weights: Float64Array) =>
        kullbackLeibler(pool, theta, logRight, logWrong, weights).exact
      const criteria: Readonly<Record<string, readonly [Criterion, scale: number]>> = {
        MFI: [fisherInformation(pool, theta), -1],
        bOpt: [nearestDifficulty(pool, theta), 1],
        thOpt: [nearestPeak(pool, theta), 1],
        MLWI: [weightedInformation(inform, likelihood).exact, -plain],
        MPWI: [weightedInformation(inform, mass).exact, -evidence],
        MEI: [expectedInformation(pool, theta, answers, after), -1],
        MEPV: [expectedPosteriorVariance(pool, theta, right, posterior.theta, mass).exact, 1],
        KL: [kl(likelihood), -plain],
        KLP: [kl(mass), -evidence],
        GDI: [globalDiscrimination(right, plainWeights(likelihood)), -1],
        GDIP: [globalDiscrimination(right, plainWeights(mass)), -1],
      }
      expect(Object.keys(criteria).toSorted()).toEqual(names.toSorted())
      for (const [name, [criterion, scale]] of Object.entries(criteria)) {
        const open = [...pool.num.keys()].filter((item) => !administered.includes(item + 1))
        const best = open.reduce((one, other) => (criterion(other) < criterion(one) ? other : one))
        expect({ name, item: best + 1 }).toEqual({ name, item: chosen[name]?.item })
        const info = chosen[name]?.info ?? NaN
        expect(Math.abs(scale * criterion(best) - info)).toBeLessThan(near)
      }
    }
  })
})

describe('the same numbers as mirt', () => {
  const nullable = z.object({ theta: z.number().nullable(), se: z.number().nullable() })
  const pattern = { x: z.string(), EAP: estimate, MAP: estimate, ML: nullable, WLE: estimate }
  const fit = z.object({
    cov: z.number(),
    items_IRT: z.array(z.object({ a: z.number(), b: z.number() })),
    patterns: z.array(z.object(pattern)),
  })
  const wide = [-20, 20] as const
  const grid = { from: -8, to: 8, nodes: 121 }

  test('abilities of LSAT6 and LSAT7 in six models', (context) => {
    const schema = z.object({ fits: z.record(z.string(), fit) })
    const { fits } = reference('irt/mirt_LSAT6_LSAT7.json', schema, context)
    expect(Object.keys(fits)).toHaveLength(6)
    for (const { cov, items_IRT, patterns } of Object.values(fits)) {
      const prior = normal(0, Math.sqrt(cov))
      expect(patterns.length).toBeGreaterThan(25)
      for (const { x, EAP, MAP, ML, WLE } of patterns) {
        const answers = items_IRT.map(({ a, b }, index) => ({ a, b, score: Number(x[index]) }))
        expectSame(eap(answers, prior, grid), EAP)
        expectSame(map(answers, prior, wide), MAP)
        const likeliest = ml(answers, wide)
        if (ML.theta === null || ML.se === null) expect(likeliest.pattern).not.toBeNull()
        else expectSame(likeliest, { theta: ML.theta, se: ML.se })
        // mirt's standard error of WLE is that of Jeffreys' mode, which is the same for 2PL.
        expect(Math.abs(wle(answers, wide).theta - WLE.theta)).toBeLessThan(near)
        expectSame(map(answers, { kind: 'jeffreys' }, wide), WLE)
      }
    }
  })

  test('abilities of SAT12', (context) => {
    const numbers = z.array(z.number())
    const schema = z.object({
      items: z.array(z.object({ a: z.number(), b: z.number() })),
      EAP: numbers,
      EAP_se: numbers,
      MAP: numbers,
      MAP_se: numbers,
      WLE: numbers,
    })
    const theirs = reference('irt/mirt_SAT12_2PL.json', schema, context)
    const rows = referenceText('irt/SAT12_scored.csv', context).trim().split('\n').slice(1)
    for (const [person, EAP] of theirs.EAP.entries()) {
      const marks = rows[person]?.split(',') ?? []
      const answers = theirs.items.map(({ a, b }, i) => ({ a, b, score: Number(marks[i]) }))
      const at = (list: readonly number[]) => list[person] ?? NaN
      expectSame(eap(answers, standardNormal, grid), { theta: EAP, se: at(theirs.EAP_se) })
      expectSame(map(answers), { theta: at(theirs.MAP), se: at(theirs.MAP_se) })
      expect(Math.abs(wle(answers, wide).theta - at(theirs.WLE))).toBeLessThan(near)
    }
  })
})

test('ltm’s abilities are ours, but for where its search stopped', (context) => {
  const score = z.looseObject({ z1: z.number(), 'se.z1': z.number() })
  const coefficient = z.object({ Dffclt: z.number(), Dscrmn: z.number() })
  const fit = z.object({ coef: z.array(coefficient), scores: z.array(score) })
  const schema = z.object({ rasch: fit, twoPL: fit, rasch_patterns_with_NA: z.array(score) })
  const { rasch, twoPL, rasch_patterns_with_NA } = reference('irt/ltm_LSAT.json', schema, context)
  const incomplete = { coef: rasch.coef, scores: rasch_patterns_with_NA }
  for (const { coef, scores } of [rasch, twoPL, incomplete])
    for (const { z1, 'se.z1': se, ...row } of scores) {
      const answers = coef.flatMap(({ Dffclt, Dscrmn }, index) => {
        const mark = row[`Item ${index + 1}`]
        return typeof mark === 'number' ? [{ a: Dscrmn, b: Dffclt, score: mark }] : []
      })
      const ours = map(answers)
      expect(Math.abs(ours.se - se)).toBeLessThan(near)
      // In three patterns ltm ends up to 0.00012 from the mode: the posterior is higher at ours.
      expect(Math.abs(ours.theta - z1)).toBeLessThan(1.2e-4)
      const density = (theta: number) =>
        logLikelihood(columnsOf(answers), theta) - (theta * theta) / 2
      expect(density(ours.theta)).toBeGreaterThanOrEqual(density(z1) - 1e-15)
    }
})
