import { addAnswer, extremePattern, noAnswers } from '@quizmentor/engine/adaptive/answers'
import { estimateBy, type Method } from '@quizmentor/engine/adaptive/method'
import { required, type Command } from './command.ts'
import { estimationOf, estimationOptions } from './estimation-options.ts'
import { models, readBank, type BankItem } from './item-bank.ts'
import { wordOf } from './numbers.ts'
import { readAnswers } from './people.ts'
import { progressBar } from './progress.ts'
import { missing, type ResponseTable } from './response-table.ts'

export const methods: readonly Method[] = ['EAP', 'MAP', 'ML', 'WLE']

/** `quizmentor estimate` */
export const estimateCommand: Command = {
  summary: 'estimate abilities from answers to calibrated questions',
  usage: '--bank bank.csv --responses resp.txt [--method EAP] [--model 2PL]',
  options: {
    bank: { type: 'string', help: 'questions: a CSV file with id,a,b,c,d' },
    responses: { type: 'string', help: 'a row of 0 and 1 per person, in the order of the bank' },
    method: { type: 'string', help: `${methods.join(', ')} (EAP)` },
    model: { type: 'string', help: `${models.join(', ')} (2PL)` },
    ...estimationOptions,
  },
  async run({ values }) {
    const bank = await readBank(required(values, 'bank'), wordOf(values, 'model', models, '2PL'))
    const ids = bank.map(({ id }) => id)
    const table = await readAnswers(required(values, 'responses'), ids)
    const method = wordOf(values, 'method', methods, 'EAP')
    const estimation = { method, ...estimationOf(values) }
    const show = progressBar('estimating')
    const answers = noAnswers(bank.length)
    const persons = Array.from({ length: table.persons }, (_, person) => {
      fill(answers, bank, table, person)
      const { theta, se, atBound = null } = estimateBy(estimation, answers)
      show(person + 1, table.persons)
      // Without an answer, only a prior that is a distribution of its own says anything.
      const isKnown = answers.count > 0 || (hasPrior(method) && estimation.prior.kind === 'normal')
      return {
        person: person + 1,
        estimate: isKnown ? theta : null,
        standardError: isKnown && Number.isFinite(se) ? se : null,
        answers: answers.count,
        pattern: answers.count === 0 ? 'no answers' : extremePattern(answers),
        // Where the estimate is no more than the bound of what may be estimated.
        ...(isKnown && atBound !== null && { bound: atBound }),
      }
    })
    const lines = persons.map(({ person, estimate: theta, standardError, pattern, bound }) =>
      [
        String(person).padStart(6),
        (theta?.toFixed(4) ?? 'none').padStart(9),
        (standardError?.toFixed(4) ?? 'none').padStart(9),
        pattern ?? (bound === undefined ? '' : `${bound} bound`),
      ]
        .join(' ')
        .trimEnd(),
    )
    const text = ['person  estimate  standard error', ...lines].join('\n')
    return { text, json: { method, persons } }
  },
}

const hasPrior = (method: Method) => method === 'EAP' || method === 'MAP'

function fill(
  answers: ReturnType<typeof noAnswers>,
  bank: readonly BankItem[],
  { scores, questions }: ResponseTable,
  person: number,
): void {
  answers.count = 0
  for (const [index, { a, b, c, d }] of bank.entries()) {
    const score = scores[person * questions + index]
    if (score !== undefined && score !== missing) addAnswer(answers, a, b, c, d, score)
  }
}
