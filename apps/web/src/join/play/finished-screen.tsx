import type { PlayerView } from '@quizmentor/engine/live/types'
import { useEffect, useState } from 'react'
import { answerFill } from '../../design/answer-mark.tsx'
import { buttonClass } from '../../design/button.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { playerPlace } from '../../live/player-place.ts'
import { isSignedIn } from '../api.ts'
import { Headline } from './headline.tsx'
import { TopFew } from './top-few.tsx'

/** The end: the final rank, the podium's place, and what to do with what was learned. */
export function FinishedScreen({ view }: { readonly view: PlayerView }) {
  const { finished: t } = useStrings('play')
  const { me, playerCount, top } = view
  const isAllZero = me.gap === null && me.score === 0
  const place = me.score > 0 ? t.podium[me.rank - 1] : undefined
  return (
    <div className="flex grow flex-col">
      <div
        className={`keeps-colour flex min-h-64 grow flex-col justify-center gap-3 p-6
          ${answerFill(playerPlace(me.id))}`}
      >
        <p className="font-bold">{view.title}</p>
        <Headline className="text-5xl">
          {isAllZero ? t.title : (place ?? t.rank(me.rank, playerCount))}
        </Headline>
        <p className="text-lg">
          {isAllZero
            ? t.nobody
            : `${place === undefined ? '' : `${t.rank(me.rank, playerCount)}, `}${t.points(me.score)}`}
        </p>
      </div>
      <div className="grid shrink-0 gap-6 p-6">
        {!isAllZero && <TopFew rows={top} myId={me.id} />}
        <Onward />
      </div>
    </div>
  )
}

/** Where to go on: to practice, or to an account first. */
function Onward() {
  const { finished: t } = useStrings('play')
  const [signedIn, setSignedIn] = useState<boolean | null>(null)
  useEffect(() => {
    let gone = false
    void isSignedIn().then((answer) => gone || setSignedIn(answer))
    return () => void (gone = true)
  }, [])
  if (signedIn === null) return null
  return (
    <div className="grid gap-4">
      <p className="text-soft">{signedIn ? t.practiseDetail : t.signUpDetail}</p>
      <a
        href={signedIn ? '/' : '/sign-up'}
        className={buttonClass({ kind: 'primary', size: 'large' })}
      >
        {signedIn ? t.practise : t.signUp}
      </a>
      <a href="/join" className={buttonClass()}>
        {t.anotherGame}
      </a>
    </div>
  )
}
