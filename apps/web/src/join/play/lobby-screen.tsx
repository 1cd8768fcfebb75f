import type { PlayerView } from '@quizmentor/engine/live/types'
import { answerFill } from '../../design/answer-mark.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { playerPlace } from '../../live/player-place.ts'
import { Headline } from './headline.tsx'

/** Waiting for the game to begin, in one's own colour. */
export function LobbyScreen({ view }: { readonly view: PlayerView }) {
  const { lobby } = useStrings('play')
  const { id, nickname } = view.me
  return (
    <div
      className={`keeps-colour flex grow flex-col justify-between gap-8 p-6 ${answerFill(playerPlace(id))}`}
    >
      <p className="font-bold">{view.title}</p>
      <Headline className="text-5xl">{lobby.title}</Headline>
      <p className="poster text-3xl break-words" dir="auto">
        {nickname}
      </p>
      <p className="max-w-narrow text-lg">{lobby.detail}</p>
    </div>
  )
}
