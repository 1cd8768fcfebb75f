import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCommands, type Command } from '../app/commands.ts'
import { useWorkspace } from '../app/me.ts'
import { useStrings } from '../i18n/strings.tsx'

/** Offers what a learner may set in the command palette. */
export function useLearnCommands(): void {
  const { remembering: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const navigate = useNavigate()
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'remembering',
        label: t.title,
        icon: 'repeat',
        run: () => void navigate({ to: '/w/$workspaceId/remembering', params: { workspaceId } }),
      },
    ],
    [t, workspaceId, navigate],
  )
  useCommands(commands)
}
