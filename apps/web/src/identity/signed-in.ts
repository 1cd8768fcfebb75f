import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { Me } from '@quizmentor/contract/identity'
import { useCallback } from 'react'
import { meQuery } from '../app/me.ts'

/** Takes note of who signed in and goes on to `next`, or to where that person starts. */
export function useSignedIn(): (me: Me, next?: string) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return useCallback(
    async (me, next = '/') => {
      queries.clear()
      queries.setQueryData(meQuery.queryKey, me)
      // An address of this site that safePath has let through.
      router.history.push(next)
      await router.invalidate()
    },
    [queries, router],
  )
}
