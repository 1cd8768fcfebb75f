import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ImportState } from '@quizmentor/contract/interchange'
import { api } from '../../app/api.ts'

const watchMs = 700

/** Whether the server is at work on it. */
function isAtWork(state: ImportState): boolean {
  return state === 'reading' || state === 'storing'
}

/** One's imports, newest first; asked again while the server is at work on one. */
export const importsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['bank', workspaceId, 'imports'],
    queryFn: ({ pageParam }) =>
      api.interchange.listImports({
        params: { workspaceId },
        query: { limit: 20, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((row) => isAtWork(row.state))) === true
        ? 2 * watchMs
        : false,
  })

/** How far an import is; asked again while the server is at work on it. */
export const importQuery = (workspaceId: string, importId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'import', importId],
    queryFn: () => api.interchange.getImport({ params: { workspaceId, importId } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isAtWork(state.data.state) ? watchMs : false,
  })
