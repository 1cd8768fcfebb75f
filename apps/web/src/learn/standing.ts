import type { IntervalValue } from '../design/interval.tsx'

export type Level = 'unsure' | 'beginning' | 'growing' | 'solid' | 'mastered'

/**
 * What a competency amounts to. The better levels ask for evidence: the low end of the interval
 * must be there, not only the estimate.
 */
export function levelOf({ estimate, low, high }: IntervalValue): Level {
  if (high - low > 45) return 'unsure'
  if (low >= 80) return 'mastered'
  if (low >= 60) return 'solid'
  return estimate >= 45 ? 'growing' : 'beginning'
}
