import type { ReactNode } from 'react'
import { Wordmark } from '../design/wordmark.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { PosterShapes } from '../live/poster-shapes.tsx'
import { SettingsButton } from './settings.tsx'

interface Props {
  readonly title: string
  /** Above the title: which game it is. */
  readonly above?: string
  readonly children: ReactNode
}

/** What the steps into a game stand in: a small poster. */
export function EntranceFrame({ title, above, children }: Props) {
  const { product } = useStrings('join')
  return (
    <div className="relative isolate flex min-h-dvh flex-col overflow-hidden">
      <header className="flex items-center justify-between ps-5 pe-2 pt-3">
        <a href="/" aria-label={product} className="text-ink no-underline">
          <Wordmark className="text-lg" />
        </a>
        <SettingsButton />
      </header>
      <main className="mx-auto w-full max-w-narrow grow px-5 pt-[6dvh] pb-[38dvh]">
        {above !== undefined && <p className="mb-2 font-bold text-accent">{above}</p>}
        <h1 className="poster mb-7 text-4xl">{title}</h1>
        {children}
      </main>
      <PosterShapes className="absolute inset-x-0 bottom-0 -z-10 h-[34dvh] w-full" />
    </div>
  )
}
