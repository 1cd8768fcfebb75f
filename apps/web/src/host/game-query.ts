import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { reaches } from '@quizmentor/contract/role'
import type { GameRow } from '@quizmentor/contract/live'
import { api } from '../app/api.ts'
import { meQuery } from '../app/me.ts'

/** A game and where it is played. */
export interface HostedGame {
  readonly workspaceId: string
  readonly game: GameRow
}

const all = 'games'

/** Games of a workspace, newest first, page by page. */
export const gamesQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: [all, 'of', workspaceId],
    queryFn: ({ pageParam, signal }) =>
      api.live.listGames({
        params: { workspaceId },
        query: { ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** One game by its address, which doesn't say in which of one's workspaces it is. */
export const gameQuery = (queryClient: QueryClient, gameId: string) =>
  queryOptions({
    queryKey: [all, 'one', gameId],
    queryFn: () => findGame(queryClient, gameId),
  })

/** Takes note of a game that was just opened. */
export function rememberGame(queryClient: QueryClient, hosted: HostedGame): void {
  queryClient.setQueryData([all, 'one', hosted.game.id], hosted)
  void queryClient.invalidateQueries({ queryKey: [all, 'of', hosted.workspaceId] })
}

/** What is known of games is out of date: one was finished. */
export function refreshGames(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: [all] })
}

async function findGame(queryClient: QueryClient, gameId: string): Promise<HostedGame | null> {
  const { memberships } = await queryClient.ensureQueryData(meQuery)
  for (const { workspaceId, role } of memberships) {
    if (!reaches(role, 'host')) continue
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof api.live.listGames>> = await api.live.listGames({
        params: { workspaceId },
        query: { limit: 100, ...(cursor !== null && { cursor }) },
      })
      const game = page.items.find((each) => each.id === gameId)
      if (game !== undefined) return { workspaceId, game }
      // Ids sort by time: behind an older game there is none that is newer.
      const oldest = page.items.at(-1)
      cursor = oldest !== undefined && oldest.id > gameId ? page.nextCursor : null
    } while (cursor !== null)
  }
  return null
}
