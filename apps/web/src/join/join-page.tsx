import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useStrings } from '../i18n/strings.tsx'
import { placeOf, usePath } from './address.ts'
import { Entrance } from './entrance.tsx'
import { EntranceFrame } from './entrance-frame.tsx'
import { isPlaying, savedPlayer } from './saved-player.ts'

const Game = lazy(async () => ({ default: (await import('./play/game.tsx')).Game }))

/** The players' page: a code, a nickname, and then the game. */
export function JoinPage() {
  const words = useStrings('join')
  const path = usePath()
  const place = useMemo(() => placeOf(path), [path])
  const player = useMemo(
    () => (place.at === 'game' && isPlaying(place.gameId) ? savedPlayer(place.gameId) : null),
    [place],
  )
  useEffect(() => {
    document.title = `${player?.title ?? words.pageTitle} · ${words.product}`
  }, [player, words])

  if (player === null)
    return (
      <Entrance
        key={place.at === 'nickname' ? place.code : 'code'}
        code={place.at === 'nickname' ? place.code : null}
        notHere={place.at === 'game'}
      />
    )
  return (
    <Suspense fallback={<EntranceFrame title={words.connection.connecting}>{null}</EntranceFrame>}>
      <Game player={player} />
    </Suspense>
  )
}
