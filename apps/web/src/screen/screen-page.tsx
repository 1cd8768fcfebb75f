import './stage.css'
import '../live/poster.css'
import { useParams } from '@tanstack/react-router'
import { useMemo, useSyncExternalStore } from 'react'
import { usePageTitle } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { forwardKey } from '../live/forwarded-keys.ts'
import { toggleFullScreen } from '../live/full-screen.ts'
import { useGameKeys } from '../live/game-keys.ts'
import { loadAgain } from '../live/load-again.ts'
import { toggleSound } from '../live/sound-setting.ts'
import { useLive } from '../live/use-live.ts'
import { useWakeLock } from '../live/wake-lock.ts'
import { Notice } from './notice.tsx'
import { Scene } from './scene.tsx'

/** The big screen's own address: it shows the game and controls nothing. */
export function ScreenPage() {
  const { screen: t } = useStrings('host')
  const { gameId } = useParams({ from: '/screen/$gameId' })
  const token = useHash()
  usePageTitle(t.title)
  useWakeLock()
  useGameKeys((key) => {
    if (key === 'fullScreen') toggleFullScreen()
    else if (key === 'mute') toggleSound()
    else forwardKey(gameId, key)
  })
  return token === '' ? (
    <Notice title={t.noToken.title} detail={t.noToken.detail} />
  ) : (
    <Connected key={token} gameId={gameId} token={token} />
  )
}

interface Props {
  readonly gameId: string
  readonly token: string
}

function Connected({ gameId, token }: Props) {
  const { screen: t } = useStrings('host')
  const as = useMemo(() => ({ role: 'screen', gameId, token }) as const, [gameId, token])
  const live = useLive(as)
  const view = live?.state.view ?? null
  const connection = live?.state.connection
  const isOver = view?.screen.name === 'finished'

  const ending = connection?.status === 'ended' && !isOver ? connection.because : 'left'
  if (ending === 'outdated')
    return (
      <Notice
        title={t.outdated.title}
        detail={t.outdated.detail}
        action={{ label: t.outdated.action, run: () => void loadAgain() }}
      />
    )
  if (ending !== 'left') return <Notice title={t.ended.title} detail={t.ended.detail} />
  if (live === null || view === null) return <Notice title={t.connecting} />
  return (
    <Scene
      view={view}
      code={live.state.code ?? ''}
      serverNow={live.client.serverNow}
      isConnected={connection?.status === 'open' || isOver}
    />
  )
}

function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed)
      return () => removeEventListener('hashchange', changed)
    },
    () => location.hash.slice(1),
  )
}
