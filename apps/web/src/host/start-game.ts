import type { GameSettings } from '@quizmentor/engine/live/types'
import { uuidv7 } from '@quizmentor/client/uuid'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { toast } from '../design/toast.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { rememberGame } from './game-query.ts'
import { keepGame } from './kept-game.ts'
import { openScreenWindow, screenAddress } from './screen-window.ts'

interface Start {
  readonly quizId: string
  readonly settings: GameSettings
  readonly withScreen: boolean
}

/** Opens a game of a quiz and goes to its controls; the big screen comes up beside them. */
export function useStartGame(workspaceId: string) {
  const { start: t, control } = useStrings('host')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async ({ quizId, settings, withScreen }: Start) => {
      // In the click itself, or the browser takes it for an advertisement.
      const window = withScreen ? openScreenWindow() : null
      const id = uuidv7(Date.now())
      try {
        const opened = await api.live.createGame({
          params: { workspaceId },
          body: { id, quizId, settings },
        })
        window?.location.replace(screenAddress(id, opened.screenToken))
        return { ...opened, quizId, isBlocked: withScreen && window === null }
      } catch (error) {
        window?.close()
        throw error
      }
    },
    onSuccess: ({ game, screenToken, leftOut, quizId, isBlocked }) => {
      keepGame(game.id, { quizId, screenToken })
      rememberGame(queryClient, { workspaceId, game })
      if (leftOut > 0) toast(t.leftOut(leftOut))
      if (isBlocked) toast(control.screen.blocked)
      void navigate({ to: '/host/$gameId', params: { gameId: game.id } })
    },
  })
}
