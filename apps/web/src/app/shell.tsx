import { Link, Outlet } from '@tanstack/react-router'
import { useAdminCommands } from '../admin/commands.ts'
import { useBankCommands } from '../bank/commands.ts'
import { Icon } from '../design/icon.tsx'
import { Wordmark } from '../design/wordmark.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { useLearnCommands } from '../learn/commands.ts'
import { AccountMenu } from './account-menu.tsx'
import { AppFrame } from './app-frame.tsx'
import { InFrame } from './in-frame.ts'
import { useWorkspace } from './me.ts'
import { openPalette } from './palette-switch.ts'
import { places } from './places.ts'
import { SkipLink } from './skip-link.tsx'

/** The frame of most pages: wordmark, main navigation, account; on phones the navigation is below. */
export function Shell() {
  const common = useStrings('common')
  const { workspaceId, can } = useWorkspace()
  useBankCommands()
  useAdminCommands()
  useLearnCommands()
  const mine = places.filter((place) => can(place.role))
  return (
    <AppFrame>
      <SkipLink />
      <header
        data-not-printed
        className="mx-auto flex w-full max-w-page items-center gap-2 px-4 pt-3 pb-2 sm:px-6 md:pt-4"
      >
        <Link to="/w/$workspaceId" params={{ workspaceId }} aria-label={common.product}>
          <Wordmark className="text-lg md:text-xl" />
        </Link>
        <nav aria-label={common.nav.main} className="ms-4 hidden gap-1 md:flex lg:ms-8">
          {mine.map((place) => (
            <Link key={place.id} {...place.link(workspaceId)} className={topLinkClass}>
              <span className="lg:hidden">{place.short(common)}</span>
              <span className="max-lg:hidden">{place.label(common)}</span>
            </Link>
          ))}
        </nav>
        <div className="ms-auto flex items-center">
          <button
            type="button"
            onClick={openPalette}
            aria-label={common.palette.open}
            title={common.palette.open}
            className="grid size-11 place-items-center hover:bg-sunk"
          >
            <Icon name="search" />
          </button>
          <AccountMenu />
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="grow border-t-4 border-ink max-md:[@media(min-height:28rem)]:pb-20"
      >
        <InFrame value>
          <Outlet />
        </InFrame>
      </main>
      <nav
        data-not-printed
        aria-label={common.nav.main}
        className="inset-x-0 bottom-0 z-30 flex [@media(min-height:28rem)]:fixed border-t-2 border-ink bg-paper
          pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {mine.map((place) => (
          <Link key={place.id} {...place.link(workspaceId)} className={bottomLinkClass}>
            <Icon name={place.icon} className="text-lg" />
            {place.short(common)}
          </Link>
        ))}
      </nav>
    </AppFrame>
  )
}

const topLinkClass = `flex min-h-11 items-center border-b-4 border-paper px-2 font-bold lg:px-3
  text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink`

const bottomLinkClass = `flex min-h-16 min-w-0 flex-1 flex-col items-center justify-center gap-0.5
  border-t-4 border-paper text-center text-[0.6875rem] leading-tight font-bold tracking-tight text-soft
  aria-[current=page]:border-accent aria-[current=page]:text-ink`
