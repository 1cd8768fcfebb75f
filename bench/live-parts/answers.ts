import { setTimeout as delay } from 'node:timers/promises'
import { everybodySees, seat, toAll, warmUp } from './everybody.ts'
import { Fleets } from './fleets.ts'
import type { Acknowledged } from './orders.ts'
import { peakMB, processorMs, residentMB } from './process.ts'
import type { Side } from './side.ts'
import { sum, summary } from './times.ts'

export interface AnswersPlan {
  readonly rooms: number
  /** Of each room. */
  readonly players: number
  readonly withinMs: number
  readonly questions: number
  readonly joinsPerSecond: number
}

/** Until the pings with which clients set their clocks are over. */
const settleMs = 1_800
/** Until frames that should not come would have come. */
const lateMs = 300

/**
 * Games in which everybody joins, so many a second, and then answers each question at a moment of
 * their own within a few seconds. `acknowledged` is for comparing with what was stored.
 */
export async function playAnswers(side: Side, plan: AnswersPlan) {
  const { rooms, players, withinMs, questions } = plan
  const all = rooms * players
  const games = await side.openGames(rooms)
  const fleets = new Fleets(all)
  try {
    await warmUp(fleets, side)
    await fleets.load()
    const joined = await seat(fleets, side, games, plan)
    const joining = await fleets.load()
    await delay(settleMs)
    const withPlayersMB = await residentMB(side.pid)

    const rounds: Awaited<ReturnType<typeof playQuestion>>[] = []
    for (let question = 0; question < questions; question++)
      rounds.push(await playQuestion(fleets, side, withinMs))
    const answering = await fleets.load()
    await fleets.tell('lead', { name: 'finish' })

    const answers = rounds.flatMap((round) => round.answered)
    const times = answers.flatMap((each) => Array.from(each.times))
    const perPlayer = all * questions
    const frames = new Map<string, number>()
    for (const { heard } of rounds)
      for (const each of heard)
        for (const [type, count] of each.frames)
          frames.set(type, (frames.get(type) ?? 0) + count / perPlayer)
    const began = Math.min(...joined.map((each) => each.began))
    const ended = Math.max(...joined.map((each) => each.ended))
    const acknowledged = answers.flatMap((each): readonly Acknowledged[] => each.acknowledged)
    return {
      acknowledged,
      gameIds: games.map(({ gameId }) => gameId),
      result: {
        joins: {
          perSecond: (all * 1_000) / (ended - began),
          ...summary(joined.flatMap((each) => Array.from(each.joins))),
          putOff: sum(joined.map((each) => each.putOff)),
        },
        /** From the tap on "join" to the first view, over HTTP and the socket. */
        seats: summary(joined.flatMap((each) => Array.from(each.seats))),
        questionToPhones: summary(rounds.flatMap((round) => round.opened.times)),
        revealToPhones: summary(rounds.flatMap((round) => round.revealed.times)),
        viewsMissing: sum(rounds.map(({ opened, revealed }) => opened.missing + revealed.missing)),
        answers: {
          ...summary(times),
          refused: sum(answers.map((each) => each.refused)),
          unknown: sum(answers.map((each) => each.unknown)),
        },
        framesPerPlayerAndQuestion: sum([...frames.values()]),
        ofThem: Object.fromEntries(frames),
        bytesPerPlayerAndQuestion:
          sum(rounds.flatMap(({ heard }) => heard.map((each) => each.bytes))) / perPlayer,
        processorMsPerAnswer: sum(rounds.map((round) => round.processorMs)) / times.length,
        residentMB: { withPlayers: withPlayersMB, peak: await peakMB(side.pid) },
        load: {
          processes: fleets.count,
          joiningLagP99Ms: joining.lagP99Ms,
          answeringLagP99Ms: answering.lagP99Ms,
          joiningBusy: joining.busy,
          answeringBusy: answering.busy,
        },
      },
    }
  } finally {
    await fleets.stop()
  }
}

export type AnswersResult = Awaited<ReturnType<typeof playAnswers>>['result']

/** One question, from its being opened to the moment before the next one is. */
async function playQuestion(fleets: Fleets, side: Side, withinMs: number) {
  const isBaseline = side.cookie === ''
  // On to the question, past the round's title if there is one.
  let opened: Awaited<ReturnType<typeof toAll>>
  do {
    await fleets.tell('heard', null)
    opened = await toAll(fleets, 'next')
  } while (!(await everybodySees(fleets, 'question_open')))
  const usedBefore = await processorMs(side.pid)
  const answered = await fleets.tell('answer', { withinMs })
  const used = (await processorMs(side.pid)) - usedBefore
  const revealed = await toAll(fleets, 'reveal', isBaseline ? null : 'revealed')
  if (!isBaseline) {
    if (!(await everybodySees(fleets, 'revealed')))
      throw new Error('not everybody sees what was revealed')
    await fleets.tell('lead', { name: 'leaderboard' })
  }
  await delay(lateMs)
  const heard = await fleets.tell('heard', null)
  return { opened, answered, revealed, heard, processorMs: used }
}
