import type { PlayerScreen, PlayerView } from '@quizmentor/engine/live/types'
import { useEffect } from 'react'
import { Icon, type IconName } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { vibrate } from '../vibration.ts'
import { Headline } from './headline.tsx'
import { Standing } from './standing.tsx'
import { SolutionList } from './solution-list.tsx'
import { TopFew } from './top-few.tsx'

type Revealed = Extract<PlayerScreen, { name: 'revealed' }>
type Verdict = 'right' | 'partly' | 'wrong' | 'none'

interface Props {
  readonly view: PlayerView
  readonly result: Revealed
}

const looks: Record<Verdict, { readonly fill: string; readonly icon: IconName }> = {
  right: { fill: 'bg-correct text-paper', icon: 'check' },
  partly: { fill: 'bg-partial text-paper', icon: 'partial' },
  wrong: { fill: 'bg-wrong text-paper', icon: 'cross' },
  none: { fill: 'bg-sunk text-ink', icon: 'minus' },
}

/** What one's answer was worth, in words and a sign; points, streak, rank, the way to the next, the top. */
export function ResultScreen({ view, result }: Props) {
  const { leaderboard, result: t } = useStrings('play')
  const verdict = verdictOf(result)
  const { fill, icon } = looks[verdict]
  const { id, score, gap, streak } = view.me
  const hasPoints = gap !== null || score > 0
  useEffect(() => {
    if (verdict !== 'none') vibrate(verdict === 'wrong' ? 'wrong' : 'right')
  }, [verdict])

  return (
    <div className="flex grow flex-col">
      <div className={`keeps-colour flex grow flex-col justify-center gap-3 px-5 py-6 ${fill}`}>
        <Icon name={icon} className="-ms-2.5 animate-[land_300ms_var(--ease-out)] text-[5rem]" />
        <Headline className="text-5xl">{t[verdict]}</Headline>
        <p className="tabular font-display text-2xl font-black">
          {result.points > 0 ? t.points(result.points) : t.noPoints}
        </p>
        {streak > 1 && <p className="text-lg font-bold">{t.streak(streak)}</p>}
        <Standing view={view} />
      </div>
      <div className="grid shrink-0 gap-6 p-5">
        <SolutionList
          shown={result.shown}
          solution={result.solution}
          given={verdict === 'right' ? null : result.given}
        />
        {hasPoints && (
          <section>
            <h2 className="mb-1 font-sans text-sm font-normal tracking-normal text-soft">
              {leaderboard.title}
            </h2>
            <TopFew rows={view.top} myId={id} />
          </section>
        )}
      </div>
    </div>
  )
}

function verdictOf({ given, correct, points }: Revealed): Verdict {
  if (given === null) return 'none'
  if (correct) return 'right'
  return points > 0 ? 'partly' : 'wrong'
}
