import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { BrokenPage } from './broken-page.tsx'
import { meQuery, rememberWorkspace } from './me.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { Root } from './root.tsx'

/** The root of every page. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: BrokenPage,
  notFoundComponent: NotFoundPage,
})

/** Parent of pages in a workspace: whoever opens one is signed in and a member. */
export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/w/$workspaceId',
  beforeLoad: async ({ context, params, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (me.user === null)
      throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true })
    if (!me.memberships.some((each) => each.workspaceId === params.workspaceId)) throw notFound()
    rememberWorkspace(params.workspaceId)
  },
})

/** Parent of most pages: they stand in the shell, with the main navigation. */
export const shellRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
})
