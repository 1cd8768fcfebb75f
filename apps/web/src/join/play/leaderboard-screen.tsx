import type { LeaderboardRow, PlayerView } from '@quizmentor/engine/live/types'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { Headline } from './headline.tsx'

/** One's own rank first, then the top few. */
export function LeaderboardScreen({ view }: { readonly view: PlayerView }) {
  const { leaderboard: t, result } = useStrings('play')
  const { me, playerCount } = view
  const isAllZero = me.gap === null && me.score === 0
  return (
    <div className="flex grow flex-col gap-8 p-6">
      <div>
        <p className="text-soft">{t.title}</p>
        <Headline className="text-5xl">
          {isAllZero ? result.noPoints : result.rank(me.rank, playerCount)}
        </Headline>
        <p className="mt-3 text-lg">
          {isAllZero ? result.allZero : me.gap === null ? result.lead : result.gap(me.gap)}
        </p>
      </div>
      <TopFew rows={view.top} myId={me.id} />
    </div>
  )
}

interface TopProps {
  readonly rows: readonly LeaderboardRow[]
  readonly myId: string
}

/** The best of the game, oneself marked. */
export function TopFew({ rows, myId }: TopProps) {
  const { leaderboard: t } = useStrings('play')
  const { number } = useFormat()
  return (
    <ol className="border-t-4 border-ink">
      {rows.map((row) => {
        const isMe = row.playerId === myId
        return (
          <li
            key={row.playerId}
            className={`tabular flex min-h-14 items-center gap-3 border-b border-rule
              ${isMe ? 'bg-ink px-3 text-paper' : ''}`}
          >
            <span className="min-w-12 shrink-0 font-display text-xl font-black whitespace-nowrap">
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
