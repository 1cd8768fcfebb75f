import type { ItemPool } from '@quizmentor/engine/adaptive/pool'
import { simulate, type SimulatedPerson } from '@quizmentor/engine/adaptive/simulate'
import { summaryOf, type SimulationSummary } from '@quizmentor/engine/adaptive/simulation-summary'
import { poolWith, sharesOf } from './blueprint.ts'
import { required, UsageError, type Command, type CommandCall } from './command.ts'
import { models, readBank, shownIds, type BankItem } from './item-bank.ts'
import { textOf, wordOf } from './numbers.ts'
import { readAbilities, readAnswers, sameNumber, type Person } from './people.ts'
import { progressBar } from './progress.ts'
import { missing, type ResponseTable } from './response-table.ts'
import { planOf, planOptions } from './simulation-plan.ts'

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
    ...planOptions,
  },

  async run({ values }) {
    const bank = await readBank(required(values, 'bank'), wordOf(values, 'model', models, '2PL'))
    const shares = sharesOf(textOf(values, 'blueprint'), bank)
    const { people, table } = await readPeople(values, bank)
    const pool = poolWith(bank, shares)
    const simulated = people.map((person, row) => withScores(person, table, row, pool))
    const plan = planOf(values, pool, shares)
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
