import { Link, Outlet } from '@tanstack/react-router'
import { useWorkspace } from '../app/me.ts'
import { useStrings } from '../i18n/strings.tsx'

/** What the bank's pages share: the way between its parts, and its commands in the palette. */
export function BankFrame() {
  const { parts } = useStrings('bank')
  const { nav } = useStrings('common')
  const { workspaceId } = useWorkspace()
  return (
    <>
      <nav
        data-not-printed
        aria-label={nav.bank}
        className="mx-auto flex w-full max-w-page gap-x-6 overflow-x-auto px-4 pt-2 sm:px-6"
      >
        <Link
          to="/w/$workspaceId/bank"
          params={{ workspaceId }}
          activeOptions={{ exact: true, includeSearch: false }}
          className={partClass}
        >
          {parts.questions}
        </Link>
        <Link to="/w/$workspaceId/bank/quizzes" params={{ workspaceId }} className={partClass}>
          {parts.quizzes}
        </Link>
        <Link to="/w/$workspaceId/bank/tracks" params={{ workspaceId }} className={partClass}>
          {parts.tracks}
        </Link>
        <Link to="/w/$workspaceId/bank/topics" params={{ workspaceId }} className={partClass}>
          {parts.topics}
        </Link>
      </nav>
      <Outlet />
    </>
  )
}

const partClass = `flex min-h-11 shrink-0 items-center border-b-3 border-transparent text-sm font-bold
  text-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink`
