import type { PlayerScreen, PlayerView } from '@quizmentor/engine/live/types'
import { useEffect } from 'react'
import { Icon, type IconName } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { vibrate } from '../vibration.ts'
import { Headline } from './headline.tsx'
import { Standing } from './standing.tsx'
import { SolutionList } from './solution-list.tsx'

type Revealed = Extract<PlayerScreen, { name: 'revealed' | 'leaderboard' }>
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

/** What one's answer was worth: in words and a sign, points, streak, rank and the way to the next. */
export function ResultScreen({ view, result }: Props) {
  const { result: t } = useStrings('play')
  const verdict = verdictOf(result)
  const { fill, icon } = looks[verdict]
  const { streak } = view.me
  useEffect(() => {
    if (verdict !== 'none') vibrate(verdict === 'wrong' ? 'wrong' : 'right')
  }, [verdict])

  return (
    <div className="flex grow flex-col">
      <div className={`keeps-colour flex grow flex-col justify-center gap-5 p-6 ${fill}`}>
        <Icon name={icon} className="animate-[land_300ms_var(--ease-out)] text-[7rem]" />
        <Headline className="text-5xl">{t[verdict]}</Headline>
        <p className="tabular font-display text-2xl font-black">
          {result.points > 0 ? t.points(result.points) : t.noPoints}
        </p>
        <div className="grid gap-1 text-lg">
          {streak > 1 && <p className="font-bold">{t.streak(streak)}</p>}
          <Standing view={view} />
        </div>
      </div>
      <div className="shrink-0 p-5">
        <SolutionList
          shown={result.shown}
          solution={result.solution}
          given={verdict === 'right' ? null : result.given}
        />
      </div>
    </div>
  )
}

function verdictOf({ given, correct, points }: Revealed): Verdict {
  if (given === null) return 'none'
  if (correct) return 'right'
  return points > 0 ? 'partly' : 'wrong'
}
