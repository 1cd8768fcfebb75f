import { QueryClient } from '@tanstack/react-query'
import { problemOf } from './problem.ts'

/** What the app knows from the server, and how long it believes it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one; a lost connection may come back.
      retry: (failures, error) => problemOf(error).kind === 'unreachable' && failures < 2,
    },
    mutations: { retry: false },
  },
})
