import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { api } from './api.ts'

/** Ends the session and forgets what the app knew. */
export function useSignOut(): (next?: string) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return useCallback(
    async (next) => {
      await api.identity.signOut()
      queries.clear()
      await router.navigate({ to: '/sign-in', search: next === undefined ? {} : { next } })
    },
    [queries, router],
  )
}
