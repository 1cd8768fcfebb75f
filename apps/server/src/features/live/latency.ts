import type { ServerMessage } from '@quizmentor/contract/live'

type LatencyMessage = Extract<ServerMessage, { t: 'latency' }>

/** A connected player, and how long a frame takes to them and back; `null`: not yet measured. */
export interface PlayerLatency {
  readonly id: string
  readonly nickname: string
  readonly ms: number | null
}

/** Players who are connected to one node, and how far away they are. */
export interface Crowd {
  readonly connected: number
  /** Of those measured: milliseconds, rising. */
  readonly ms: readonly number[]
  /** The slowest of them, rising. */
  readonly slowest: LatencyMessage['slowest']
}

const slowestShown = 5

export function crowdOf(players: readonly PlayerLatency[]): Crowd {
  const measured = players.flatMap(({ id, nickname, ms }) =>
    ms === null ? [] : [{ id, nickname, ms: Math.round(ms) }],
  )
  measured.sort((one, other) => one.ms - other.ms)
  return {
    connected: players.length,
    ms: measured.map(({ ms }) => ms),
    slowest: measured.slice(-slowestShown),
  }
}

/** What hosts are told of how far away the players are; `null` while there is nothing to tell. */
export function latencyMessage(crowds: readonly Crowd[]): LatencyMessage | null {
  const connected = crowds.reduce((sum, crowd) => sum + crowd.connected, 0)
  const ms = crowds.flatMap((crowd) => crowd.ms).toSorted((one, other) => one - other)
  if (connected > 0 && ms.length === 0) return null
  const at = (share: number) => ms[Math.ceil(ms.length * share) - 1] ?? 0
  const slowest = crowds
    .flatMap((crowd) => crowd.slowest)
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, slowestShown)
  return { t: 'latency', connected, medianMs: at(0.5), p95Ms: at(0.95), slowest }
}
