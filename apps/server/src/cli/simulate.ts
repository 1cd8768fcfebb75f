import { sideOf, sidesSummary } from '@quizmentor/engine/adaptive/simulated-sides'
import { simulate } from '@quizmentor/engine/adaptive/simulate'
import { summaryOf } from '@quizmentor/engine/adaptive/simulation-summary'
import { relationOptions, relationsIn } from './bank-relations.ts'
import { poolWith, sharesOf } from './blueprint.ts'
import { required, type Command } from './command.ts'
import { models, readBank, shownIds } from './item-bank.ts'
import { textOf, wordOf } from './numbers.ts'
import { progressBar } from './progress.ts'
import { peopleOptions, readPeople } from './simulated-people.ts'
import { planOf, planOptions } from './simulation-plan.ts'
import { simulationReport } from './simulation-report.ts'
import { cutOf } from './stop-options.ts'

/** `quizmentor simulate` */
export const simulateCommand: Command = {
  summary: 'simulate adaptive tests of a bank, to see how well they measure',
  usage: '--bank bank.csv --abilities theta.csv [--responses resp.txt] [--select MFI] …',
  options: {
    bank: {
      type: 'string',
      help: 'questions: a CSV file with id,a,b,c,d, perhaps topic,enemies,passage,seconds',
    },
    ...peopleOptions,
    model: { type: 'string', help: `${models.join(', ')} (2PL)` },
    ...planOptions,
    ...relationOptions,
  },

  async run({ values }) {
    const bank = await readBank(required(values, 'bank'), wordOf(values, 'model', models, '2PL'))
    const shares = sharesOf(textOf(values, 'blueprint'), bank)
    const pool = poolWith(bank, shares)
    const { ids, people } = await readPeople(values, bank, pool)
    const plan = planOf(values, pool, shares, relationsIn(bank, pool, values))
    const cut = cutOf(values)
    const show = progressBar('simulating tests')
    const result = simulate(pool, plan, people, (done) => show(done, people.length))
    const { tests } = result
    const idOf = shownIds(bank.map(({ id }) => id))
    const personOf = shownIds(ids)
    const meanSeconds = meanOf(tests.flatMap(({ seconds }) => seconds ?? []))
    const summary = {
      ...summaryOf(result, people),
      ...(cut !== undefined && { classification: sidesSummary(tests, people, cut) }),
      ...(meanSeconds !== null && { meanSeconds }),
    }
    const persons = tests.map((test, row) => ({
      person: personOf(ids[row] ?? ''),
      questions: Array.from(test.items, (item) => idOf(bank[pool.num[item] ?? -1]?.id ?? '')),
      estimates: [...test.estimates],
      standardErrors: [...test.standardErrors],
      // Where an estimate is no more than the bound of what may be estimated.
      ...(test.bounds.some((bound) => bound !== null) && { bounds: test.bounds }),
      ...(cut !== undefined && { side: sideOf(test, cut) }),
      ...(test.seconds !== null && { seconds: test.seconds }),
      ended: test.ended,
    }))
    return { text: simulationReport(summary, tests), json: { persons, summary } }
  },
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length
}
