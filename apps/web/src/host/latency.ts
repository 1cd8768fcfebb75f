import type { LiveLatency } from '@quizmentor/client/live'

const slowFromMs = 500

/** Whether so many milliseconds there and back may cost an answer. */
export function isSlow(ms: number): boolean {
  return ms > slowFromMs
}

/** How many are slow, as far as is known: only the slowest few are named. */
export function slowCount({ connected, slowest }: Pick<LiveLatency, 'connected' | 'slowest'>): {
  readonly count: number
  readonly orMore: boolean
} {
  const count = slowest.filter(({ ms }) => isSlow(ms)).length
  return { count, orMore: count === slowest.length && count < connected }
}
