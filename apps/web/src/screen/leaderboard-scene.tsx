import type { LeaderboardRow } from '@quizmentor/engine/live/types'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly rows: readonly LeaderboardRow[]
  readonly question: { readonly index: number; readonly total: number }
}

/** The best ten: each comes from the rank it had before. */
export function LeaderboardScene({ rows, question }: Props) {
  const { screen: t } = useStrings('host')
  const best = Math.max(1, rows[0]?.score ?? 0)
  return (
    <div className="stage-page">
      <div className="mb-[calc(2.2*var(--u))] flex items-baseline justify-between">
        <h1 className="poster text-[calc(6.5*var(--u))]">{t.leaderboard}</h1>
        <p className="text-[calc(1.8*var(--u))] font-bold">
          {t.question} {t.of(question.index + 1, question.total)}
        </p>
      </div>
      {rows.length === 0 && <p className="text-[calc(3*var(--u))]">{t.nobodyScored}</p>}
      <ol className="min-h-0 grow overflow-hidden" style={{ '--rows': Math.max(5, rows.length) }}>
        {rows.map((row, index) => (
          <li
            key={row.playerId}
            className="rank-row"
            style={{ '--from': placeBefore(row, index, rows.length) - index }}
          >
            <span className="stage-number w-[1.6em] shrink-0 text-end text-[1.25em]">
              {t.rank(row.rank)}
            </span>
            <Strip row={row} share={row.score / best} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function Strip({ row, share }: { readonly row: LeaderboardRow; readonly share: number }) {
  const { number } = useFormat()
  return (
    <span className="min-w-0 grow self-stretch">
      <span className="rank-strip keeps-colour" style={{ '--share': share }}>
        <span className="min-w-0 grow truncate" dir="auto">
          {row.nickname}
        </span>
        <Moved places={row.moved} />
        <span className="stage-number shrink-0">{number(row.score)}</span>
      </span>
    </span>
  )
}

function Moved({ places }: { readonly places: number }) {
  const { screen: t } = useStrings('host')
  if (places === 0) return null
  const up = places > 0
  return (
    <span
      className={`flex shrink-0 items-center text-[0.7em] ${up ? 'text-[#14683f]' : 'text-[#a01c3a]'}`}
    >
      <Icon name={up ? 'up' : 'down'} label={up ? t.up(places) : t.down(-places)} />
      <span aria-hidden className="tabular">
        {Math.abs(places)}
      </span>
    </span>
  )
}

/** Where a row stood before, from 0; those who were off the board come from just below it. */
function placeBefore({ moved }: LeaderboardRow, index: number, rows: number): number {
  return Math.min(rows, Math.max(0, index + moved))
}
