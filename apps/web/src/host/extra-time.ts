import {
  extraTimeFactors,
  type ExtraTimeFactor,
  type HostView,
} from '@quizmentor/engine/live/types'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'

/** One of the times that a player may have. */
export interface TimeChoice {
  readonly factor: ExtraTimeFactor
  /** “Twice the time” */
  readonly name: string
  /** “200% · 40 s” */
  readonly measure: string
}

/** The times that a player may have; none in a game without a timer. */
export function useTimeChoices(seconds: number | null): readonly TimeChoice[] {
  const { players: t } = useStrings('host').control
  const { number, percent } = useFormat()
  if (seconds === null) return []
  return extraTimeFactors.map((factor) => ({
    factor,
    name: t.factors[factor],
    measure: t.measure(percent(factor), number(factor * seconds)),
  }))
}

/** A player's own time as a multiple of everybody's. */
export function factorOf({ extraTime }: Pick<HostView, 'extraTime'>, id: string): ExtraTimeFactor {
  return extraTime.find(({ playerId }) => playerId === id)?.factor ?? 1
}
