import { catRTolerance } from '@quizmentor/engine/adaptive/ability'
import { calibratePrices } from '@quizmentor/engine/adaptive/exposure-price'
import { poolOf, type ItemPool } from '@quizmentor/engine/adaptive/pool'
import type { SelectionRule } from '@quizmentor/engine/adaptive/selection-rule'
import {
  simulate,
  type SimulatedPerson,
  type SimulationPlan,
} from '@quizmentor/engine/adaptive/simulate'
import { summaryOf, type SimulationSummary } from '@quizmentor/engine/adaptive/simulation-summary'
import { calibrateSympsonHetter } from '@quizmentor/engine/adaptive/sympson-hetter'
import type { TestDesign } from '@quizmentor/engine/adaptive/test-design'
import { required, UsageError, type Command, type CommandCall } from './command.ts'
import { methods } from './estimate.ts'
import { estimationOf, estimationOptions } from './estimation-options.ts'
import { models, readBank, shownIds, type BankItem } from './item-bank.ts'
import { numberOf, optionalNumber, textOf, wordOf } from './numbers.ts'
import { readAbilities, readAnswers, sameNumber, type Person } from './people.ts'
import { progressBar } from './progress.ts'
import { missing, type ResponseTable } from './response-table.ts'

const rules = [
  ...(['MFI', 'KL', 'KLP', 'MPWI', 'MLWI', 'MEPV', 'MEI', 'GDI', 'GDIP'] as const),
  ...(['bOpt', 'thOpt', 'flow', 'progressive', 'random'] as const),
]

const controls = ['prices', 'restricted', 'sympson-hetter'] as const

/** `quizmentor simulate` */
export const simulateCommand: Command = {
  summary: 'simulate adaptive tests of a bank, to see how well they measure',
  usage: '--bank bank.csv --abilities theta.csv [--responses resp.txt] [--select MFI] …',
  options: {
    bank: { type: 'string', help: 'questions: a CSV file with id,a,b,c,d and perhaps topic' },
    abilities: { type: 'string', help: 'people: a CSV file with person,theta' },
    responses: {
      type: 'string',
      help: 'a row of 0 and 1 per person, in the order of the bank, instead of simulated answers',
    },
    model: { type: 'string', help: `${models.join(', ')} (2PL)` },
    select: { type: 'string', help: `${rules.join(', ')} (MFI)` },
    randomesque: { type: 'string', help: 'draw from so many of the best questions (1)' },
    target: { type: 'string', help: 'flow: the success probability to come near to (0.7)' },
    step: { type: 'string', help: 'flow: how far difficulty may move, in logits (1)' },
    acceleration: { type: 'string', help: 'progressive: how late information counts (1)' },
    estimate: { type: 'string', help: `${methods.join(', ')} (EAP)` },
    ...estimationOptions,
    start: { type: 'string', help: 'the ability that the first question is chosen for (0)' },
    length: { type: 'string', help: 'the most questions in a test (40)' },
    se: { type: 'string', help: 'end a test once the standard error is as small' },
    'max-exposure': { type: 'string', help: 'the greatest share of tests a question may be in' },
    exposure: { type: 'string', help: `how that is kept: ${controls.join(', ')} (prices)` },
    blueprint: { type: 'string', help: 'shares of the topics, such as algebra=3,geometry=1' },
    seed: { type: 'string', help: 'the same number gives the same again (1)' },
  },

  async run({ values }) {
    const bank = await readBank(required(values, 'bank'), wordOf(values, 'model', models, '2PL'))
    const length = numberOf(values, 'length', 40, { from: 1, to: 100_000, whole: true })
    const shares = sharesOf(textOf(values, 'blueprint'), bank)
    const { people, table } = await readPeople(values, bank)
    const pool = poolWith(bank, shares)
    const simulated = people.map((person, row) => withScores(person, table, row, pool))
    const plan = planOf(values, pool, length, shares)
    const show = progressBar('simulating tests')
    const result = simulate(pool, plan, simulated, (done) => show(done, people.length))
    const idOf = shownIds(bank.map(({ id }) => id))
    const personOf = shownIds(people.map(({ id }) => id))
    const summary = summaryOf(result, simulated)
    const persons = result.tests.map((test, row) => ({
      person: personOf(people[row]?.id ?? ''),
      questions: Array.from(test.items, (item) => idOf(bank[pool.num[item] ?? -1]?.id ?? '')),
      estimates: [...test.estimates],
      standardErrors: [...test.standardErrors],
      // Where an estimate is no more than the bound of what may be estimated.
      ...(test.bounds.some((bound) => bound !== null) && { bounds: test.bounds }),
      ended: test.ended,
    }))
    return { text: report(summary, persons.length), json: { persons, summary } }
  },
}

function report(summary: SimulationSummary, people: number): string {
  const shown = (value: number | null) => (value === null ? 'unknown' : value.toFixed(4))
  return [
    `${people} tests`,
    `bias            ${shown(summary.bias)}`,
    `RMSE            ${shown(summary.rmse)}`,
    `correlation     ${shown(summary.correlation)}`,
    `mean length     ${summary.meanLength.toFixed(2)}`,
    `max. exposure   ${summary.maxExposure.toFixed(3)}`,
    `questions used  ${summary.questionsUsed}`,
  ].join('\n')
}

async function readPeople(
  values: CommandCall['values'],
  bank: readonly BankItem[],
): Promise<{ people: readonly Person[]; table: ResponseTable | null }> {
  const abilities = textOf(values, 'abilities')
  const responses = textOf(values, 'responses')
  if (abilities === undefined && responses === undefined)
    throw new UsageError('Say who takes the test: --abilities, --responses, or both.')
  const people = abilities === undefined ? null : await readAbilities(abilities)
  if (responses === undefined) return { people: people ?? [], table: null }
  const ids = bank.map(({ id }) => id)
  const table = await readAnswers(responses, ids)
  if (people === null)
    return { people: Array.from(table.line, (_, row) => ({ id: String(row + 1) })), table }
  sameNumber(abilities ?? '', people.length, responses, table.persons)
  return { people, table }
}

/** `missing` is above 1: a question without an answer isn't asked. */
function withScores(
  { theta }: Person,
  table: ResponseTable | null,
  row: number,
  pool: ItemPool,
): SimulatedPerson {
  const known = theta === undefined ? {} : { theta }
  if (table === null) return known
  const own = table.scores.subarray(row * table.questions, (row + 1) * table.questions)
  return { ...known, scores: Uint8Array.from(pool.num, (column) => own[column] ?? missing) }
}

type Shares = ReadonlyMap<string, number>

/** Weights of topics, from `algebra=3,geometry=1`. */
function sharesOf(given: string | undefined, bank: readonly BankItem[]): Shares | null {
  if (given === undefined) return null
  const topics = new Set(bank.map(({ topic }) => topic))
  return new Map(
    given.split(',').map((part) => {
      const [topic = '', weight = ''] = part.split('=').map((each) => each.trim())
      if (!topics.has(topic))
        throw new UsageError(`--blueprint names "${topic}", which no question has as its topic.`)
      if (!(Number(weight) > 0))
        throw new UsageError(`--blueprint gives "${topic}" the share "${weight}", not a number.`)
      return [topic, Number(weight)]
    }),
  )
}

/** The questions as columns; their num is their row. With shares, only topics that have one. */
function poolWith(bank: readonly BankItem[], shares: Shares | null): ItemPool {
  const topics = shares === null ? null : [...shares.keys()]
  const items = bank.flatMap(({ a, b, c, d, topic }, num) => {
    const at = topics === null ? 0 : topics.indexOf(topic)
    return at < 0 ? [] : [{ num, topic: at, a, b, c, d }]
  })
  return poolOf(items, topics?.length ?? 1)
}

function planOf(
  values: CommandCall['values'],
  pool: ItemPool,
  length: number,
  shares: Shares | null,
): SimulationPlan {
  const seed = numberOf(values, 'seed', 1, { from: 0, to: 2 ** 32 - 1, whole: true })
  const se = optionalNumber(values, 'se', { from: 0 })
  const most = optionalNumber(values, 'max-exposure', { from: 1e-6, to: 1 })
  const among = numberOf(values, 'randomesque', 1, { from: 1, to: 1_000, whole: true })
  const design: TestDesign = {
    ...estimationOf(values),
    rule: ruleOf(values, length),
    method: wordOf(values, 'estimate', methods, 'EAP'),
    start: numberOf(values, 'start', 0),
    exposure: { among, slack: Infinity },
    // Ends as near to the root as catR does, so that it asks the same questions.
    tolerance: catRTolerance,
    ...(shares && { blueprint: [...shares.values()] }),
  }
  const stop = { length, ...(se !== undefined && { standardError: se }) }
  const plan: SimulationPlan = { design, stop, seed }
  return most === undefined ? plan : limited(values, pool, plan, most)
}

/** The plan with exposure kept down; what that takes is found by simulation first. */
function limited(
  values: CommandCall['values'],
  pool: ItemPool,
  plan: SimulationPlan,
  most: number,
): SimulationPlan {
  const { design, stop, seed } = plan
  switch (wordOf(values, 'exposure', controls, 'prices')) {
    case 'restricted':
      return { ...plan, mostExposure: most }
    case 'prices': {
      const show = progressBar('finding prices of exposure')
      const people = 2_000
      const settings = { design, length: stop.length, most, seed, people }
      const prices = calibratePrices(pool, settings, (done) => show(done, people))
      return { ...plan, mostExposure: most, prices }
    }
    case 'sympson-hetter': {
      const show = progressBar('calibrating exposure')
      const rounds = 12
      const { admission } = calibrateSympsonHetter(pool, plan, most, { rounds }, (done) =>
        show(done, rounds),
      )
      return { ...plan, design: { ...design, admission } }
    }
  }
}

function ruleOf(values: CommandCall['values'], length: number): SelectionRule {
  const kind = wordOf(values, 'select', rules, 'MFI')
  switch (kind) {
    case 'flow':
      return {
        kind,
        target: numberOf(values, 'target', 0.7, { from: 0.01, to: 0.99 }),
        step: numberOf(values, 'step', 1, { from: 0 }),
      }
    case 'progressive':
      return { kind, length, acceleration: numberOf(values, 'acceleration', 1, { from: 0 }) }
    default:
      return { kind }
  }
}
