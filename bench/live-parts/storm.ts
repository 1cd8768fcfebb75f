import { setTimeout as delay } from 'node:timers/promises'
import { everybodySees, seat, toAll, warmUp } from './everybody.ts'
import { Fleets } from './fleets.ts'
import { peakMB, processorMs, residentMB } from './process.ts'
import type { Side } from './side.ts'
import { sum, summary } from './times.ts'

export interface StormPlan {
  readonly rooms: number
  /** Of each room. */
  readonly players: number
}

const joinsPerSecond = 500
const settleMs = 500

/**
 * In the middle of a question all sockets are cut at once, as by a proxy that falls: how long until
 * everybody is back with a view, by the client's own reconnecting.
 */
export async function playStorm(side: Side, { rooms, players }: StormPlan) {
  const games = await side.openGames(rooms)
  const fleets = new Fleets(rooms * players)
  try {
    await warmUp(fleets, side)
    await seat(fleets, side, games, { players, joinsPerSecond })
    if (side.cookie !== '')
      do await toAll(fleets, 'next')
      while (!(await everybodySees(fleets, 'question_open')))
    await delay(settleMs)
    const beforeMB = await residentMB(side.pid)

    await fleets.load()
    const usedBefore = await processorMs(side.pid)
    const returned = await fleets.tell('cut', null)
    const used = (await processorMs(side.pid)) - usedBefore
    const load = await fleets.load()
    const times = returned.flatMap((each) => Array.from(each.times))
    const onTheRightScreen = await everybodySees(fleets, 'question_open')
    if (side.cookie !== '') await fleets.tell('lead', { name: 'finish' })
    return {
      sockets: rooms * players,
      ...summary(times),
      missing: sum(returned.map((each) => each.missing)),
      onTheRightScreen,
      triesEach: sum(returned.map((each) => each.tries)) / (rooms * players),
      processorMsEach: used / (rooms * players),
      residentMB: { before: beforeMB, peak: await peakMB(side.pid) },
      load,
    }
  } finally {
    await fleets.stop()
  }
}

export type StormResult = Awaited<ReturnType<typeof playStorm>>
