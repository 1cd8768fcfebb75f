import {
  calibrate,
  type CalibrationModel,
  type CalibrationOptions,
} from '@quizmentor/engine/calibration/calibrate'
import { linkOf, type Link, type LinkingMethod } from '@quizmentor/engine/calibration/linking'
import { itemOf } from '@quizmentor/engine/calibration/parameters'
import { answersOf, patternsOf } from '@quizmentor/engine/calibration/patterns'
import { weakPriors } from '@quizmentor/engine/calibration/priors'
import { OperatorError } from '../platform/failure.ts'
import { calibrateWorkspace } from './calibrate-workspace.ts'
import { reportOf, textOf } from './calibration-report.ts'
import { type Command, type CommandCall, type Outcome, required, UsageError } from './command.ts'
import { optionalNumber, wordOf } from './numbers.ts'
import { readResponses, type ResponseTable } from './response-table.ts'
import { numberIn, readCsv } from './tables.ts'

const models: readonly CalibrationModel[] = ['1PL', '2PL', '3PL']
const methods: readonly LinkingMethod[] = ['mean-sigma', 'haebara', 'stocking-lord']

/** `quizmentor calibrate` */
export const calibrateCommand: Command = {
  takesWords: true,
  summary: 'estimate how difficult questions are, and how well they discriminate',
  usage: '--responses FILE --model 1PL|2PL|3PL | bank | versions | rollback',
  options: {
    responses: {
      type: 'string',
      help: 'right and wrong answers (1 and 0), a row for each person; no database is needed',
    },
    model: { type: 'string', help: `${models.join(', ')} (2PL)` },
    guessing: {
      type: 'string',
      help: '3PL: the guessing parameter of all questions; estimated where not given',
    },
    priors: { type: 'boolean', help: 'weak priors, for when there are few answers' },
    anchors: {
      type: 'string',
      help: 'a bank (id,a,b,c) whose scale is kept by the questions in both',
    },
    linking: { type: 'string', help: `${methods.join(', ')} (stocking-lord)` },
    workspace: { type: 'string', help: 'bank, versions, rollback: the id of the workspace' },
  },
  run(call) {
    const [action, ...more] = call.words
    if (more.length > 0) throw new UsageError('Say bank, versions, rollback or nothing.')
    return action === undefined ? calibrateFile(call) : calibrateWorkspace(call, action)
  },
}

async function calibrateFile({ values }: CommandCall): Promise<Outcome> {
  const file = required(values, 'responses')
  const options = optionsFrom(values)
  const method = wordOf(values, 'linking', methods, 'stocking-lord')
  const table = await readResponses(file)
  const ids =
    table.names ?? Array.from({ length: table.questions }, (_, question) => String(question + 1))
  const calibration = calibrate(patternsIn(table), { ...options, onIteration: showIteration })
  clearLine()
  if (calibration.freedom.placed.length === 0)
    throw new OperatorError(
      `${file}: no question was answered both rightly and wrongly, so none can be placed.`,
    )
  const link =
    typeof values['anchors'] === 'string'
      ? await linkTo(values['anchors'], method, ids, (question) => {
          const [a, intercept, c] = itemOf(calibration.parameters, question)
          return { a, b: -intercept / a, c }
        })
      : null
  const report = reportOf(calibration, ids, link)
  return { text: textOf(report), json: { ...report } }
}

function optionsFrom(values: CommandCall['values']): CalibrationOptions {
  const model = wordOf(values, 'model', models, '2PL')
  const guessing = optionalNumber(values, 'guessing', { from: 0, to: 0.9 })
  if (guessing !== undefined && model !== '3PL')
    throw new UsageError('--guessing is for --model 3PL: the other models have no guessing.')
  return {
    model,
    ...(guessing !== undefined && { guessing }),
    ...(values['priors'] === true && { priors: weakPriors }),
  }
}

function patternsIn({ persons, questions, scores, frequency }: ResponseTable) {
  const people = Array.from({ length: persons }, (_, person) =>
    answersOf(scores.subarray(person * questions, (person + 1) * questions)),
  )
  return patternsOf(questions, people, frequency ?? undefined)
}

/** Links to the scale of a bank, by the questions that have the same id there. */
async function linkTo(
  file: string,
  method: LinkingMethod,
  ids: readonly string[],
  itemAt: (question: number) => { a: number; b: number; c: number },
): Promise<Link> {
  const anchors = (await readCsv(file, ['id', 'a', 'b'])).flatMap((row) => {
    const question = ids.indexOf(row.cells.get('id') ?? '')
    const old = {
      a: numberIn(file, row, 'a', {}),
      b: numberIn(file, row, 'b', {}),
      c: numberIn(file, row, 'c', { from: 0, to: 1, fallback: 0 }),
    }
    return question < 0 ? [] : [{ old, new: itemAt(question) }]
  })
  const link = linkOf(
    anchors.filter((anchor) => anchor.new.a > 0),
    method,
  )
  if (link === null)
    throw new OperatorError(
      `${file}: at least two questions of different difficulty must have the ids of questions in ` +
        `the responses (${ids.slice(0, 3).join(', ')}…), ${anchors.length} have.`,
    )
  return link
}

/** On a terminal, what takes its time shows that it goes on. */
function showIteration(iteration: number, change: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\rIteration ${iteration}, largest change ${change.toExponential(1)}   `)
}

function clearLine(): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(50)}\r`)
}
