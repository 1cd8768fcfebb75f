import { linkOptions, Outlet } from '@tanstack/react-router'
import { useWorkspace } from '../app/me.ts'
import { PartsNav } from '../app/parts-nav.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** What the pages of administration share: the way between them. */
export function AdminFrame() {
  const { parts } = useStrings('admin')
  const { nav } = useStrings('common')
  const { workspaceId, can } = useWorkspace()
  const params = { workspaceId }
  const mail = {
    title: parts.mail,
    link: linkOptions({ to: '/w/$workspaceId/admin/mail', params }),
  }
  return (
    <>
      <PartsNav
        label={nav.admin}
        parts={[
          {
            title: parts.members,
            link: linkOptions({ to: '/w/$workspaceId/admin/members', params }),
          },
          {
            title: parts.invitations,
            link: linkOptions({ to: '/w/$workspaceId/admin/invitations', params }),
          },
          {
            title: parts.audit,
            link: linkOptions({ to: '/w/$workspaceId/admin/audit', params }),
          },
          ...(can('owner') ? [mail] : []),
          {
            title: parts.status,
            link: linkOptions({ to: '/w/$workspaceId/admin/status', params }),
          },
        ]}
      />
      <Outlet />
    </>
  )
}
