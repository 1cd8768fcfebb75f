import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { correlation } from '../statistics/moments.ts'
import { calibrate } from './calibrate.ts'
import { answersOf, patternsOf } from './patterns.ts'
import { restCorrelations } from './rest-correlation.ts'

const priors = { logSlope: { mean: 0, sd: 0.4 }, difficulty: { mean: 0, sd: 1 } }

/** Rows of answers to items of rising difficulty; of item `mistaken` the key is the wrong way round. */
function simulated(people: number, { share = 1, mistaken = -1 } = {}) {
  const random = seededRandom(7)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: people }, () => {
    const theta = normal()
    return Array.from({ length: 20 }, (_, item) => {
      const right = random() < 1 / (1 + Math.exp(-1.2 * (theta - (item - 9.5) / 6)))
      return random() < share ? Number(right !== (item === mistaken)) : NaN
    })
  })
}

function calibrated(rows: readonly number[][]) {
  const people = rows.map((row) => answersOf(row))
  return calibrate(patternsOf(rows[0]?.length ?? 0, people), { model: '2PL', priors })
}

describe('the correlation with the ability that the other answers tell of', () => {
  test('is below 0 for a question with a wrong key alone, which its discrimination is not', () => {
    const fitted = calibrated(simulated(1_500, { share: 0.5, mistaken: 12 }))
    const found = restCorrelations(fitted)
    for (const [item, r] of found.entries())
      if (item === 12) expect(r).toBeLessThan(-0.1)
      else expect(r).toBeGreaterThan(0.1)
    expect(fitted.parameters.slope[12]).toBeGreaterThan(0)
  })

  test('is near the correlation with the number of other right answers where all were asked all', () => {
    const rows = simulated(400)
    const found = restCorrelations(calibrated(rows))
    for (const [item, r] of found.entries()) {
      const own = rows.map((row) => row[item] ?? 0)
      const rest = rows.map((row) => row.reduce((sum, score) => sum + score, 0) - (row[item] ?? 0))
      expect(Math.abs(r - correlation(own, rest))).toBeLessThan(0.05)
    }
  })

  test('is not known where answers are all alike, or nobody answered anything else', () => {
    const rows = [...simulated(50).map((row) => [...row, 1, NaN]), ...alone(50)]
    const found = restCorrelations(calibrated(rows))
    expect(found[20]).toBeNaN()
    expect(found[21]).toBeNaN()
    expect(found[0]).not.toBeNaN()
  })
})

/** People who answered the last item and nothing else. */
function alone(people: number) {
  return Array.from({ length: people }, (_, person) =>
    Array.from({ length: 22 }, (_each, item) => (item === 21 ? person % 2 : NaN)),
  )
}
