import { playAnswers, type AnswersPlan, type AnswersResult } from './answers.ts'
import { withBaseline } from './baseline.ts'
import { bareCommits } from './commits.ts'
import { recordFrames } from './frames.ts'
import type { Transport } from './orders.ts'
import type { World } from './ours.ts'
import type { Plan } from './plan.ts'
import type { Side } from './side.ts'
import { compareStored, type Compared } from './stored.ts'
import { playStorm, type StormPlan, type StormResult } from './storm.ts'
import type { Summary } from './times.ts'
import { playUpdates, type UpdatesPlan, type UpdatesResult } from './updates.ts'

/** Our program and, where they were asked as well, the baselines. */
export interface Beside<Result> {
  readonly ours: Result
  readonly bareWs: Result | null
  readonly socketIo: Result | null
}

export interface AnswersBeside extends Beside<AnswersResult> {
  readonly plan: AnswersPlan
  readonly stored: Compared
  readonly idleMB: number
}

export interface Measured {
  readonly commit: Summary
  readonly answers: readonly AnswersBeside[]
  readonly updates: Beside<UpdatesResult> | null
  readonly storm: Beside<StormResult> | null
}

/** Carries a plan out: each part in a fresh program, then against the baselines. */
export async function measure(
  world: World,
  plan: Plan,
  say: (what: string) => void,
): Promise<Measured> {
  const commit = await bareCommits(world.database, plan.commits)
  const frames = await world.withProgram(recordFrames)

  async function at<Result>(transport: Transport, play: (side: Side) => Promise<Result>) {
    say(`  the same at ${transport === 'ws' ? 'bare ws' : 'Socket.IO'}`)
    return withBaseline(transport, frames, play)
  }

  async function answer({ beside, ...each }: Plan['answers'][number]): Promise<AnswersBeside> {
    say(nameOf(each))
    const own = await world.withProgram(async (side) => {
      const { result, gameIds, acknowledged } = await playAnswers(side, each)
      const stored = await compareStored(side.database, gameIds, acknowledged)
      return { plan: each, ours: result, stored, idleMB: side.idleMB }
    })
    const play = async (side: Side) => (await playAnswers(side, { ...each, questions: 1 })).result
    return {
      ...own,
      bareWs: beside ? await at('ws', play) : null,
      socketIo: beside && !plan.isQuick ? await at('socket.io', play) : null,
    }
  }

  async function update(each: UpdatesPlan): Promise<Beside<UpdatesResult>> {
    say(`${each.rooms} × ${each.players} players, ${each.hz} updates a second`)
    const play = (side: Side) => playUpdates(side, each)
    const ours = await world.withProgram(play)
    return { ours, bareWs: await at('ws', play), socketIo: await at('socket.io', play) }
  }

  async function storm(each: StormPlan): Promise<Beside<StormResult>> {
    say(`${(each.rooms * each.players).toLocaleString('en-GB')} sockets cut at once`)
    const play = (side: Side) => playStorm(side, each)
    const ours = await world.withProgram(play)
    const bareWs = await at('ws', play)
    return { ours, bareWs, socketIo: plan.isQuick ? null : await at('socket.io', play) }
  }

  const answers: AnswersBeside[] = []
  for (const each of plan.answers) answers.push(await answer(each))
  const updates = plan.updates && (await update(plan.updates))
  return { commit, answers, updates, storm: plan.storm && (await storm(plan.storm)) }
}

/** What a scenario is called where its results are shown. */
export function nameOf({ rooms, players, withinMs }: AnswersPlan): string {
  const each = players.toLocaleString('en-GB')
  return `${rooms} × ${each} players, answers within ${withinMs / 1_000} s`
}
