import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eap } from './ability.ts'
import { columnsOf, type ScoredItem } from './answers.ts'
import { logLikelihood } from './classification.ts'
import { normal } from './prior.ts'
import { nodesOf, type Quadrature } from './quadrature.ts'
import { correlatedTopics, topicAbilities } from './topic-abilities.ts'
import { informedAbilities } from './informed-abilities.ts'

const grid: Quadrature = { from: -6, to: 6, nodes: 121 }

function evidence(answers: readonly ScoredItem[]): Float64Array {
  const columns = columnsOf(answers)
  return nodesOf(grid).map((theta) => logLikelihood(columns, theta))
}

const right = (count: number) => Array.from({ length: count }, () => ({ a: 1.2, b: 0, score: 1 }))

/** Bell-shaped evidence, for which everything is known in closed form. */
const bell = (mean: number, precision: number) =>
  nodesOf(grid).map((theta) => -0.5 * precision * (theta - mean) * (theta - mean))

describe('abilities on several topics', () => {
  test('without any answer every topic is standard normal', () => {
    const { general, topics } = topicAbilities(correlatedTopics(3, 0.6), [null, null, null], grid)
    expect(general.se).toBeCloseTo(Math.sqrt(0.6), 6)
    for (const { ability, others } of topics) {
      expect(ability.theta).toBeCloseTo(0, 9)
      expect(ability.se).toBeCloseTo(1, 4)
      expect(others.se).toBeCloseTo(1, 4)
    }
  })

  test('are those of the normal distribution in closed form', () => {
    // One topic measured: the others are regressed on it, with correlation ρ.
    fc.assert(
      fc.property(
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        fc.double({ min: 0.5, max: 8, noNaN: true }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (mean, precision, correlation) => {
          const model = correlatedTopics(2, correlation)
          const { topics } = topicAbilities(model, [bell(mean, precision), null], grid)
          const own = (mean * precision) / (1 + precision)
          expect(topics[0]?.ability.theta).toBeCloseTo(own, 3)
          expect(topics[0]?.ability.se).toBeCloseTo(Math.sqrt(1 / (1 + precision)), 3)
          expect(topics[0]?.others.theta).toBeCloseTo(0, 3)
          expect(topics[1]?.ability.theta).toBeCloseTo(correlation * own, 3)
          const left = 1 - (correlation * correlation * precision) / (1 + precision)
          expect(topics[1]?.ability.se).toBeCloseTo(Math.sqrt(left), 3)
        },
      ),
    )
  })

  test('are those of summing over all abilities of three topics at once', () => {
    const coarse: Quadrature = { from: -4, to: 4, nodes: 33 }
    const nodes = nodesOf(coarse)
    const answers = [right(4), [{ a: 1, b: 0.5, score: 0 }], []]
    const given = answers.map((list) =>
      list.length === 0 ? null : nodes.map((theta) => logLikelihood(columnsOf(list), theta)),
    )
    const model = correlatedTopics(3, 0.5)
    const { topics } = topicAbilities(model, given, coarse)
    const sums = [0, 0, 0]
    let total = 0
    // The joint density, by the general ability and the three deviations from it.
    for (const general of nodes) {
      const each = given.map((own) => {
        let mass = 0
        let first = 0
        let whole = 0
        for (const [k, theta] of nodes.entries()) {
          const z = theta - general
          const edge = Math.abs(theta) === 4 ? 0.5 : 1
          const weight = Math.exp(-z * z + (own?.[k] ?? 0)) * edge
          whole += Math.exp(-z * z) * edge
          mass += weight
          first += weight * theta
        }
        return { mass: mass / whole, first: first / whole }
      })
      const edge = Math.abs(general) === 4 ? 0.5 : 1
      const all = each.reduce(
        (product, { mass }) => product * mass,
        edge * Math.exp(-general * general),
      )
      total += all
      for (const [t, { mass, first }] of each.entries())
        sums[t] = (sums[t] ?? 0) + (all * first) / mass
    }
    for (const [t, sum] of sums.entries())
      expect(topics[t]?.ability.theta).toBeCloseTo(sum / total, 6)
  })

  test('one topic’s answers inform its neighbours, nearer ones more', () => {
    // Topic 0 has the sub-topics 1 and 2; topic 3 stands beside it.
    const model = {
      parent: Int32Array.of(-1, 0, 0, -1),
      general: normal(0, 0.7),
      deviation: 0.6,
    }
    const { topics } = topicAbilities(model, [null, evidence(right(8)), null, null], grid)
    const [above = 0, own = 0, sibling = 0, beside = 0] = topics.map(({ ability }) => ability.theta)
    expect(own).toBeGreaterThan(above)
    expect(above).toBeCloseTo(sibling, 3)
    expect(sibling).toBeGreaterThan(beside)
    expect(beside).toBeGreaterThan(0.1)
  })

  test('a topic’s own answers on what the others say give its ability', () => {
    const answers = [right(3), right(6), [{ a: 1, b: 1, score: 0 }]]
    const { topics } = topicAbilities(correlatedTopics(3, 0.6), answers.map(evidence), grid)
    for (const [t, { ability, others }] of topics.entries()) {
      const alone = eap(answers[t] ?? [], normal(others.theta, others.se))
      expect(alone.theta).toBeCloseTo(ability.theta, 2)
      expect(alone.se).toBeCloseTo(ability.se, 2)
    }
  })
})

describe('stored estimates', () => {
  test('inform each other as the whole model does', () => {
    const stored = new Map([
      ['one', { theta: 1.2, se: 0.5 }],
      ['two', { theta: -0.3, se: 0.8 }],
      ['three', { theta: 0.1, se: 1 }],
    ])
    const evidences = [...stored.values()].map(({ theta, se }) => {
      const precision = 1 / (se * se) - 1
      return precision > 0 ? bell(theta * (1 + 1 / precision), precision) : null
    })
    const { topics } = topicAbilities(correlatedTopics(4, 0.6), [...evidences, null], grid)
    const informed = informedAbilities(stored, 0.6)
    for (const [index, name] of [...stored.keys()].entries()) {
      expect(informed.topics.get(name)?.theta).toBeCloseTo(topics[index]?.ability.theta ?? NaN, 4)
      expect(informed.topics.get(name)?.se).toBeCloseTo(topics[index]?.ability.se ?? NaN, 4)
    }
    expect(informed.unknown.mean).toBeCloseTo(topics[3]?.ability.theta ?? NaN, 4)
    expect(informed.unknown.sd).toBeCloseTo(topics[3]?.ability.se ?? NaN, 4)
  })

  test('of a single topic stay what they are; without any, nothing is known', () => {
    const alone = informedAbilities(new Map([['one', { theta: 0.7, se: 0.4 }]]))
    expect(alone.topics.get('one')?.theta).toBeCloseTo(0.7, 10)
    expect(alone.topics.get('one')?.se).toBeCloseTo(0.4, 10)
    expect(alone.unknown.mean).toBeGreaterThan(0.2)
    expect(informedAbilities(new Map()).unknown).toEqual(normal(0, 1))
  })
})
