import { count } from '../live-parts/budget.ts'
import { percent, table } from '../live-parts/markdown.ts'
import { capacityOf, type Capacity } from './arithmetic.ts'
import { assumptions as of } from './assumptions.ts'
import { measuredOn, units } from './units.ts'

const sizes = [10_000, 100_000, 1_000_000].map(capacityOf)

/** The document: unit costs, assumptions, and what they come to. */
export function capacityPage(): string {
  return [
    `# How many learners

Arithmetic for 10 thousand, 100 thousand and a million learners: what they write, what that takes, and
which engines it wants. Written by \`npm run bench -- capacity\`, which runs nothing: it reckons with the
costs in \`bench/capacity-parts/units.ts\`. Whoever measures anew, or whose learners do otherwise
(\`assumptions.ts\`), changes those and has it written again.`,
    `## What one thing costs

Measured ${measuredOn}. Each cost is from the benchmark that is named:
\`npm run bench -- NAME\`, with its results in [bench/results](../bench/results).`,
    table(
      ['', 'cost', 'from'],
      Object.values(units).map(({ what, value, unit, from }) => [
        what,
        `${shortly(value)} ${unit}`.trim(),
        from,
      ]),
    ),
    `## What learners are taken to do

- ${of.answersADay} practice answers on each of ${of.days} days of a year, ${of.answersPerSession} to a session; all learners on the same days, as in schools. That is
  ${shortly((of.days * of.answersADay) / 365)} answers a day over the year.
- ${percent(of.busiestHour)} of a day's answers fall into its busiest hour, and its busiest minute has ${of.busiestMinute} times the average of that hour:
  ${shortly(of.busiestHour * 24 * of.busiestMinute)} times as many answers a second as over the whole day.
- ${of.homesPerSession} looks at their home for each session; after a year ${count(of.cards)} questions met, on ${of.topics} topics.
- ${of.games} live games a year of ${of.questionsPerGame} questions; in the busiest minute ${percent(of.playing)} of all learners play, a question every ${of.secondsPerQuestion} seconds.
- Processors are used to ${percent(of.busy)} at the peak, so that a node may fail and nobody waits.`,
    '## What is written in a year',
    perSize([
      ['answers', (each) => large(each.answersAYear)],
      ['answers a day, on average', (each) => large(each.answersAYear / 365)],
      ['rows', (each) => large(each.rowsAYear)],
      ['on disk, with indexes', (each) => bytes(each.bytesAYear)],
      ['of it `responses`', (each) => bytes(each.responsesBytesAYear)],
    ]),
    `Cards and abilities stop growing once everything is met; the rest grows year by year. \`responses\` and
\`game_events\` lie in partitions by month, so that old months can be detached and kept elsewhere: what a
learner knows is in cards and abilities, calibration wants the last year or two.`,
    '## The busiest minute',
    perSize([
      ['practice answers a second', ({ peak }) => shortly(peak.answers)],
      ['commits a second, of practice', ({ peak }) => shortly(peak.commits)],
      ['log written and sent to a standby, a second', ({ peak }) => bytes(peak.logBytes)],
      ['homes a second', ({ peak }) => shortly(peak.homes)],
      ['sockets', ({ peak }) => count(peak.sockets)],
      ['live answers a second', ({ peak }) => shortly(peak.liveAnswers)],
      ['processors of nodes', ({ peak }) => shortly(peak.nodeProcessors)],
      ['processors of the database', ({ peak }) => shortly(peak.databaseProcessors)],
      ['memory for sockets, all nodes', ({ peak }) => `${count(peak.socketsMB)} MB`],
      ['nodes, one processor each', ({ nodes }) => count(nodes)],
      [
        'memory of each node',
        ({ nodes, peak }) => `${count(units.memoryIdle.value + peak.socketsMB / nodes)} MB`,
      ],
    ]),
    `A node is one process and so has the use of one processor. One more node than reckoned lets one fail
or be replaced. A question's answers come within seconds of each other: group commit takes what arrived
in a few milliseconds in one transaction, so a live game costs the database little.`,
    engines(),
    `## What ends first

- **A node's processor**, at ${count(perNode(units.nodePerAnswer.value))} practice answers a second or ${count(perNode(units.nodePerFarAnswer.value))} answers in small live games. More nodes.
- **Connections to PostgreSQL**: up to 20 for each node and a few for jobs, so that four nodes use up the
  100 that a server usually has. Then a larger \`max_connections\`, or PgBouncer in transaction mode
  ([operating.md](operating.md#pgbouncer)).
- **The primary's processors**: ${count(perNode(units.databasePerAnswer.value))} practice answers a second for each. Reports on a standby and caches take reads
  away from it, not answers. With 32 processors it carries ${large((32 * perNode(units.databasePerAnswer.value)) / answersPerLearner())} learners; then workspaces are
  given to several databases.
- **The primary's disk**: commits are one small write each, in practice one for each answer. A disk that
  takes ${shortly(sizes[2]?.peak.commits ?? 0)} of them a second at the same time is wanted for a million learners, and the standby's way back is in each.
- **Redis** hardly: two short messages for each answer that is given on another node than its game's, a few
  a second for each game that two nodes share, and values that may be lost.
- **Tables without partitions**: \`practice_items\` and \`practice_sessions\` grow with the answers, too, and are
  only ever asked by the session, so their size matters to backups rather than to learners.`,
  ].join('\n\n')
}

function engines(): string {
  const rows: readonly (readonly string[])[] = [
    [
      'up to 10,000',
      '`npm start`: everything embedded, one machine',
      'the simplest that works; what it can’t do is go on when the machine fails. Back up',
    ],
    [
      'from there, or when a failed machine must not end a lesson',
      '`DATABASE_URL`: PostgreSQL of one’s own with a synchronous standby; two nodes behind a proxy',
      'no acknowledged answer is lost with a server, either node may fail; nodes talk through PostgreSQL',
    ],
    [
      'from 100,000, or with live games across nodes',
      '`REDIS_URL`; live and api nodes, a worker of its own (`QUIZMENTOR_ROLES`)',
      'what nodes tell each other arrives at once instead of at the next look; calibration takes no processor from answers',
    ],
    [
      'from 300,000, or when reports are felt in lessons',
      '`DATABASE_REPLICA_URL`; PgBouncer',
      'the primary is left to answers; connections stay few',
    ],
    [
      'towards 1,000,000',
      'old partitions detached after two years; `responses` on fast disks, the rest wherever',
      'the indexes that answers touch stay in memory: those of the current month',
    ],
    [
      'beyond what one primary carries',
      'workspaces spread over several installations',
      'no row refers to another workspace’s, so nothing but the list of who is where is shared',
    ],
  ]
  return ['## Which engine at which point', table(['learners', 'engines', 'because'], rows)].join(
    '\n\n',
  )
}

/** Things of so many milliseconds that a processor does in a second, at the peak. */
function perNode(ms: number): number {
  return (1_000 * of.busy) / ms
}

function answersPerLearner(): number {
  const [size] = sizes
  return size === undefined ? Number.NaN : size.peak.answers / size.learners
}

function perSize(rows: readonly (readonly [string, (each: Capacity) => string])[]): string {
  return table(
    ['learners', ...sizes.map(({ learners }) => count(learners))],
    rows.map(([what, shown]) => [what, ...sizes.map(shown)]),
  )
}

/** Two digits that mean something. */
function shortly(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 2 })
}

function large(value: number): string {
  if (value >= 1e9) return `${shortly(value / 1e9)} billion`
  return value >= 1e6 ? `${shortly(value / 1e6)} million` : shortly(value)
}

function bytes(value: number): string {
  const steps = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3))
  return `${shortly(value / 1_000 ** step)} ${steps[step]}`
}
