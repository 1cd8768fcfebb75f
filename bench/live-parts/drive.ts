import { setTimeout as delay } from 'node:timers/promises'
import type { Crowd, Table } from './crowd.ts'
import { machineMs } from './machine-time.ts'
import type { Driven, Input } from './orders.ts'
import { within } from './times.ts'

const patienceMs = 60_000

/**
 * Extends the question in all games, so often a second and not all at the same moment, and measures
 * from each command to each player's being shown what came of it. Every command makes one version;
 * who gets a later version got all before it.
 */
export async function drive(crowd: Crowd, { hz, seconds }: Input<'drive'>): Promise<Driven> {
  const began = machineMs() + 100
  const rounds = Math.round(hz * seconds)
  const results = await Promise.all(
    crowd.tables.map((table) => driveOne(table, began + Math.random() * (1_000 / hz), hz, rounds)),
  )
  const total = (of: (driven: Driven) => number) => results.reduce((sum, each) => sum + of(each), 0)
  const times = new Float64Array(total((each) => each.times.length))
  let filled = 0
  for (const each of results) {
    times.set(each.times, filled)
    filled += each.times.length
  }
  return {
    times,
    commands: total((each) => each.commands),
    seconds: Math.max(0, ...results.map((each) => each.seconds)),
    refused: total((each) => each.refused),
    missing: total((each) => each.missing),
    frames: total((each) => each.frames),
  }
}

async function driveOne(
  { players, hosts }: Table,
  began: number,
  hz: number,
  rounds: number,
): Promise<Driven> {
  const base = players[0]?.bot.live.state.view?.version ?? 0
  const sent = new Float64Array(rounds)
  const times = new Float64Array(rounds * players.length)
  let reached = 0
  let frames = 0
  const all = Promise.all(
    players.map(
      ({ bot }) =>
        new Promise<void>((resolve) => {
          let seen = 0
          bot.onView = () => {
            const now = machineMs()
            const version = (bot.live.state.view?.version ?? 0) - base
            frames++
            for (; seen < version && seen < rounds; seen++)
              times[reached++] = now - (sent[seen] ?? now)
            if (seen === rounds) resolve()
          }
        }),
    ),
  )
  let refused = 0
  const replies: Promise<void>[] = []
  for (let round = 0; round < rounds; round++) {
    const early = began + (round * 1_000) / hz - machineMs()
    if (early > 1) await delay(early)
    const host = hosts[round % hosts.length]
    if (host === undefined) throw new Error('a game has no host')
    sent[round] = machineMs()
    const reply = host.live.command({ name: 'extend', seconds: 1 })
    replies.push(
      reply.then((refusal) => {
        if (refusal !== null) refused++
      }),
    )
  }
  // Whatever is late must not come in the middle of the next measurement.
  await within(patienceMs, Promise.all([all, ...replies]))
  for (const { bot } of players) bot.onView = () => {}
  const missing = rounds * players.length - reached
  const seconds = ((sent[rounds - 1] ?? 0) - (sent[0] ?? 0)) / 1_000 + 1 / hz
  return { times: times.subarray(0, reached), commands: rounds, seconds, refused, missing, frames }
}
