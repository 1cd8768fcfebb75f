import { availableParallelism } from 'node:os'
import { count, ms } from '../live-parts/budget.ts'
import { percent, percentiles, table } from '../live-parts/markdown.ts'
import { budgetOf, nameOf } from './budget.ts'
import type { Measured, Run } from './measure.ts'

/** The results as a page. */
export function reportOf(measured: Measured): string {
  const { runs, rows, noRedis } = measured
  return [
    intro,
    ...(noRedis === null ? [] : [`Not measured with Redis between the nodes: ${noRedis}.`]),
    table(
      ['', 'to reach', 'measured', ''],
      budgetOf(measured).map(({ what, wanted, measured: found, kept }) => [
        what,
        wanted,
        found,
        kept ? 'kept' : '**missed**',
      ]),
    ),
    '## Times',
    `*Near*: those who are connected to the node that runs their game; *far*: the others, whose answers
are forwarded and who are shown what the other node tells theirs. With one node both are the same. An
answer is timed from the player's saying it to their being told that it is stored; a view from the
host's command to its being shown to each player.`,
    timesTable(runs),
    '## Cost',
    `Processor time is that of all nodes from the first question to the last leaderboard, by the answers.
How late the event loop of the busiest process of players was belongs to the times above.`,
    table(
      ['', 'processor time per answer', 'largest node', 'players: lag p99', 'busy'],
      runs.map((run) => [
        nameOf(run),
        ms(run.played.processorMsPerAnswer),
        `${count(run.played.peakMB)} MB`,
        ms(run.played.load.lagP99Ms),
        percent(run.played.load.busy),
      ]),
    ),
    '## Rows',
    'What all these games left on disk, with indexes.',
    table(
      ['', 'rows', 'bytes each'],
      Object.entries(rows).map(([name, size]) => [
        `\`${name}\``,
        count(size.rows),
        count(size.bytesEach),
      ]),
    ),
  ].join('\n\n')
}

const intro = `# Live games on two nodes

Written by \`npm run bench -- cluster\`, on ${availableParallelism()} processors that nodes, database,
Redis and the players share, with Node ${process.versions.node}: what a second node costs shows here,
what it brings does not. Each node runs half of the games; of each game's players half are connected to
the other node. Every run plays the same games on the same PostgreSQL. *Bare ws* lets everybody in,
stores nothing, and says the same bytes.

## To reach`

function timesTable(runs: readonly Run[]): string {
  return table(
    [
      '',
      '',
      'acknowledged p50',
      'p95',
      'p99',
      'question to phones p50',
      'p99',
      'last',
      'reveal to phones p50',
      'p99',
      'last',
    ],
    runs.flatMap((run) =>
      (['near', 'far'] as const).map((where) => {
        const { acknowledged, questionToPhones, revealToPhones } = run.played[where]
        return [
          nameOf(run),
          where,
          ...percentiles(acknowledged),
          ...[questionToPhones, revealToPhones].flatMap(({ p50Ms, p99Ms, worstMs }) => [
            ms(p50Ms),
            ms(p99Ms),
            ms(worstMs),
          ]),
        ]
      }),
    ),
  )
}
