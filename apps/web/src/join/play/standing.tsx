import type { PlayerView } from '@quizmentor/engine/live/types'
import { useStrings } from '../../i18n/strings.tsx'

/** One's rank, and how far the next is away. */
export function Standing({ view }: { readonly view: PlayerView }) {
  const { result: t } = useStrings('play')
  const { rank, gap, score } = view.me
  // Where nobody has points, everybody is first: that is nothing to boast of.
  if (gap === null && score === 0) return <p className="text-lg">{t.allZero}</p>
  return (
    <p className="tabular text-lg">
      <strong className="block">{t.rank(rank, view.playerCount)}</strong>
      {gap === null ? t.lead : t.gap(gap)}
    </p>
  )
}
