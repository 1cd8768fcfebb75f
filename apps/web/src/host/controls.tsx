import type { LiveEnd } from '@quizmentor/client/live'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { Button, buttonClass } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { Page, usePageTitle } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { loadAgain } from '../live/load-again.ts'
import { useLive, type Live } from '../live/use-live.ts'
import { useWakeLock } from '../live/wake-lock.ts'
import { ActionBar } from './action-bar.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { Finished } from './finished.tsx'
import { refreshGames, type HostedGame } from './game-query.ts'
import { LobbyPanel } from './lobby-panel.tsx'
import { PlayersPanel } from './players-panel.tsx'
import { ScreenPanel } from './screen-panel.tsx'
import { StageMirror } from './stage-mirror.tsx'

interface Props {
  readonly hosted: HostedGame
}

/** Leads a game: what everybody sees, what comes next, who is here. */
export function Controls({ hosted }: Props) {
  const { control: t } = useStrings('host')
  const { game } = hosted
  const as = useMemo(() => ({ role: 'host', gameId: game.id }) as const, [game.id])
  const live = useLive(as)
  const queryClient = useQueryClient()
  const isOver = live?.state.view?.screen.name === 'finished'
  usePageTitle(t.title(game.title))
  useWakeLock(!isOver)
  useEffect(() => {
    if (isOver) refreshGames(queryClient)
  }, [isOver, queryClient])

  const connection = live?.state.connection
  if (live !== null && connection?.status === 'ended' && connection.because !== 'left' && !isOver)
    return <Ended because={connection.because} hosted={hosted} onAgain={live.again} />
  return live === null || live.state.view === null ? (
    <main>
      <Page title={t.connecting} titleHidden>
        <Skeleton lines={5} />
      </Page>
    </main>
  ) : (
    <Leading live={live} hosted={hosted} />
  )
}

interface LeadingProps {
  readonly live: Live<'host'>
  readonly hosted: HostedGame
}

function Leading({ live, hosted }: LeadingProps) {
  const { control: t } = useStrings('host')
  const { client, state } = live
  const { view } = state
  const { game, workspaceId } = hosted
  if (view === null) return null
  const code = state.code ?? game.code
  const name = view.screen.name
  const isConnected = state.connection.status === 'open' || name === 'finished'
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex flex-wrap items-center gap-x-5 gap-y-1 bg-ink px-4 py-2 text-paper sm:px-6">
        <Link
          to="/w/$workspaceId/games"
          params={{ workspaceId }}
          className="flex min-h-9 items-center gap-2 font-bold text-paper no-underline hover:underline"
        >
          <Icon name="left" />
          {t.back}
        </Link>
        <h1 className="min-w-0 grow truncate text-lg">{view.title}</h1>
        {name !== 'finished' && (
          <p className="tabular flex items-center gap-2 font-display text-lg font-black">
            {view.locked && <Icon name="lock" label={t.lobby.locked} />}
            <span className="only-heard">{t.lobby.code}: </span>
            {code}
          </p>
        )}
      </header>
      <div role="status">
        {!isConnected && (
          <p className="flex items-center gap-2 bg-accent px-4 py-2 font-bold text-on-accent sm:px-6">
            <Icon name="offline" />
            {t.lost}
          </p>
        )}
      </div>
      <main className="mx-auto grid w-full max-w-page grow grid-cols-1 content-start gap-x-12 gap-y-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {name === 'finished' ? (
            <Finished view={view} hosted={hosted} />
          ) : name === 'lobby' ? (
            <LobbyPanel view={view} code={code} />
          ) : (
            <StageMirror view={view} serverNow={client.serverNow} />
          )}
        </div>
        {name !== 'finished' && (
          <aside className="grid min-w-0 content-start gap-8">
            <ScreenPanel hosted={hosted} />
            <PlayersPanel view={view} client={client} />
            <ConnectionPanel latency={state.latency} playerCount={view.playerCount} />
          </aside>
        )}
      </main>
      {name !== 'finished' && <ActionBar gameId={game.id} view={view} client={client} />}
    </div>
  )
}

interface EndedProps {
  readonly because: Exclude<LiveEnd, 'left'>
  readonly hosted: HostedGame
  readonly onAgain: () => void
}

function Ended({ because, hosted, onAgain }: EndedProps) {
  const { control: t } = useStrings('host')
  const { title, detail, action } = t.ended[because]
  return (
    <main>
      <Page title={title} width="text" lead={detail}>
        {because === 'replaced' || because === 'outdated' ? (
          <Button
            kind="primary"
            onClick={because === 'replaced' ? onAgain : () => void loadAgain()}
          >
            {action}
          </Button>
        ) : (
          <Link
            to="/w/$workspaceId/games"
            params={{ workspaceId: hosted.workspaceId }}
            className={buttonClass({ kind: 'primary' })}
          >
            {action}
          </Link>
        )}
      </Page>
    </main>
  )
}
