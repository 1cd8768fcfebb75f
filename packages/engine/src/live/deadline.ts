import type { GameState } from './types.ts'

/** How long after the end of the time an answer that was on its way still counts, for everybody. */
export const GRACE_MS = 500

/** How much longer than everybody's a player's time for a question is. */
export function extraMs({ setup, extraTime }: GameState, playerId: string): number {
  const factor = extraTime.get(playerId) ?? 1
  return (factor - 1) * (setup.settings.seconds ?? 0) * 1_000
}

/**
 * When a player's time for the open question ends, the grace left out; `null` without a timer or an
 * open question. While paused it stands still as the phase's own `closesAt` does.
 */
export function deadlineOf(state: GameState, playerId: string): number | null {
  const { phase } = state
  if (phase.name !== 'question_open' || phase.closesAt === null) return null
  return phase.closesAt + extraMs(state, playerId)
}

/**
 * When the time of all ends: everybody's, or that of the last player with extra time who is in and
 * has yet to answer. `butFor` a player who is about to answer or to go.
 */
export function lastDeadline(state: GameState, butFor: string | null = null): number | null {
  const { phase, players, answers, extraTime } = state
  if (phase.name !== 'question_open' || phase.closesAt === null) return null
  const given = answers[phase.question]
  let longest = 0
  for (const playerId of extraTime.keys())
    if (playerId !== butFor && players.get(playerId)?.status === 'in' && !given?.has(playerId))
      longest = Math.max(longest, extraMs(state, playerId))
  return phase.closesAt + longest
}

/** Whether the time of all is over, its grace included. `butFor` as in `lastDeadline`. */
export function isTimeOver(state: GameState, now: number, butFor: string | null = null): boolean {
  const { phase } = state
  if (phase.name !== 'question_open' || phase.paused !== null || phase.closesAt === null)
    return false
  // Before everybody's time is over nobody's extra time matters.
  if (now < phase.closesAt + GRACE_MS) return false
  const last = lastDeadline(state, butFor)
  return last !== null && now >= last + GRACE_MS
}
