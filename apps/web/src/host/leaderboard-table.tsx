import type { LeaderboardRow } from '@quizmentor/engine/live/types'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'

/** The best ten. */
export function LeaderboardTable({ rows }: { readonly rows: readonly LeaderboardRow[] }) {
  const { screen: t } = useStrings('host')
  const { number } = useFormat()
  if (rows.length === 0) return <p className="text-soft">{t.nobodyScored}</p>
  return (
    <ol className="border-t-2 border-ink">
      {rows.map((row) => (
        <li
          key={row.playerId}
          className="tabular flex min-h-12 items-center gap-4 border-b border-rule"
        >
          <span className="w-9 shrink-0 text-end font-display text-lg font-black">
            {t.rank(row.rank)}
          </span>
          <span className="min-w-0 grow truncate font-bold" dir="auto">
            {row.nickname}
          </span>
          <span className="shrink-0">{number(row.score)}</span>
        </li>
      ))}
    </ol>
  )
}
