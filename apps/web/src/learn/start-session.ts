import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { v7 as uuidv7 } from 'uuid'
import type { Scope, SessionLength } from '@quizmentor/contract/practice'
import { api } from '../app/api.ts'
import { useWorkspace } from '../app/me.ts'
import { sessionQuery } from './queries.ts'

/** Starts a session and opens it at its first question. */
export function useStartSession() {
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (what: { scope: Scope; length: SessionLength }) =>
      api.practice.startSession({ params: { workspaceId }, body: { id: uuidv7(), ...what } }),
    onSuccess: async (session) => {
      queries.setQueryData(sessionQuery(workspaceId, session.id).queryKey, session)
      await navigate({
        to: '/w/$workspaceId/practice/$sessionId',
        params: { workspaceId, sessionId: session.id },
      })
    },
  })
}

export type StartSession = ReturnType<typeof useStartSession>
