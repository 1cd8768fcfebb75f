import { availableParallelism } from 'node:os'
import type { AnswersResult } from './answers.ts'
import { atSameRate, budgetOf, count, ms, ratioToBareWs } from './budget.ts'
import { nameOf, type AnswersBeside, type Beside, type Measured } from './measure.ts'
import type { StormResult } from './storm.ts'
import { percent, percentiles, shares, table } from './markdown.ts'
import { sustainedP99Ms, type UpdatesResult } from './updates.ts'

/** The results as a page. */
export function reportOf(measured: Measured): string {
  const { answers, updates, storm } = measured
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
    ...answersPart(measured),
    ...(updates === null ? [] : updatesPart(updates)),
    ...(storm === null ? [] : stormPart(storm)),
    ...(answers.length > 0 ? loadPart(answers) : []),
  ].join('\n\n')
}

const intro = `# Live games

Written by \`npm run bench -- live\`, on ${availableParallelism()} processors that node, database and
the players share, with Node ${process.versions.node}. The players are bots on \`packages/client\` in processes
of their own; what those use is not the node's. The baselines run in the same run, one after the
other, in a process of their own: *bare ws* is a server that lets everybody in, stores nothing, and
answers with the very bytes that the real one sends; *Socket.IO* does the same over Socket.IO, its
client carrying the messages of the same bots. Each scenario begins with a small game that isn't
measured.

## To reach`

function answersPart({ answers, commit }: Measured): string[] {
  if (answers.length === 0) return []
  const rows = answers.flatMap(withBaselines)
  const same = atSameRate(answers)
  return [
    '## Joining',
    `Joins are due at a thousand a second, whether or not those before are through; times count from
when a join was due. *Over HTTP* is the joining alone, *to the first view* goes on to the socket's
first view.`,
    table(
      [
        '',
        'a second',
        'over HTTP p50',
        'p95',
        'p99',
        'to the first view p50',
        'p95',
        'p99',
        'put off',
      ],
      rows.map(({ name, result: { joins, seats } }) => [
        name,
        count(joins.perSecond),
        ...percentiles(joins),
        ...percentiles(seats),
        count(joins.putOff),
      ]),
    ),
    '## Answering',
    `Everybody answers each question at a random moment within the time given. An answer is
acknowledged when its commit is done; a bare commit of one row takes this database
${ms(commit.p50Ms)} (p50), ${ms(commit.p95Ms)} (p95), ${ms(commit.p99Ms)} (p99). The baselines store nothing.`,
    table(
      [
        '',
        'question to phones p50',
        'last',
        'acknowledged p50',
        'p95',
        'p99',
        'p99 above the commit',
        'reveal to the last',
      ],
      rows.map(({ name, result: { questionToPhones, answers: acks, revealToPhones }, isOurs }) => [
        name,
        ms(questionToPhones.p50Ms),
        ms(questionToPhones.worstMs),
        ...percentiles(acks),
        isOurs ? ms(acks.p99Ms - commit.p99Ms) : '',
        ms(revealToPhones.worstMs),
      ]),
    ),
    '## Cost',
    `Frames and bytes are what a player's socket receives from before a question opens until after its
leaderboard. Processor time is the node's while answers come in.`,
    table(
      [
        '',
        'frames per player and question',
        'bytes',
        'processor time per answer',
        'memory idle',
        'with players',
        'peak',
      ],
      rows.map(({ name, result, idleMB }) => [
        name,
        `${result.framesPerPlayerAndQuestion.toFixed(2)} (${shares(result.ofThem)})`,
        count(result.bytesPerPlayerAndQuestion),
        `${result.processorMsPerAnswer.toFixed(3)} ms`,
        idleMB === null ? '' : `${count(idleMB)} MB`,
        `${count(result.residentMB.withPlayers)} MB`,
        `${count(result.residentMB.peak)} MB`,
      ]),
    ),
    ...(same.length < 2
      ? []
      : [
          'At a thousand answers a second in each case, by the size of the games:',
          table(
            ['games', 'players in each', 'processor time per answer'],
            same.map(({ plan, ours }) => [
              count(plan.rooms),
              count(plan.players),
              `${ours.processorMsPerAnswer.toFixed(3)} ms`,
            ]),
          ),
        ]),
    '## Stored',
    `After each game, what was acknowledged to the bots is compared with the database: every answer
as one event of its game, with what was given, and as one response.`,
    table(
      [
        '',
        'acknowledged',
        'stored',
        'lost',
        'twice',
        'changed',
        'without its response',
        'refused',
        'unknown',
      ],
      answers.map(({ plan, stored, ours }) => [
        nameOf(plan),
        ...[stored.acknowledged, stored.stored, stored.lost, stored.twice, stored.changed].map(
          count,
        ),
        ...[stored.withoutTheirResponse, ours.answers.refused, ours.answers.unknown].map(count),
      ]),
    ),
  ]
}

interface Row {
  readonly name: string
  readonly result: AnswersResult
  readonly idleMB: number | null
  readonly isOurs: boolean
}

function withBaselines({ plan, ours, bareWs, socketIo, idleMB }: AnswersBeside): Row[] {
  const name = nameOf(plan)
  return [
    { name, result: ours, idleMB, isOurs: true },
    ...(bareWs ? [{ name: '… bare ws', result: bareWs, idleMB: null, isOurs: false }] : []),
    ...(socketIo ? [{ name: '… Socket.IO', result: socketIo, idleMB: null, isOurs: false }] : []),
  ]
}

function updatesPart(updates: Beside<UpdatesResult>): string[] {
  const ratio = ratioToBareWs(updates)
  const cost = (result: UpdatesResult | null) => result?.processorMicrosPerFrame ?? Number.NaN
  return [
    '## Updates',
    `In every game the host changes the open question (by a second more of time), so many times a
second and not in step with the other games. Each change is decided, committed, and sent to all
players of its game; measured is from the host's command to each player's being shown it. Who gets a
later state got those before it. The baselines send the same bytes to as many sockets on the same
command, and commit nothing.

The highest rate is looked for in steps: it is sustained where p99 is below ${sustainedP99Ms} ms, no player
misses an update, and no command is late or refused. Since all share the processors, it is the
highest of the whole machine, players included${
      ratio === null ? '.' : `: **${ratio.toFixed(2)}** of what bare ws sustains.`
    } The processor time per
frame is the node's alone: ${(cost(updates.ours) / cost(updates.bareWs)).toFixed(1)} times that of bare ws, all that comes before the
sending included, and ${(cost(updates.ours) / cost(updates.socketIo)).toFixed(1)} times that of Socket.IO.`,
    table(
      [
        '',
        'updates/s per game',
        'frames/s',
        'p50',
        'p95',
        'p99',
        'worst',
        'missed',
        'node',
        'per frame',
        'highest updates/s per game',
        'p99 there',
        'bots: lag p99',
        'busy',
      ],
      besides(updates).map(([name, result]) => [
        name,
        String(result.hz),
        count(result.framesPerSecond),
        ...percentiles(result),
        ms(result.worstMs),
        count(result.missing),
        percent(result.processorShare),
        `${result.processorMicrosPerFrame.toFixed(1)} µs`,
        result.highest === null ? '' : result.highest.hz.toFixed(1),
        result.highest?.best ? ms(result.highest.best.p99Ms) : '',
        ms((result.highest?.best ?? result).load.lagP99Ms),
        percent((result.highest?.best ?? result).load.busy),
      ]),
    ),
  ]
}

function stormPart(storm: Beside<StormResult>): string[] {
  return [
    '## Storm',
    `In the middle of a question all sockets are cut at once. Measured is until each player is back
with a view, by the client's own reconnecting; the first wait of that is random, up to a quarter of a
second.`,
    table(
      [
        '',
        'sockets',
        'back p50',
        'p95',
        'p99',
        'last',
        'missing',
        'tries each',
        'processor time each',
        'memory before',
        'peak',
        'bots: lag p99',
        'busy',
      ],
      besides(storm).map(([name, result]) => [
        name,
        count(result.sockets),
        ...percentiles(result),
        ms(result.worstMs),
        count(result.missing),
        result.triesEach.toFixed(2),
        `${result.processorMsEach.toFixed(2)} ms`,
        `${count(result.residentMB.before)} MB`,
        `${count(result.residentMB.peak)} MB`,
        ms(result.load.lagP99Ms),
        percent(result.load.busy),
      ]),
    ),
  ]
}

function loadPart(answers: readonly AnswersBeside[]): string[] {
  return [
    '## The bots themselves',
    `How late the event loop of the busiest process of bots was, and the share of the time in which it
worked: where it is busy nearly all the time, the times above are the bots' as well.`,
    table(
      ['', 'processes', 'joining: lag p99', 'busy', 'answering: lag p99', 'busy'],
      answers
        .flatMap(withBaselines)
        .map(({ name, result: { load } }) => [
          name,
          count(load.processes),
          ms(load.joiningLagP99Ms),
          percent(load.joiningBusy),
          ms(load.answeringLagP99Ms),
          percent(load.answeringBusy),
        ]),
    ),
  ]
}

function besides<Result>({ ours, bareWs, socketIo }: Beside<Result>): [string, Result][] {
  return [
    ['QuizMentor', ours],
    ...(bareWs === null ? [] : [['bare ws', bareWs] satisfies [string, Result]]),
    ...(socketIo === null ? [] : [['Socket.IO', socketIo] satisfies [string, Result]]),
  ]
}
