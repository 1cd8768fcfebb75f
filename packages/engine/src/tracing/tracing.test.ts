import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { fitTracing } from './fit.ts'
import { generalModel, tracer } from './model.ts'
import { copyOf, emptyTrace, record } from './trace.ts'

const { predict, rating } = tracer(generalModel)

const answers = fc.array(
  fc.record({
    topic: fc.nat(3),
    score: fc.constantFrom(0, 0.5, 1),
    expected: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  }),
  { maxLength: 40 },
)

describe('a rating', () => {
  test('of somebody unknown is that of the average learner, and unsure', () => {
    expect(rating(emptyTrace(), 0)).toEqual({ value: 0, se: 1 })
    expect(predict(emptyTrace(), 0, Math.log(3))).toBeCloseTo(0.75, 12)
  })

  test('is higher after a right answer than after a wrong one, whatever came before', () => {
    fc.assert(
      fc.property(answers, fc.nat(3), (before, topic) => {
        const right = emptyTrace()
        for (const each of before) record(right, each.topic, each.score, each.expected)
        const wrong = copyOf(right)
        record(right, topic, 1, 0.6)
        record(wrong, topic, 0, 0.6)
        expect(rating(right, topic).value).toBeGreaterThan(rating(wrong, topic).value)
        expect(predict(right, topic, 0)).toBeGreaterThan(predict(wrong, topic, 0))
      }),
    )
  })

  test('counts what was hard more than what was easy', () => {
    const [hard, easy] = [emptyTrace(), emptyTrace()]
    record(hard, 0, 1, 0.2)
    record(easy, 0, 1, 0.9)
    expect(rating(hard, 0).value).toBeGreaterThan(rating(easy, 0).value)
  })

  test('on a topic grows surer with answers on it, not with others', () => {
    const trace = emptyTrace()
    record(trace, 1, 1, 0.5)
    expect(rating(trace, 0).se).toBeGreaterThan(rating(trace, 1).se)
    const { se } = rating(trace, 1)
    for (let times = 0; times < 10; times++) record(trace, 1, times % 2, 0.5)
    expect(rating(trace, 1).se).toBeLessThan(se)
  })

  test('follows somebody who learns: what is recent counts more', () => {
    const [improving, declining] = [emptyTrace(), emptyTrace()]
    for (let times = 0; times < 10; times++) {
      record(improving, 0, times < 5 ? 0 : 1, 0.5)
      record(declining, 0, times < 5 ? 1 : 0, 0.5)
    }
    expect(rating(improving, 0).value).toBeGreaterThan(rating(declining, 0).value)
  })
})

describe('fitting', () => {
  const random = seededRandom(1)
  const learners = Array.from({ length: 60 }, () => {
    const ability = 2 * random() - 1
    const questions = Array.from({ length: 30 }, () => Math.floor(random() * 5))
    const scores = questions.map((q) => (random() < 1 / (1 + Math.exp(q - 2 - ability)) ? 1 : 0))
    return { questions, topics: questions.map((q) => q % 2), scores }
  })

  test('finds the easy and the hard questions, and gives the same again', () => {
    const model = fitTracing(learners)
    const odds = [...model.logOdds]
    expect(odds).toEqual(odds.toSorted((one, other) => other - one))
    expect(fitTracing(learners)).toEqual(model)
  })

  test('weights of all topics together, where that is wanted', () => {
    const { topics, shared } = fitTracing(learners, { perTopic: false })
    expect(topics).toHaveLength(0)
    expect(Math.max(...shared)).toBeGreaterThan(0)
  })
})
