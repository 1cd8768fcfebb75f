import type { QuestionInView } from '@quizmentor/engine/live/types'
import { useState } from 'react'
import { useQuestionClock } from './question-clock.ts'

interface Props {
  readonly question: QuestionInView
  readonly serverNow: () => number
  readonly words: {
    readonly secondsLeft: (count: number) => string
    readonly timeIsUp: string
  }
}

const spokenAt = [30, 10]

/** Says the time for those who listen: at its start, at 30 s, at 10 s and at its end. */
export function SpokenTime({ question, serverNow, words }: Props) {
  const { stage, seconds } = useQuestionClock(question, serverNow)
  const [said, setSaid] = useState('')
  const [begun, setBegun] = useState(false)

  const starts = stage === 'open' && !begun
  if (starts) setBegun(true)
  const due =
    stage === 'over'
      ? words.timeIsUp
      : stage === 'open' && seconds !== null && (starts || spokenAt.includes(seconds))
        ? words.secondsLeft(seconds)
        : said
  if (due !== said) setSaid(due)
  return (
    <p role="status" aria-live="assertive" className="only-heard">
      {due}
    </p>
  )
}
