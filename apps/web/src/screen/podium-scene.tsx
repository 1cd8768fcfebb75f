import type { LeaderboardRow } from '@quizmentor/engine/live/types'
import { useEffect, useRef } from 'react'
import { answerFill } from '../design/answer-mark.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { throwConfetti } from './confetti.ts'
import { Fit } from './fit.tsx'
import { podiumAfterMs } from './podium-times.ts'

interface Props {
  readonly title: string
  readonly rows: readonly LeaderboardRow[]
}

/** Second, first, third: as they stand, from left to right. */
const standing = [1, 0, 2]
const heights = ['62%', '44%', '30%']
const fills = ['bg-[#1c1a17] text-[#fdf6e6]', answerFill(0), answerFill(2)]

/** The end: third, second, first, and confetti for all of them. */
export function PodiumScene({ title, rows }: Props) {
  const { screen: t } = useStrings('host')
  const canvas = useRef<HTMLCanvasElement>(null)
  const winners = rows.filter((row) => row.score > 0)
  const isEmpty = winners.length === 0

  useEffect(() => {
    if (canvas.current === null || isEmpty) return
    return throwConfetti(canvas.current, podiumAfterMs[0])
  }, [isEmpty])

  return (
    <div className="stage-page !pb-0">
      <div className="flex items-baseline justify-between gap-[calc(3*var(--u))]">
        <h1 className="poster text-[calc(4.5*var(--u))]">{title}</h1>
        <p className="shrink-0 text-[calc(1.8*var(--u))] font-bold">{t.podium}</p>
      </div>
      {isEmpty ? (
        <p className="poster my-auto text-[calc(5*var(--u))]">{t.nobodyScored}</p>
      ) : (
        <ol className="podium mx-auto mt-[calc(2*var(--u))] min-h-0 w-full max-w-[82cqw] grow">
          {standing.map((place) => {
            const row = winners[place]
            return row === undefined ? (
              <li key={place} aria-hidden />
            ) : (
              <Place key={place} row={row} place={place} />
            )
          })}
        </ol>
      )}
      <canvas ref={canvas} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
    </div>
  )
}

function Place({ row, place }: { readonly row: LeaderboardRow; readonly place: number }) {
  const { screen: t } = useStrings('host')
  const { number } = useFormat()
  return (
    <li
      className="podium-place"
      style={{ '--wait': `${podiumAfterMs[place] ?? 0}ms`, '--height': heights[place] }}
    >
      <div className="podium-name flex min-h-0 grow flex-col justify-end pb-[calc(1.4*var(--u))]">
        <Fit most={place === 0 ? 5 : 4} least={1.6} align="end" className="grow">
          <p className="poster leading-[1.02] break-words" dir="auto">
            {row.nickname}
          </p>
        </Fit>
        <p className="stage-number pt-[0.3em] text-[calc(2*var(--u))]">{number(row.score)}</p>
      </div>
      <div className={`podium-step keeps-colour grid place-items-center ${fills[place] ?? ''}`}>
        <span className="stage-number text-[calc(10*var(--u))]" aria-label={t.place[place]}>
          {row.rank}
        </span>
      </div>
    </li>
  )
}
