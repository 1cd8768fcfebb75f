import { Link, Outlet } from '@tanstack/react-router'
import { useWorkspace } from '../app/me.ts'
import { useStrings } from '../i18n/strings.tsx'

/** What the pages of administration share: the way between them. */
export function AdminFrame() {
  const { parts } = useStrings('admin')
  const { nav } = useStrings('common')
  const { workspaceId, can } = useWorkspace()
  const params = { workspaceId }
  return (
    <>
      <nav
        data-not-printed
        aria-label={nav.admin}
        className="mx-auto flex w-full max-w-page gap-x-6 overflow-x-auto px-4 pt-2 sm:px-6"
      >
        <Link to="/w/$workspaceId/admin/members" params={params} className={partClass}>
          {parts.members}
        </Link>
        <Link to="/w/$workspaceId/admin/invitations" params={params} className={partClass}>
          {parts.invitations}
        </Link>
        <Link to="/w/$workspaceId/admin/audit" params={params} className={partClass}>
          {parts.audit}
        </Link>
        {can('owner') && (
          <Link to="/w/$workspaceId/admin/mail" params={params} className={partClass}>
            {parts.mail}
          </Link>
        )}
        <Link to="/w/$workspaceId/admin/status" params={params} className={partClass}>
          {parts.status}
        </Link>
      </nav>
      <Outlet />
    </>
  )
}

const partClass = `flex min-h-11 shrink-0 items-center border-b-3 border-transparent text-sm font-bold
  text-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink`
