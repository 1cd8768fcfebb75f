import { useNavigate, useRouter } from '@tanstack/react-router'
import { Icon } from '../design/icon.tsx'
import { Menu } from '../design/menu.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { useMe, useWorkspace } from './me.ts'
import { useSignOut } from './sign-out.ts'

/** One's name, workspaces, settings, the way out. */
export function AccountMenu() {
  const { nav } = useStrings('common')
  const { remembering } = useStrings('learn')
  const { user, memberships } = useMe()
  const workspace = useWorkspace()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { buildLocation } = useRouter()
  return (
    <Menu
      label={`${nav.account}: ${user?.name ?? ''}`}
      buttonClassName="grid size-11 place-items-center hover:bg-sunk"
      button={<Icon name="account" />}
      groups={[
        {
          label: nav.workspace,
          entries: [
            ...memberships.map((each) => ({
              id: each.workspaceId,
              label: each.workspaceName,
              chosen: each.workspaceId === workspace.workspaceId,
              href: buildLocation({
                to: '/w/$workspaceId',
                params: { workspaceId: each.workspaceId },
              }).href,
            })),
            {
              id: 'new-workspace',
              label: nav.newWorkspace,
              icon: 'plus' as const,
              onAction: () => void navigate({ to: '/new-workspace' }),
            },
          ],
        },
        {
          label: user?.email ?? '',
          entries: [
            {
              id: 'account',
              label: nav.account,
              icon: 'account' as const,
              onAction: () => void navigate({ to: '/account' }),
            },
            {
              id: 'remembering',
              label: remembering.title,
              icon: 'repeat' as const,
              onAction: () =>
                void navigate({
                  to: '/w/$workspaceId/remembering',
                  params: { workspaceId: workspace.workspaceId },
                }),
            },
            {
              id: 'sign-out',
              label: nav.signOut,
              icon: 'signOut' as const,
              onAction: () => void signOut(),
            },
          ],
        },
      ]}
    />
  )
}
