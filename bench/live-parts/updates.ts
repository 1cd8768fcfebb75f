import { setTimeout as delay } from 'node:timers/promises'
import { everybodySees, seat, toAll, warmUp } from './everybody.ts'
import { Fleets } from './fleets.ts'
import { processorMs } from './process.ts'
import { destinationOf, type Side } from './side.ts'
import { sum, summary } from './times.ts'

export interface UpdatesPlan {
  readonly rooms: number
  /** Of each room. */
  readonly players: number
  /** Updates a second in each room. */
  readonly hz: number
  readonly seconds: number
  /** Whether to look for the highest rate that is sustained. */
  readonly climbs: boolean
}

export const sustainedP99Ms = 50
/** Updates sent, of those that should have been. */
const sustainedShare = 0.98
/** What one host's socket may say in a second, with room to spare. */
const commandsEach = 10
const joinsPerSecond = 500
const settleMs = 500
const stepSeconds = 4
const highestHz = 320
const lowestHz = 1
const finestFactor = 1.08

/**
 * Games whose host changes the open question many times a second (by extending its time); every
 * change goes to all players of the game. Then, in steps, how often that can be before the slowest
 * percent of the updates takes too long.
 */
export async function playUpdates(side: Side, plan: UpdatesPlan) {
  const { rooms, players, hz, seconds, climbs } = plan
  const games = await side.openGames(rooms)
  // Whole games: what a process sends and receives, it measures.
  const fleets = new Fleets(rooms * players, rooms)
  try {
    await warmUp(fleets, side)
    await seat(fleets, side, games, { players, joinsPerSecond })
    do await toAll(fleets, 'next')
    while (!(await everybodySees(fleets, 'question_open')))
    await delay(settleMs)

    await driveAt(fleets, side, hz, 1)
    const at = await driveAt(fleets, side, hz, seconds)
    const highest = climbs ? await climb(fleets, side, plan) : null
    if (side.cookie !== '') await fleets.tell('lead', { name: 'finish' })
    return { ...at, highest }
  } finally {
    await fleets.stop()
  }
}

export type UpdatesResult = Awaited<ReturnType<typeof playUpdates>>

type Step = Awaited<ReturnType<typeof driveAt>>

async function driveAt(fleets: Fleets, side: Side, hz: number, seconds: number) {
  await fleets.tell('host', {
    ...destinationOf(side),
    cookie: side.cookie,
    each: Math.ceil(hz / commandsEach),
  })
  await fleets.load()
  const usedBefore = await processorMs(side.pid)
  const began = performance.now()
  const driven = await fleets.tell('drive', { hz, seconds })
  const took = (performance.now() - began) / 1_000
  const used = (await processorMs(side.pid)) - usedBefore
  const load = await fleets.load()
  const frames = sum(driven.map((each) => each.frames))
  const updates = sum(driven.map((each) => each.times.length))
  const missing = sum(driven.map((each) => each.missing))
  const longest = Math.max(...driven.map((each) => each.seconds))
  return {
    hz,
    commandsPerSecond: sum(driven.map((each) => each.commands)) / longest,
    framesPerSecond: frames / longest,
    ...summary(driven.flatMap((each) => Array.from(each.times))),
    missing,
    refused: sum(driven.map((each) => each.refused)),
    /** Frames that a later one made superfluous, and that were not sent. */
    coalesced: 1 - frames / Math.max(1, updates),
    processorMicrosPerFrame: (used * 1_000) / Math.max(1, frames),
    processorShare: used / (took * 1_000),
    load,
  }
}

function isSustained(step: Step, rooms: number): boolean {
  const asked = step.hz * rooms
  return (
    step.p99Ms < sustainedP99Ms &&
    step.missing === 0 &&
    step.refused === 0 &&
    step.commandsPerSecond >= asked * sustainedShare
  )
}

/** The highest rate that is sustained, to a few percent; 0 where not even a slow one is. */
async function climb(fleets: Fleets, side: Side, plan: UpdatesPlan) {
  const sustained: Step[] = []
  // Once more where it fails: something else may have had the processor for a moment.
  const holds = async (hz: number) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const step = await driveAt(fleets, side, hz, stepSeconds)
      if (!isSustained(step, plan.rooms)) continue
      sustained.push(step)
      return true
    }
    return false
  }
  let held = 0
  let failed = Infinity
  for (let hz = plan.hz; hz <= highestHz && hz >= lowestHz;) {
    if (await holds(hz)) held = hz
    else failed = hz
    if (held > 0 && failed < Infinity) break
    hz = held > 0 ? hz * 2 : hz / 2
  }
  while (held > 0 && failed < Infinity && failed / held > finestFactor) {
    const hz = Math.sqrt(held * failed)
    if (await holds(hz)) held = hz
    else failed = hz
  }
  const best = sustained.find(({ hz }) => hz === held) ?? null
  return { hz: held, updatesPerSecond: held * plan.rooms, best }
}
