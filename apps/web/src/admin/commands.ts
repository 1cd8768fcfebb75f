import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCommands, type Command } from '../app/commands.ts'
import { useWorkspace } from '../app/me.ts'
import { useStrings } from '../i18n/strings.tsx'

/** Offers the pages of administration in the command palette. */
export function useAdminCommands(): void {
  const { parts } = useStrings('admin')
  const { nav } = useStrings('common')
  const { workspaceId, can } = useWorkspace()
  const navigate = useNavigate()
  const [admin, owner] = [can('admin'), can('owner')]
  const commands = useMemo((): Command[] => {
    if (!admin) return []
    const params = { workspaceId }
    const label = (part: string) => `${nav.admin}: ${part}`
    return [
      {
        id: 'admin-invitations',
        label: label(parts.invitations),
        icon: 'users',
        run: () => void navigate({ to: '/w/$workspaceId/admin/invitations', params }),
      },
      {
        id: 'admin-audit',
        label: label(parts.audit),
        icon: 'admin',
        run: () => void navigate({ to: '/w/$workspaceId/admin/audit', params }),
      },
      ...(owner
        ? [
            {
              id: 'admin-mail',
              label: label(parts.mail),
              icon: 'mail' as const,
              run: () => void navigate({ to: '/w/$workspaceId/admin/mail', params }),
            },
          ]
        : []),
      {
        id: 'admin-status',
        label: label(parts.status),
        icon: 'admin',
        run: () => void navigate({ to: '/w/$workspaceId/admin/status', params }),
      },
    ]
  }, [admin, owner, parts, nav, workspaceId, navigate])
  useCommands(commands)
}
