import type { LeaderboardRow } from '@quizmentor/engine/live/types'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly rows: readonly LeaderboardRow[]
  readonly myId: string
}

/** The best of the game, oneself marked. */
export function TopFew({ rows, myId }: Props) {
  const { leaderboard: t } = useStrings('play')
  const { number } = useFormat()
  return (
    <ol className="border-t-4 border-ink">
      {rows.map((row) => {
        const isMe = row.playerId === myId
        return (
          <li
            key={row.playerId}
            className={`tabular flex min-h-12 items-center gap-3 border-b border-rule px-3
              ${isMe ? 'bg-ink text-paper' : ''}`}
          >
            <span className="min-w-14 shrink-0 font-display text-xl font-black whitespace-nowrap">
              {t.rank(row.rank)}
            </span>
            <span className="min-w-0 grow truncate font-bold" dir="auto">
              {row.nickname}
              {isMe && <span className="ms-2 text-sm font-normal">({t.you})</span>}
            </span>
            <Moved places={row.moved} />
            <span className="shrink-0 font-bold">{number(row.score)}</span>
          </li>
        )
      })}
    </ol>
  )
}

function Moved({ places }: { readonly places: number }) {
  const { leaderboard: t } = useStrings('play')
  if (places === 0) return null
  return places > 0 ? (
    <Icon name="up" label={t.up(places)} />
  ) : (
    <Icon name="down" label={t.down(-places)} />
  )
}
