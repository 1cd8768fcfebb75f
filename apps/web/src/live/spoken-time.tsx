import { useState } from 'react'
import { useQuestionClock, type QuestionTimes } from './question-clock.ts'

interface Props {
  readonly question: QuestionTimes
  readonly serverNow: () => number
  readonly words: {
    readonly secondsLeft: (count: number) => string
    readonly timeIsUp: string
    /** For those who see a question of which others may have longer. */
    readonly someLonger?: string
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
  const ends = { longer: words.someLonger ?? words.timeIsUp, over: words.timeIsUp }
  const isTold = starts || (seconds !== null && spokenAt.includes(seconds))
  const due =
    stage === 'longer' || stage === 'over'
      ? ends[stage]
      : stage === 'open' && seconds !== null && isTold
        ? words.secondsLeft(seconds)
        : said
  if (due !== said) setSaid(due)
  return (
    <p role="status" aria-live="assertive" className="only-heard">
      {due}
    </p>
  )
}
