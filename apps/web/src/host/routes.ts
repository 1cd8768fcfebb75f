import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute, shellRoute } from '../app/frame.ts'
import { meQuery } from '../app/me.ts'
import { requireRole } from '../app/require-role.ts'

const games = createRoute({
  getParentRoute: () => shellRoute,
  path: 'games',
  /** `?quiz=…` begins hosting that quiz, `?start=true` begins with the choice of one. */
  validateSearch: (search: Record<string, unknown>): { quiz?: string; start?: true } => ({
    ...(typeof search['quiz'] === 'string' && { quiz: search['quiz'] }),
    ...(search['start'] === true && { start: true }),
  }),
  beforeLoad: ({ context, params }) => requireRole(context.queryClient, params.workspaceId, 'host'),
  component: lazyRouteComponent(() => import('./games-page.tsx'), 'GamesPage'),
})

const control = createRoute({
  getParentRoute: () => rootRoute,
  path: '/host/$gameId',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (me.user === null)
      throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true })
  },
  component: lazyRouteComponent(() => import('./control-page.tsx'), 'ControlPage'),
})

const screen = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen/$gameId',
  component: lazyRouteComponent(() => import('../screen/screen-page.tsx'), 'ScreenPage'),
})

/** The list of games, in the shell. */
export const gameListRoutes = [games] as const

/** The controls and the big screen, each a page of its own. */
export const gameRoutes = [control, screen] as const
