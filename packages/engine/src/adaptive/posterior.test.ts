import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, type ScoredItem } from './answers.ts'
import { gradedResponse } from './graded-response.ts'
import { logLikelihood } from './classification.ts'
import { partialCredit } from './partial-credit.ts'
import { observe, observeAll, observeLogLikelihood } from './observe.ts'
import { newPosterior, settle } from './posterior.ts'
import { standardNormal } from './prior.ts'
import { fineQuadrature } from './quadrature.ts'

const scored = fc.record({
  a: fc.double({ min: 0.1, max: 12, noNaN: true }),
  b: fc.double({ min: -4, max: 4, noNaN: true }),
  c: fc.constantFrom(0, 0.2),
  d: fc.constantFrom(1, 0.9),
  score: fc.constantFrom(0, 0.3, 1),
})

test('one by one, all together or by their logarithms, answers say the same', () => {
  fc.assert(
    fc.property(fc.array(scored, { maxLength: 40 }), (list) => {
      const answers = columnsOf(list)
      const together = newPosterior(standardNormal, fineQuadrature)
      observeAll(together, answers)
      settle(together)
      const single = newPosterior(standardNormal, fineQuadrature)
      for (const { a, b, c, d, score } of list) observe(single, a, b, c, d, score)
      settle(single)
      const plain = newPosterior(standardNormal, fineQuadrature)
      observeLogLikelihood(plain, (theta) => logLikelihood(answers, theta))
      settle(plain)
      for (const other of [single, plain]) {
        expect(other.mean).toBeCloseTo(together.mean, 9)
        expect(other.sd).toBeCloseTo(together.sd, 9)
        expect(other.logEvidence).toBeCloseTo(together.logEvidence, 8)
      }
      expect(together.mass.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12)
    }),
  )
})

test('the evidence of all patterns of answers adds up to one', () => {
  const items = [
    { a: 1.2, b: -0.5 },
    { a: 0.8, b: 0.4, c: 0.2 },
    { a: 2, b: 1 },
  ]
  let sum = 0
  for (let pattern = 0; pattern < 8; pattern++) {
    const posterior = newPosterior(standardNormal, fineQuadrature)
    const list = items.map((item, at): ScoredItem => ({ ...item, score: (pattern >> at) & 1 }))
    observeAll(posterior, columnsOf(list))
    settle(posterior)
    sum += Math.exp(posterior.logEvidence)
  }
  expect(sum).toBeCloseTo(1, 8)
})

test.each([
  { name: 'graded response', model: gradedResponse },
  { name: 'generalised partial credit', model: partialCredit },
])('scores of several points are evidence too: $name', ({ model }) => {
  const thresholds = [-1, 0.2, 1.1]
  const means = [0, 1, 2, 3].map((score) => {
    const posterior = newPosterior(standardNormal, fineQuadrature)
    for (let question = 0; question < 6; question++)
      observeLogLikelihood(
        posterior,
        (theta) => model(theta, 1.3, thresholds).logProbability[score] ?? NaN,
      )
    settle(posterior)
    return posterior
  })
  const [none, few, most, all] = means.map(({ mean }) => mean)
  expect(none).toBeLessThan(-1)
  expect(few).toBeLessThan(0)
  expect(most).toBeGreaterThan(0.2)
  expect(all).toBeGreaterThan(1.2)
  // Two points in the middle say more than a right or wrong answer could.
  expect(means[2]?.sd).toBeLessThan(0.45)
})
