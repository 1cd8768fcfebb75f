import { loadavg } from 'node:os'
import { adaptiveTest } from '@quizmentor/engine/adaptive/adaptive-test'
import { eap } from '@quizmentor/engine/adaptive/ability'
import { probability } from '@quizmentor/engine/adaptive/model'
import { poolOf, type ItemPool } from '@quizmentor/engine/adaptive/pool'
import { standardNormal } from '@quizmentor/engine/adaptive/prior'
import { fineQuadrature } from '@quizmentor/engine/adaptive/quadrature'
import type { SelectionRule } from '@quizmentor/engine/adaptive/selection-rule'
import { seededRandom, type Random } from '@quizmentor/engine/question/parts'
import * as textbook from './textbook.ts'
import { stopwatch, type Times } from './times.ts'

const length = 40

export interface Speed {
  readonly sizes: readonly SizeOfBank[]
  readonly estimate: { readonly ours: Times; readonly textbook: Times; readonly answers: number }
  /** Processes that ran or waited to run, mean of the minute before: others slow this one. */
  readonly load: number
}

export interface SizeOfBank {
  readonly questions: number
  readonly rules: Readonly<Record<string, Times>>
  readonly textbook: Times
}

const rules: readonly SelectionRule[] = [
  { kind: 'MFI' },
  { kind: 'flow', target: 0.7, step: 1 },
  { kind: 'MPWI' },
  { kind: 'KL' },
  { kind: 'MEPV' },
]

/** Choosing the next question and estimating, beside a plain loop over objects. */
export function measureSpeed(quick: boolean): Speed {
  const sizes = quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]
  const [load = NaN] = loadavg()
  return {
    sizes: sizes.map((questions) => ofBank(questions, quick)),
    estimate: estimates(quick),
    load,
  }
}

function ofBank(questions: number, quick: boolean): SizeOfBank {
  const bank = bankOf(questions)
  const pool = poolOf(
    bank.map((item) => ({ ...item, topic: 0 })),
    1,
  )
  const people = quick ? 5 : 15
  const measured = rules.map((rule): [string, Times] => [rule.kind, ofRule(pool, rule, people)])
  return { questions, rules: Object.fromEntries(measured), textbook: ofTextbook(bank, quick) }
}

function ofRule(pool: ItemPool, rule: SelectionRule, people: number): Times {
  const random = seededRandom(3)
  const test = adaptiveTest(
    pool,
    {
      rule,
      method: 'EAP',
      prior: standardNormal,
      quadrature: fineQuadrature,
      start: 0,
      exposure: { among: 1, slack: 0 },
    },
    length,
  )
  const { time, times } = stopwatch()
  // The first people of every ability are for the engine's tables and the compiler.
  const before = 20
  for (let person = 0; person < before + people; person++) {
    const theta = person < before ? (person / before) * 8 - 4 : random() * 4 - 2
    test.begin()
    for (let question = 0; question < length; question++) {
      const item = person < before ? test.next(random) : time(() => test.next(random))
      const a = pool.a[item] ?? 1
      const right = random() < probability(theta, a, pool.b[item] ?? 0, pool.c[item])
      test.answer(item, right ? 1 : 0)
    }
  }
  return times()
}

function ofTextbook(bank: readonly textbook.Item[], quick: boolean): Times {
  const random = seededRandom(4)
  const { time, times } = stopwatch()
  const rounds = Math.min(quick ? 100 : 400, 2_000_000 / bank.length)
  const asked = new Set<number>()
  for (let round = 0; round < rounds; round++) {
    const theta = random() * 4 - 2
    asked.add(time(() => textbook.nextItem(bank, asked, theta)).num)
  }
  return times()
}

function estimates(quick: boolean) {
  const random = seededRandom(5)
  const answers = bankOf(length).map((item) => ({ ...item, right: random() < 0.6 }))
  const scored = answers.map(({ a, b, c, right }) => ({ a, b, c, score: right ? 1 : 0 }))
  const rounds = quick ? 1_000 : 5_000
  const repeated = (estimate: () => unknown) => {
    const { time, times } = stopwatch()
    for (let round = 0; round < rounds / 5; round++) estimate()
    for (let round = 0; round < rounds; round++) time(estimate)
    return times()
  }
  return {
    ours: repeated(() => eap(scored)),
    textbook: repeated(() => textbook.eap(answers)),
    answers: length,
  }
}

function bankOf(questions: number): textbook.Item[] {
  const random = seededRandom(2)
  return Array.from({ length: questions }, (_, num) => ({
    num,
    a: 0.5 + 1.5 * random(),
    b: 2 * bell(random),
    c: 0.25 * random(),
  }))
}

/** Nearly normal. */
function bell(random: Random): number {
  return random() + random() + random() + random() - 2
}
