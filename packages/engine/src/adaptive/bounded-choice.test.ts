import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { columnsOf, type ScoredItem } from './answers.ts'
import { chooseBounded, type BoundedCriterion } from './bounded-choice.ts'
import { expectedPosteriorVariance } from './expected-variance.ts'
import {
  informationTable,
  logComplementTable,
  logProbabilityTable,
  probabilityTable,
} from './item-table.ts'
import { kullbackLeibler } from './kullback-leibler.ts'
import { randomPool } from './pool-for-tests.ts'
import { observeAll } from './observe.ts'
import { newPosterior, settle, type Posterior } from './posterior.ts'
import { standardNormal } from './prior.ts'
import { choose, priced } from './select.ts'
import { weightedInformation } from './weighted-information.ts'

const pool = randomPool(800, 3, { topics: 2 })

const quadratures = [
  { from: -6, to: 6, nodes: 121 },
  { from: -4, to: 4, nodes: 33 },
  { from: -5, to: 5, nodes: 43 },
]

describe.each(quadratures)('with $nodes nodes', (quadrature) => {
  const inform = informationTable(pool, quadrature)
  const right = probabilityTable(pool, quadrature)
  const logRight = logProbabilityTable(pool, quadrature)
  const logWrong = logComplementTable(pool, quadrature)
  const criteria: Readonly<Record<string, (posterior: Posterior) => BoundedCriterion>> = {
    MPWI: ({ mass }) => weightedInformation(inform, mass),
    KLP: ({ mass, mean }) => kullbackLeibler(pool, mean, logRight, logWrong, mass),
    MEPV: ({ mass, mean, theta }) => expectedPosteriorVariance(pool, mean, right, theta, mass),
  }

  test.each(Object.keys(criteria))('bounds don’t change what %s chooses', (name) => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(1_000), fc.boolean(), (count, seed, hasPrices) => {
        const random = seededRandom(seed)
        const answers = Array.from({ length: count }, (): ScoredItem => {
          const item = Math.floor(random() * pool.size)
          const score = random() < 0.6 ? 1 : 0
          return { a: pool.a[item] ?? 1, b: pool.b[item] ?? 0, c: pool.c[item] ?? 0, score }
        })
        const posterior = newPosterior(standardNormal, quadrature)
        observeAll(posterior, columnsOf(answers))
        settle(posterior)
        const criterion = criteria[name]?.(posterior)
        if (criterion === undefined) throw new Error(`no criterion ${name}`)

        const bounds = new Float64Array(2)
        for (let item = 0; item < pool.size; item += 7) {
          criterion.between(item, bounds)
          const exact = criterion.exact(item)
          expect(exact).toBeGreaterThanOrEqual((bounds[0] ?? NaN) - 1e-12)
          expect(exact).toBeLessThanOrEqual((bounds[1] ?? NaN) + 1e-12)
        }
        const barred = Uint8Array.from({ length: pool.size }, () => (random() < 0.3 ? 1 : 0))
        const candidates = { pool, topics: [0, 1], barred }
        const price = hasPrices ? pool.b.map((b) => Math.abs(b) / 100) : undefined
        const one = { among: 1, slack: 0 }
        expect(chooseBounded(candidates, criterion, one, random, price)).toBe(
          choose(candidates, priced(criterion.exact, price), one, random),
        )
      }),
      { numRuns: 60 },
    )
  })
})
