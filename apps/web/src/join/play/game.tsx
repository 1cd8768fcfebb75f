import { useEffect, useMemo } from 'react'
import { MoreStrings, useStrings, type Loaders } from '../../i18n/strings.tsx'
import { useLive } from '../../live/use-live.ts'
import { useWakeLock } from '../../live/wake-lock.ts'
import { EntranceFrame } from '../entrance-frame.tsx'
import { leaveGame, markRemoved, type SavedPlayer } from '../saved-player.ts'
import { Ended } from './ended.tsx'
import { GameFrame } from './game-frame.tsx'
import { Screen } from './screen.tsx'

interface Props {
  readonly player: SavedPlayer
}

const loaders: Loaders = {
  en: async () => ({ play: (await import('../../i18n/en/play.ts')).play }),
  de: async () => ({ play: (await import('../../i18n/de/play.ts')).play }),
}

/** A game on a phone: connected, whatever happens to the connection, and on the right screen. */
export function Game({ player }: Props) {
  return (
    <MoreStrings loaders={loaders}>
      <Connected player={player} />
    </MoreStrings>
  )
}

function Connected({ player }: Props) {
  const { connection: t } = useStrings('join')
  const { gameId, token } = player
  const as = useMemo(() => ({ role: 'player', gameId, token }) as const, [gameId, token])
  const live = useLive(as)
  const connection = live?.state.connection
  const view = live?.state.view ?? null
  const isOver = view?.screen.name === 'finished'
  const ending = connection?.status === 'ended' ? connection.because : null
  useWakeLock(!isOver && ending === null)

  useEffect(() => {
    if (isOver) leaveGame(gameId)
  }, [isOver, gameId])
  useEffect(() => {
    if (ending === 'removed') markRemoved(player)
  }, [ending, player])

  if (live !== null && ending !== null && ending !== 'left' && !isOver)
    return <Ended because={ending} player={player} onAgain={live.again} />
  if (live === null || view === null)
    return (
      <EntranceFrame title={t.connecting} above={player.title}>
        {connection?.status === 'reconnecting' && <p role="status">{t.lost}</p>}
      </EntranceFrame>
    )
  return (
    <GameFrame view={view} isConnected={connection?.status === 'open' || isOver}>
      <Screen view={view} answer={live.state.answer} client={live.client} />
    </GameFrame>
  )
}
