import type { QuestionInView, StageQuestion } from '@quizmentor/engine/live/types'
import { useCallback, useSyncExternalStore } from 'react'

/** When a question opens and closes, and for those with extra time. */
export type QuestionTimes = Pick<QuestionInView, 'opensAt' | 'closesAt' | 'left'> &
  Partial<Pick<StageQuestion, 'extraUntil'>>

/** Where a question stands by the server's clock. */
export interface QuestionClock {
  /**
   * `longer`: only those with extra time may still answer; `over`: the time is up, and the server
   * has yet to say so.
   */
  readonly stage: 'preview' | 'open' | 'longer' | 'over'
  /** Whole seconds until the stage is over; `null` without a timer. */
  readonly seconds: number | null
  /** Milliseconds until `stage` or `seconds` change; `null`: not by themselves. */
  readonly changesIn: number | null
}

/** Reads a question's clock. A second counts until it is over: 0.1 s are shown as 1. */
export function readQuestionClock(question: QuestionTimes, now: number): QuestionClock {
  const { opensAt, closesAt, left, extraUntil } = question
  const untilOpen = left?.untilOpen ?? opensAt - now
  const untilClose = left === null ? closesAt && closesAt - now : left.untilClose
  const ticks = (ms: number) => (left === null ? ms % 1_000 || 1_000 : null)
  if (untilOpen > 0)
    return { stage: 'preview', seconds: Math.ceil(untilOpen / 1_000), changesIn: ticks(untilOpen) }
  if (untilClose === null) return { stage: 'open', seconds: null, changesIn: null }
  if (untilClose > 0)
    return { stage: 'open', seconds: Math.ceil(untilClose / 1_000), changesIn: ticks(untilClose) }
  const untilLast = untilClose + ((extraUntil ?? closesAt ?? 0) - (closesAt ?? 0))
  return untilLast > 0
    ? { stage: 'longer', seconds: Math.ceil(untilLast / 1_000), changesIn: ticks(untilLast) }
    : { stage: 'over', seconds: 0, changesIn: null }
}

/** How much of the time is left, from 1 to 0; `null` without a timer. */
export function shareLeft({ opensAt, closesAt, left }: QuestionTimes, now: number): number | null {
  const untilClose = left === null ? closesAt && closesAt - now : left.untilClose
  if (closesAt === null || untilClose === null) return null
  const untilOpen = left?.untilOpen ?? opensAt - now
  const all = left === null ? closesAt - opensAt : untilClose - untilOpen
  return Math.min(1, Math.max(0, untilClose / all))
}

/** A question's clock, kept up to date each second. */
export function useQuestionClock(
  question: QuestionTimes,
  serverNow: () => number,
): Pick<QuestionClock, 'stage' | 'seconds'> {
  const subscribe = useCallback(
    (changed: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const wait = () => {
        const { changesIn } = readQuestionClock(question, serverNow())
        if (changesIn === null) return
        timer = setTimeout(() => {
          changed()
          wait()
        }, changesIn)
      }
      wait()
      return () => clearTimeout(timer)
    },
    [question, serverNow],
  )
  // One value that compares by what it says.
  const snapshot = useSyncExternalStore(subscribe, () => {
    const { stage, seconds } = readQuestionClock(question, serverNow())
    return `${stage} ${seconds ?? ''}` as const
  })
  const [stage, seconds] = snapshot.split(' ')
  return {
    stage: stage === 'preview' || stage === 'open' || stage === 'longer' ? stage : 'over',
    seconds: seconds === undefined || seconds === '' ? null : Number(seconds),
  }
}
