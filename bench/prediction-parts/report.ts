import type { PredictionScores } from '@quizmentor/engine/memory/predictions'
import type { Measured, Scores } from './scores.ts'
import type { StandingTable } from './standing.ts'

export interface TracingTable {
  readonly name: string
  readonly rows: readonly { name: string; validation: Scores; test: Scores }[]
}

export interface MemoryTable {
  readonly whole: PredictionScores
  readonly splits: readonly {
    fittedTo: number
    defaults: PredictionScores
    fitted: PredictionScores
  }[]
}

/** The tables as Markdown. */
export function reportOf(
  tables: readonly TracingTable[],
  standing: StandingTable,
  { whole, splits }: MemoryTable,
  microseconds: number,
): string {
  return [
    '# How well answers and memory are foretold',
    '',
    'Written by `npm run bench -- prediction`. Each answer is foretold, then learned from. Validation:',
    'fitted to four fifths of the training learners, scored on the others. Test: fitted to all of them,',
    'scored on the test learners. Data: ASSISTments 2009 (updated) and OLI Statics.',
    '',
    ...tables.flatMap(tracingLines),
    ...standingLines(standing),
    `One prediction and one update together take ${microseconds.toFixed(2)} µs.`,
    '',
    '## Memory: FSRS-6 on a real log',
    '',
    `With its default parameters, all ${whole.reviews} scored reviews: log loss`,
    `${whole.logLoss.toFixed(4)}, AUC ${whole.areaUnderCurve.toFixed(4)}. Fitted to the first part of the log and`,
    'scored on the rest, beside the defaults on the same rest:',
    '',
    '| fitted to | reviews scored | defaults: log loss | AUC | fitted: log loss | AUC |',
    '| --- | --- | --- | --- | --- | --- |',
    ...splits.map(({ fittedTo, defaults, fitted }) =>
      row([
        `${Math.round(100 * fittedTo)} %`,
        `${defaults.reviews}`,
        defaults.logLoss.toFixed(4),
        defaults.areaUnderCurve.toFixed(4),
        fitted.logLoss.toFixed(4),
        fitted.areaUnderCurve.toFixed(4),
      ]),
    ),
    '',
  ].join('\n')
}

function tracingLines({ name, rows }: TracingTable): string[] {
  const hasSame = rows.some(({ test }) => test.sameTopic !== null)
  const names = ['', 'validation: log loss', 'AUC', 'test: log loss', 'AUC']
  const head = hasSame ? [...names, 'test, same topic as before: log loss', 'AUC'] : names
  return [
    `## ${name}`,
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows.map(({ name: candidate, validation, test }) =>
      row([
        candidate,
        ...figures(validation),
        ...figures(test),
        ...(test.sameTopic ? figures(test.sameTopic) : []),
      ]),
    ),
    '',
  ]
}

function standingLines({ columns, rows }: StandingTable): string[] {
  return [
    '## What a learner is shown, by answers on the topic',
    '',
    'Test learners. ASSISTments: answers on the same topic as the one before, which are free of copies.',
    '',
    row(['', ...columns.flatMap((column) => [`${column}: log loss`, 'AUC'])]),
    row(['', ...columns.flatMap(() => ['', ''])].map(() => '---')),
    ...rows.map(({ name, cells }) => row([name, ...cells.flatMap(figures)])),
    '',
  ]
}

function figures({ logLoss, auc }: Measured): string[] {
  return [logLoss.toFixed(4), auc.toFixed(4)]
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
