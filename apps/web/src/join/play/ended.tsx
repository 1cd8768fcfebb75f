import type { LiveEnd } from '@quizmentor/client/live'
import { Button } from '../../design/button.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { go } from '../address.ts'
import { EntranceFrame } from '../entrance-frame.tsx'
import { forgetPlayer, type SavedPlayer } from '../saved-player.ts'

interface Props {
  readonly because: Exclude<LiveEnd, 'left'>
  readonly player: SavedPlayer
  /** Connects anew. */
  readonly onAgain: () => void
}

/** Why this device is no longer in the game, and what can be done about it. */
export function Ended({ because, player, onAgain }: Props) {
  const { ended } = useStrings('play')
  const { title, detail, action } = ended[because]

  function act() {
    if (because === 'replaced') return onAgain()
    if (because === 'outdated') return location.reload()
    if (because === 'unauthorized' || because === 'gone') forgetPlayer(player.gameId)
    go(because === 'gone' ? '/join' : `/j/${player.code}`)
  }

  return (
    <EntranceFrame title={title} above={player.title}>
      <p className="mb-6 text-lg">{detail}</p>
      <Button kind="primary" size="large" onClick={act}>
        {action}
      </Button>
    </EntranceFrame>
  )
}
