import { fromAuthorsDifficulty } from '@quizmentor/engine/adaptive/difficulty'
import { probability } from '@quizmentor/engine/adaptive/model'
import { poolOf, type PoolItem } from '@quizmentor/engine/adaptive/pool'
import { nextQuestion, type Situation } from '@quizmentor/engine/practice/next-question'
import type { Asked } from '@quizmentor/engine/practice/plan'
import { seededRandom } from '@quizmentor/engine/question/parts'

const QUESTIONS = 10_000
const TOPICS = 6
const MET = 1_000
const ASKED = 10
const BUDGET_MS = 1

/** Choosing the next question from a bank of 10,000, in process, against sorting plain objects. */
export function run({ quick }: { quick: boolean }) {
  const random = seededRandom(1)
  const items = Array.from({ length: QUESTIONS }, (_, num): PoolItem => {
    const b = fromAuthorsDifficulty(1 + Math.floor(random() * 10)) + (random() - 0.5) / 2
    return { num, topic: num % TOPICS, a: 0.6 + random(), b }
  })
  const met = Array.from({ length: MET }, (_, index) => index * 7)
  const asked = Array.from({ length: ASKED }, (_, index): Asked => ({
    num: index * 11 + 1,
    reason: 'new',
    right: true,
  }))
  const learner = { items, met, asked }
  const rounds = quick ? 2_000 : 10_000
  const ours = measure(rounds, engine(learner))
  const baseline = measure(Math.ceil(rounds / 10), naive(learner))
  return {
    questions: QUESTIONS,
    topics: TOPICS,
    met: MET,
    ours,
    baseline,
    ratioOfMedians: baseline.p50Ms / ours.p50Ms,
    budget: { p99Ms: BUDGET_MS, kept: ours.p99Ms < BUDGET_MS },
  }
}

interface Learner {
  readonly items: readonly PoolItem[]
  readonly met: readonly number[]
  readonly asked: readonly Asked[]
}

/** What the server does for each answer, with every question a candidate. */
function engine({ items, met, asked }: Learner): (round: number) => unknown {
  const pool = poolOf(items, TOPICS)
  const topics = Array.from({ length: TOPICS }, (_, topic) => topic)
  const now = 1_000
  return (round) => {
    const situation: Situation = {
      pool,
      areas: [{ weight: 1, topics }],
      met: { num: met, due: met.map((num) => now + 1 + num) },
      theta: new Float64Array(TOPICS).fill((round % 40) / 10 - 2),
      asked,
      withheld: new Set(),
      left: 20,
      now,
      settings: { threshold: 0.7, difficultyStep: 1 },
    }
    return nextQuestion(situation, seededRandom(round))
  }
}

/** The obvious way: filter what was seen, work out each chance of success, sort. */
function naive({ items, met, asked }: Learner): (round: number) => unknown {
  const last = items[asked.at(-1)?.num ?? 0]
  return (round) => {
    const theta = (round % 40) / 10 - 2
    const seen = new Set([...met, ...asked.map(({ num }) => num)])
    return items
      .filter(({ num, b }) => !seen.has(num) && Math.abs(b - (last?.b ?? 0)) <= 1)
      .map((item) => ({ item, distance: Math.abs(probability(theta, item.a, item.b) - 0.7) }))
      .toSorted((one, other) => one.distance - other.distance)
      .slice(0, 5)
      .at(round % 5)
  }
}

function measure(rounds: number, once: (round: number) => unknown) {
  for (let round = 0; round < rounds / 5; round++) once(round)
  const times = new Float64Array(rounds)
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    once(round)
    times[round] = performance.now() - start
  }
  times.sort()
  const at = (share: number) => times[Math.min(rounds - 1, Math.floor(rounds * share))] ?? NaN
  return { rounds, p50Ms: at(0.5), p99Ms: at(0.99), worstMs: at(1) }
}
