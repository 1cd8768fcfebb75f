import { useEffect, useRef } from 'react'
import {
  readQuestionClock,
  shareLeft,
  useQuestionClock,
  type QuestionTimes,
} from './question-clock.ts'

interface Props {
  readonly question: QuestionTimes
  readonly serverNow: () => number
  readonly className?: string
}

const radius = 42
const round = 2 * Math.PI * radius

/**
 * A ring that empties, and the seconds in it: by the server's clock, the same on every device.
 * Nothing while only those with extra time may answer.
 */
export function Countdown({ question, serverNow, className = '' }: Props) {
  const ring = useRef<SVGCircleElement>(null)
  const { stage, seconds } = useQuestionClock(question, serverNow)
  const timed = question.closesAt !== null

  useEffect(() => {
    if (!timed) return
    // Under reduced motion the ring moves with the number, once a second.
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    let frame = 0
    const draw = () => {
      const now = serverNow()
      const { changesIn } = readQuestionClock(question, now)
      const whole = still && changesIn !== null ? now + changesIn - 1_000 : now
      const share = shareLeft(question, whole) ?? 1
      ring.current?.setAttribute('stroke-dashoffset', String(round * (1 - share)))
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [question, serverNow, timed, seconds])

  if (!timed || seconds === null || stage === 'longer') return null
  return (
    <svg viewBox="0 0 100 100" aria-hidden className={`shrink-0 ${className}`}>
      <circle cx="50" cy="50" r={radius} fill="none" strokeWidth="13" className="stroke-rule" />
      <circle
        ref={ring}
        cx="50"
        cy="50"
        r={radius}
        fill="none"
        strokeWidth="13"
        strokeDasharray={round}
        transform="rotate(-90 50 50)"
        className={`keeps-colour ${strokeAt(seconds)}`}
      />
      <text
        x="50"
        y="50"
        dy="0.36em"
        textAnchor="middle"
        className="tabular fill-ink font-display font-black"
        fontSize={seconds > 99 ? 30 : 40}
      >
        {seconds}
      </text>
    </svg>
  )
}

function strokeAt(seconds: number): string {
  if (seconds > 10) return 'stroke-answer-3'
  return seconds > 5 ? 'stroke-answer-2' : 'stroke-accent'
}
