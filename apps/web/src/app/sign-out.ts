import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { api } from './api.ts'

/** Ends the session and forgets what the app knew. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return useCallback(async () => {
    await api.identity.signOut()
    await router.navigate({ to: '/sign-in' })
    queries.clear()
  }, [queries, router])
}
