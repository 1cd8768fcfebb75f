import type { GameSettings } from './types.ts'

const most = 1_000
const lostToTime = 500

/**
 * Points of an answer: its score (0 to 1) of 1000, and by speed at the very end of the time half
 * of that. Time is measured against the set seconds, `factor` times as many for a player with extra
 * time, so pausing and extending change nobody's points; without a timer there is no speed to count.
 */
export function pointsFor(
  settings: GameSettings,
  score: number,
  latencyMs: number,
  factor = 1,
): number {
  if (settings.scoring === 'accuracy' || settings.seconds === null) return Math.round(most * score)
  const used = Math.min(1, latencyMs / (settings.seconds * 1_000 * factor))
  return Math.round((most - lostToTime * used) * score)
}
