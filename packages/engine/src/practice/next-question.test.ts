import { describe, expect, test } from 'vitest'
import { eap } from '../adaptive/ability.ts'
import type { ScoredItem } from '../adaptive/answers.ts'
import { fromAuthorsDifficulty } from '../adaptive/difficulty.ts'
import { probability } from '../adaptive/model.ts'
import { poolOf, type PoolItem } from '../adaptive/pool.ts'
import { priorFrom, type Ability } from '../adaptive/prior.ts'
import { seededRandom } from '../question/parts.ts'
import { countsOf, nextQuestion, type Met, type Situation } from './next-question.ts'
import type { Asked } from './plan.ts'

const nobody: Met = { num: [], due: [] }
const now = 1_000_000

/** Three topics of 60 questions, difficulty 1 to 10. */
const pool = poolOf(
  Array.from({ length: 180 }, (_, num): PoolItem => ({
    num,
    topic: num % 3,
    a: 1,
    b: fromAuthorsDifficulty((num % 10) + 1),
  })),
  3,
)

function situation(part: Partial<Situation> = {}): Situation {
  return {
    pool,
    areas: [0, 1, 2].map((topic) => ({ weight: 1, topics: [topic] })),
    met: nobody,
    theta: new Float64Array(3),
    asked: [],
    withheld: new Set(),
    left: null,
    now,
    settings: { threshold: 0.7, difficultyStep: 1 },
    ...part,
  }
}

describe('the next question', () => {
  test('is one that about seven in ten would get right', () => {
    const choice = nextQuestion(situation(), seededRandom(1))
    expect(choice?.reason).toBe('new')
    expect(probability(0, 1, pool.b[choice?.item ?? -1] ?? NaN)).toBeCloseTo(0.7, 1)
  })

  test('is the same again from the same seed', () => {
    expect(nextQuestion(situation(), seededRandom(5))).toEqual(
      nextQuestion(situation(), seededRandom(5)),
    )
  })

  test('is none of those that are withheld, new, due or missed before', () => {
    const met = { num: [7, 8], due: [now - 50, now + 5] }
    const asked: Asked[] = [3, 4, 5].map((num, index) => ({
      num,
      reason: 'new',
      right: index > 0,
    }))
    const all = new Set(Array.from({ length: 180 }, (_, num) => num))
    const left = new Set([11])
    const withheld = all.difference(left)
    const choice = nextQuestion(situation({ met, asked, withheld }), seededRandom(1))
    expect(choice).toEqual({ item: pool.at.get(11), reason: 'new' })
    expect(nextQuestion(situation({ met, asked, withheld: all }), seededRandom(1))).toBeNull()
  })

  test('is the card that is most overdue, then a new one, then the other card', () => {
    const met = { num: [7, 8, 9], due: [now - 5, now - 50, now + 5] }
    const first = nextQuestion(situation({ met }), seededRandom(1))
    expect(first).toEqual({ item: pool.at.get(8), reason: 'due' })
    const asked: Asked[] = [{ num: 8, reason: 'due', right: true }]
    expect(nextQuestion(situation({ met, asked }), seededRandom(1))?.reason).toBe('new')
    asked.push({ num: 50, reason: 'new', right: true })
    expect(nextQuestion(situation({ met, asked }), seededRandom(1))).toEqual({
      item: pool.at.get(7),
      reason: 'due',
    })
  })

  test('comes ahead of time when everything was met, soonest first, and not twice', () => {
    const areas = [{ weight: 1, topics: [0] }]
    const nums = [...pool.num].filter((num) => num % 3 === 0)
    const met = { num: nums, due: nums.map((num) => now + 1_000 - num) }
    const asked: Asked[] = []
    for (let times = 0; times < nums.length; times++) {
      const choice = nextQuestion(situation({ areas, met, asked }), seededRandom(times))
      const num = pool.num[choice?.item ?? -1] ?? NaN
      expect(choice?.reason).toBe('ahead')
      expect(num).toBe(nums.at(-1 - times))
      asked.push({ num, reason: 'ahead', right: true })
    }
    expect(nextQuestion(situation({ areas, met, asked }), seededRandom(1))).toBeNull()
  })

  test('is never a card of a topic that is not practised', () => {
    const met = { num: [1], due: [now - 1] }
    const areas = [{ weight: 1, topics: [0] }]
    expect(nextQuestion(situation({ met, areas }), seededRandom(1))?.reason).toBe('new')
    expect(countsOf(situation({ met, areas }))).toEqual({ new: 60, learning: 0, due: 0 })
  })

  test('passes over a missed question that was retired meanwhile', () => {
    const asked: Asked[] = [
      { num: 999, reason: 'new', right: false },
      ...[1, 2, 3].map((num): Asked => ({ num, reason: 'new', right: true })),
    ]
    expect(nextQuestion(situation({ asked }), seededRandom(1))?.reason).toBe('new')
  })

  test('takes the nearest difficulty where none lies within a step', () => {
    const far = poolOf(
      [-2.4, 1.5, 2.4].map((b, num) => ({ num, topic: 0, a: 1, b })),
      1,
    )
    const asked: Asked[] = [{ num: 0, reason: 'new', right: true }]
    const choice = nextQuestion(
      situation({ pool: far, areas: [{ weight: 1, topics: [0] }], asked }),
      seededRandom(1),
    )
    expect(choice?.item).toBe(1)
  })

  test('counts add up to the questions in scope', () => {
    const met = { num: [1, 2, 3, 777], due: [now, now - 1, now + 1, now] }
    expect(countsOf(situation({ met }))).toEqual({ new: 177, learning: 1, due: 2 })
  })
})

describe('a simulated learner', () => {
  function practise(truth: number, questions: number, seed: number) {
    const random = seededRandom(seed)
    const asked: Asked[] = []
    const answers: ScoredItem[] = []
    const difficulties: number[] = []
    let ability: Ability = { theta: 0, se: 1 }
    let expected = 0
    const areas = [{ weight: 1, topics: [0, 1, 2] }]
    while (answers.length < questions) {
      const theta = new Float64Array(3).fill(ability.theta)
      const choice = nextQuestion(situation({ asked, areas, theta }), random)
      if (choice === null) throw new Error('the pool ran out')
      const b = pool.b[choice.item] ?? NaN
      const right = random() < probability(truth, 1, b)
      asked.push({ num: pool.num[choice.item] ?? -1, reason: choice.reason, right })
      if (choice.reason !== 'again') difficulties.push(b)
      expected += probability(ability.theta, 1, b)
      answers.push({ a: 1, b, score: right ? 1 : 0 })
      ability = eap(answers, priorFrom(null))
    }
    return { ability, asked, difficulties, meanChance: expected / questions }
  }

  test.each([-1.5, 0, 1.5])('is estimated near their true ability of %d', (truth) => {
    const estimates = Array.from({ length: 40 }, (_, seed) => practise(truth, 60, seed).ability)
    const mean = estimates.reduce((sum, { theta }) => sum + theta, 0) / estimates.length
    expect(Math.abs(mean - truth)).toBeLessThan(0.25)
    const within = estimates.filter(({ theta, se }) => Math.abs(theta - truth) < 2 * se).length
    expect(within).toBeGreaterThanOrEqual(34)
  })

  test('is the better known the longer they practise', () => {
    const error = (questions: number) => {
      let squares = 0
      for (let seed = 0; seed < 40; seed++)
        squares += (practise(1, questions, seed).ability.theta - 1) ** 2
      return Math.sqrt(squares / 40)
    }
    expect(error(60)).toBeLessThan(error(5))
  })

  test('stays in flow, in small steps', () => {
    const { meanChance, difficulties } = practise(0.5, 40, 3)
    expect(Math.abs(meanChance - 0.7)).toBeLessThan(0.08)
    for (const [index, b] of difficulties.entries())
      if (index > 0) expect(Math.abs(b - (difficulties[index - 1] ?? b))).toBeLessThanOrEqual(2)
  })

  test('meets every topic as the blueprint weighs it', () => {
    const random = seededRandom(11)
    const areas = [3, 2, 1].map((weight, topic) => ({ weight, topics: [topic] }))
    const asked: Asked[] = []
    for (let question = 0; question < 60; question++) {
      const choice = nextQuestion(situation({ asked, areas }), random)
      asked.push({ num: pool.num[choice?.item ?? -1] ?? -1, reason: 'new', right: true })
    }
    const shares = [0, 1, 2].map((topic) => asked.filter(({ num }) => num % 3 === topic).length)
    for (const [topic, share] of [30, 20, 10].entries())
      expect(Math.abs((shares[topic] ?? 0) - share)).toBeLessThanOrEqual(5)
  })
})
