import { availableParallelism } from 'node:os'
import { count, ms } from '../live-parts/budget.ts'
import { percentiles, table } from '../live-parts/markdown.ts'
import { budgetOf, nameOf } from './budget.ts'
import type { Measured } from './measure.ts'
import { calls } from './orders.ts'

/** The results as a page. */
export function reportOf(measured: Measured): string {
  return [
    intro,
    table(
      ['', 'to reach', 'measured', ''],
      budgetOf(measured).map(({ what, wanted, measured: found, kept }) => [
        what,
        wanted,
        found,
        kept ? 'kept' : '**missed**',
      ]),
    ),
    ...practicePart(measured),
    ...readsPart(measured),
    ...rowsPart(measured),
  ].join('\n\n')
}

const intro = `# The HTTP API

Written by \`npm run bench -- api\`, on ${availableParallelism()} processors that nodes, database and
the callers share, with Node ${process.versions.node}. The nodes are the real program, each a process of
its own, on one PostgreSQL that commits to disk; the content is the starter content. Callers are a
process of their own and have a connection each that stays open; they ask again as soon as they are
answered, so the more there are, the longer each waits. They were signed in before.

## To reach`

function practicePart({ practice }: Measured): string[] {
  return [
    '## Practice',
    `Each learner starts a session on a track, answers its questions (ten) and asks for the result,
without a pause: as many calls as learners are on their way at any moment. Those *who think* take so long
for each of five questions, on average. With two nodes each call
goes to another node than the one before. An answer moves card and ability, is committed with them,
and is answered with the solution and the next question. Processor time is all that was used from the
first call to the last, by the answers.`,
    table(
      [
        '',
        'calls/s',
        'answers/s',
        ...calls.flatMap((call) => [`${call} p50`, 'p95', 'p99']),
        'failed',
      ],
      practice.map((load) => [
        nameOf(load),
        count(load.callsPerSecond),
        count(load.answersPerSecond),
        ...calls.flatMap((call) => percentiles(load.calls[call])),
        count(load.failed),
      ]),
    ),
    table(
      [
        '',
        'acknowledged',
        'stored',
        'lost',
        'twice',
        'changed',
        'processor time per answer: nodes',
        'database',
        'callers',
        'database log per answer',
        'largest node',
      ],
      practice.map((load) => [
        nameOf(load),
        ...[
          load.stored.acknowledged,
          load.stored.stored,
          load.stored.lost,
          load.stored.twice,
          load.stored.changed,
        ].map(count),
        ...[
          load.processorMsPerAnswer.nodes,
          load.processorMsPerAnswer.database,
          load.processorMsPerAnswer.learners,
        ].map(ms),
        `${count(load.logBytesPerAnswer)} bytes`,
        `${count(load.peakMB)} MB`,
      ]),
    ),
  ]
}

function readsPart({ reads }: Measured): string[] {
  const [first] = reads
  if (first === undefined) return []
  return [
    '## Reads',
    `On ${count(first.connections)} connections. The bare handler is Fastify without a plugin and a pool of \`pg\`
as large as ours; it runs the very statements that the program runs for the same path, and sends their
rows. The program besides finds out who asks and whether they may, limits, checks and selects what is
sent, counts, and writes its log. Each is the best of several runs in turn. *Paced*: the same connections, all together asking so often a second,
whether or not they were answered; times count from when a call was due.`,
    table(
      [
        '',
        'statements',
        'a second',
        'bare',
        'ratio',
        'p50',
        'p95',
        'p99',
        'bare p95',
        'node, each',
        'bare, each',
        'paced',
        'p50',
        'p95',
        'p99',
      ],
      reads.map(({ name, statements, ours, bare, toBare, paced }) => [
        name,
        count(statements),
        count(ours.perSecond),
        count(bare.perSecond),
        toBare.toFixed(2),
        ...percentiles(ours),
        ms(bare.p95Ms),
        `${ours.processorMsEach.toFixed(2)} ms`,
        `${bare.processorMsEach.toFixed(2)} ms`,
        ...(paced === null
          ? ['', '', '', '']
          : [`${count(paced.perSecond)} a second`, ...percentiles(paced)]),
      ]),
    ),
  ]
}

function rowsPart({ rows }: Measured): string[] {
  if (rows === null) return []
  return [
    '## Rows',
    `What a row takes on disk with its indexes (\`pg_total_relation_size\` by the rows), in tables filled as
learners fill them in a month: in the order of time, all learners mixed, with what was practised above.`,
    table(
      ['', 'rows', 'bytes each'],
      Object.entries(rows).map(([name, size]) => [
        `\`${name}\``,
        count(size.rows),
        count(size.bytesEach),
      ]),
    ),
  ]
}
