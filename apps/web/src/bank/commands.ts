import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useCommands, type Command } from '../app/commands.ts'
import { useWorkspace } from '../app/me.ts'
import { useStrings } from '../i18n/strings.tsx'

/** Offers the bank's pages and actions in the command palette. */
export function useBankCommands(): void {
  const { parts, commands: t } = useStrings('bank')
  const { nav } = useStrings('common')
  const calibration = useStrings('calibration')
  const { workspaceId, can } = useWorkspace()
  const navigate = useNavigate()
  const [host, author] = [can('host'), can('author')]
  const commands = useMemo((): Command[] => {
    const params = { workspaceId }
    const pages: Command[] = [
      {
        id: 'bank-quizzes',
        label: `${nav.bank}: ${parts.quizzes}`,
        icon: 'bank',
        run: () => void navigate({ to: '/w/$workspaceId/bank/quizzes', params }),
      },
      {
        id: 'bank-tracks',
        label: `${nav.bank}: ${parts.tracks}`,
        icon: 'bank',
        run: () => void navigate({ to: '/w/$workspaceId/bank/tracks', params }),
      },
      {
        id: 'bank-topics',
        label: `${nav.bank}: ${parts.topics}`,
        icon: 'bank',
        run: () => void navigate({ to: '/w/$workspaceId/bank/topics', params }),
      },
    ]
    const acts: Command[] = [
      {
        id: 'new-question',
        label: t.newQuestion,
        icon: 'plus',
        run: () =>
          void navigate({
            to: '/w/$workspaceId/bank/questions/$questionId',
            params: { workspaceId, questionId: uuidv7() },
            search: { new: 'single_choice' },
          }),
      },
      {
        id: 'new-quiz',
        label: t.newQuiz,
        icon: 'plus',
        run: () =>
          void navigate({
            to: '/w/$workspaceId/bank/quizzes/$quizId',
            params: { workspaceId, quizId: uuidv7() },
            search: { new: true },
          }),
      },
      {
        id: 'new-track',
        label: t.newTrack,
        icon: 'plus',
        run: () => void navigate({ to: '/w/$workspaceId/bank/tracks/new', params }),
      },
      {
        id: 'new-topic',
        label: t.newTopic,
        icon: 'plus',
        run: () => void navigate({ to: '/w/$workspaceId/bank/topics/new', params }),
      },
    ]
    const ofAuthors: Command[] = [
      {
        id: 'import-questions',
        label: t.importQuestions,
        icon: 'upload',
        run: () => void navigate({ to: '/w/$workspaceId/bank/import', params }),
      },
      {
        id: 'bank-calibration',
        label: `${nav.bank}: ${calibration.title}`,
        icon: 'chart',
        run: () => void navigate({ to: '/w/$workspaceId/bank/calibration', params }),
      },
    ]
    return [...(author ? acts : []), ...(host ? pages : []), ...(author ? ofAuthors : [])]
  }, [parts, t, nav, calibration, workspaceId, host, author, navigate])
  useCommands(commands)
}
