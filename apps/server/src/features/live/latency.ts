import type { ServerMessage } from '@quizmentor/contract/live'

type LatencyMessage = Extract<ServerMessage, { t: 'latency' }>

/** A connected player, and how long a frame takes to them and back; `null`: not yet measured. */
export interface PlayerLatency {
  readonly id: string
  readonly nickname: string
  readonly ms: number | null
}

const slowestShown = 5

/** What hosts are told of how far away the players are; `null` while there is nothing to tell. */
export function latencyMessage(players: readonly PlayerLatency[]): LatencyMessage | null {
  const measured = players.flatMap(({ id, nickname, ms }) =>
    ms === null ? [] : [{ id, nickname, ms: Math.round(ms) }],
  )
  if (players.length > 0 && measured.length === 0) return null
  measured.sort((one, other) => one.ms - other.ms)
  const at = (share: number) => measured[Math.ceil(measured.length * share) - 1]?.ms ?? 0
  return {
    t: 'latency',
    connected: players.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    slowest: measured.slice(-slowestShown).reverse(),
  }
}
