import { availableParallelism } from 'node:os'
import { table } from '../live-parts/markdown.ts'

interface Read {
  readonly format: string
  readonly questions: number
  readonly fileMB: number
  readonly perSecond: number
  readonly barePerSecond?: number
  readonly toBare?: number
  readonly peakMB: number
  readonly barePeakMB?: number
  readonly kept: boolean
}

interface Stored {
  readonly questions: number
  readonly perSecond: number
  readonly barePerSecond: number
  readonly toBare: number
  readonly kept: boolean
}

/** The results as a page. */
export function reportOf({
  read,
  intoDatabase,
}: {
  read: readonly Read[]
  intoDatabase: Stored
}): string {
  const { questions, perSecond, barePerSecond, toBare, kept } = intoDatabase
  return [
    intro,
    '## Reading',
    `To reach: a third of the bare parser's speed, and less than 300 MB, the whole process included.`,
    table(
      ['', 'questions', 'MB', 'a second', 'bare, a second', 'to bare', 'peak MB', 'bare', ''],
      read.map((each) => [
        each.format,
        count(each.questions),
        each.fileMB.toFixed(1),
        count(each.perSecond),
        each.barePerSecond === undefined ? '' : count(each.barePerSecond),
        each.toBare?.toFixed(2) ?? '',
        count(each.peakMB),
        each.barePeakMB === undefined ? '' : count(each.barePeakMB),
        verdict(each.kept),
      ]),
    ),
    '## Into the embedded database',
    `A JSON file, in one transaction, as the service and the command line take it in, beside INSERTs of
500 of the very same rows each, ready made. To reach: 5,000 questions a second.`,
    table(
      ['questions', 'a second', 'bare INSERTs, a second', 'to bare', ''],
      [
        [
          count(questions),
          count(perSecond),
          count(barePerSecond),
          toBare.toFixed(2),
          verdict(kept),
        ],
      ],
    ),
  ].join('\n\n')
}

const intro = `# Imports

Written by \`npm run bench -- import\`, on ${availableParallelism()} processors, with Node ${process.versions.node}. Each
figure is the best of three runs, ours and the baseline in turns. A file is read in a process of its
own, as by \`import --dry-run\`: by our reader, which gives checked questions, and by the bare parser
below it (saxes, csv-parse, \`JSON.parse\` of the whole file, yauzl and saxes), whose events are
counted and nothing is made of them; for GIFT, which we parse ourselves, by gift-pegjs.`

function count(number: number): string {
  return Math.round(number).toLocaleString('en-GB')
}

function verdict(kept: boolean): string {
  return kept ? 'kept' : '**missed**'
}
