import { nameOf, type AnswersBeside, type Measured } from './measure.ts'
import { sustainedP99Ms } from './updates.ts'

/** One thing to reach, and what was measured of it. */
export interface BudgetRow {
  readonly what: string
  readonly wanted: string
  readonly measured: string
  readonly kept: boolean
}

const joinsPerSecond = 1_000
/** The last ones' own time is in the measured rate. */
const joinsShare = 0.95
const joinP99Ms = 50
const ackAboveCommitP99Ms = 20
const lastPhoneMs = 100
const residentMB = 250
const framesPerQuestion = 3
const mostDearer = 1.25
const shareOfBareWs = 0.7
const stormMs = 15_000

/** What was to be reached, as far as it was measured: for answers, in the largest room. */
export function budgetOf(measured: Measured): BudgetRow[] {
  const { answers, commit } = measured
  const largest = Math.max(...answers.map(({ plan }) => plan.players))
  return [
    ...answers
      .filter(({ plan }) => plan.players === largest)
      .flatMap((each) => budgetOfAnswers(each, commit.p99Ms)),
    ...budgetOfCost(answers),
    ...budgetOfUpdates(measured),
    ...budgetOfStorm(measured),
  ]
}

function budgetOfAnswers({ plan, ours, stored }: AnswersBeside, commitP99Ms: number) {
  const { joins, answers, questionToPhones } = ours
  const faults = stored.lost + stored.twice + stored.changed + stored.withoutTheirResponse
  const rows: BudgetRow[] = [
    {
      what: 'joins',
      wanted: `${count(joinsPerSecond)} a second, p99 below ${ms(joinP99Ms)}`,
      measured: `${count(joins.perSecond)} a second, p99 ${ms(joins.p99Ms)}`,
      kept: joins.perSecond >= joinsPerSecond * joinsShare && joins.p99Ms < joinP99Ms,
    },
    below(
      'acknowledgement above the commit, p99',
      answers.p99Ms - commitP99Ms,
      ackAboveCommitP99Ms,
    ),
    below('question to the last player', questionToPhones.worstMs, lastPhoneMs),
    {
      what: 'memory of the node, at most',
      wanted: `below ${residentMB} MB`,
      measured: `${count(ours.residentMB.peak)} MB`,
      kept: ours.residentMB.peak < residentMB,
    },
    {
      what: 'frames per player and question',
      wanted: `at most ${framesPerQuestion}`,
      measured: ours.framesPerPlayerAndQuestion.toFixed(2),
      kept: ours.framesPerPlayerAndQuestion <= framesPerQuestion,
    },
    {
      what: 'acknowledged answers, each stored exactly once',
      wanted: count(stored.acknowledged),
      measured: count(stored.acknowledged - faults),
      kept: faults === 0 && stored.acknowledged > 0,
    },
  ]
  return rows.map((row) => ({ ...row, what: `${nameOf(plan)}: ${row.what}` }))
}

/** The same number of answers a second in games of few and of many players. */
function budgetOfCost(answers: Measured['answers']): BudgetRow[] {
  const [few, ...others] = atSameRate(answers)
  const many = others.at(-1)
  if (few === undefined || many === undefined) return []
  const ratio = many.ours.processorMsPerAnswer / few.ours.processorMsPerAnswer
  const players = count(many.plan.players)
  return [
    {
      what: `an answer's processor time with ${players} players to that with ${few.plan.players}`,
      wanted: `at most ${mostDearer}`,
      measured: ratio.toFixed(2),
      kept: ratio <= mostDearer,
    },
  ]
}

/** Those with a thousand answers a second, smallest rooms first. */
export function atSameRate(answers: Measured['answers']): AnswersBeside[] {
  return answers
    .filter(({ plan }) => plan.rooms * plan.players === plan.withinMs)
    .toSorted((one, other) => one.plan.players - other.plan.players)
}

function budgetOfUpdates({ updates }: Measured): BudgetRow[] {
  if (updates === null) return []
  const { ours } = updates
  const ratio = ratioToBareWs(updates)
  return [
    below(`${ours.hz} updates a second in every game, p99`, ours.p99Ms, sustainedP99Ms),
    ...(ratio === null
      ? []
      : [
          {
            what: 'sustained updates a second, to bare ws',
            wanted: `at least ${shareOfBareWs}`,
            measured: ratio.toFixed(2),
            kept: ratio >= shareOfBareWs,
          },
        ]),
  ]
}

/** How much of what bare `ws` sustains we sustain; `null` where it was not looked for. */
export function ratioToBareWs({ ours, bareWs }: NonNullable<Measured['updates']>): number | null {
  const mine = ours.highest?.updatesPerSecond
  const theirs = bareWs?.highest?.updatesPerSecond
  return mine === undefined || theirs === undefined ? null : mine / theirs
}

function budgetOfStorm({ storm }: Measured): BudgetRow[] {
  if (storm === null) return []
  const { sockets, worstMs, missing, onTheRightScreen } = storm.ours
  return [
    {
      what: `${count(sockets)} reconnects at once`,
      wanted: `all back within ${stormMs / 1_000} s, on the right screen`,
      measured: `the last after ${(worstMs / 1_000).toFixed(1)} s, ${missing} missing`,
      kept: worstMs < stormMs && missing === 0 && onTheRightScreen,
    },
  ]
}

function below(what: string, value: number, limit: number): BudgetRow {
  return { what, wanted: `below ${ms(limit)}`, measured: ms(value), kept: value < limit }
}

/** Milliseconds, as many digits as mean something. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : count(value)} ms`
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}
