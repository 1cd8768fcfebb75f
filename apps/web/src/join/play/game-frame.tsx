import type { PlayerView } from '@quizmentor/engine/live/types'
import { useEffect, useState, type ReactNode } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { SettingsButton } from '../settings.tsx'

interface Props {
  readonly view: PlayerView
  readonly isConnected: boolean
  readonly children: ReactNode
}

/** What every screen of a game stands in: who I am, what I have, whether I am connected. */
export function GameFrame({ view, isConnected, children }: Props) {
  const { bar } = useStrings('play')
  const { nickname, score } = view.me
  const format = useFormat()
  return (
    <div className="flex h-dvh min-h-[30rem] flex-col overflow-hidden">
      <header className="flex shrink-0 items-center gap-3 bg-ink ps-4 pe-1 text-paper">
        <p className="min-w-0 grow truncate font-bold" dir="auto">
          {nickname}
        </p>
        <p
          className="tabular shrink-0 font-display text-lg font-black"
          aria-label={bar.points(score)}
        >
          {format.number(score)}
        </p>
        <SettingsButton />
      </header>
      <ConnectionNote isConnected={isConnected} />
      <main className="relative flex min-h-0 grow flex-col overflow-y-auto">{children}</main>
    </div>
  )
}

const noticedAfterMs = 1_000

function ConnectionNote({ isConnected }: { readonly isConnected: boolean }) {
  const { connection } = useStrings('join')
  const [noticed, setNoticed] = useState(false)
  useEffect(() => {
    if (isConnected) return
    // A connection that is back within a second is nobody's concern.
    const timer = setTimeout(() => setNoticed(true), noticedAfterMs)
    return () => {
      clearTimeout(timer)
      setNoticed(false)
    }
  }, [isConnected])
  return (
    <div role="status">
      {noticed && (
        <p className="flex items-center gap-2 bg-accent px-4 py-2 text-sm font-bold text-on-accent">
          <Icon name="offline" />
          {connection.lost}
        </p>
      )}
    </div>
  )
}
