import { createRouter } from '@tanstack/react-router'
import { adminRoutes } from '../admin/routes.ts'
import { bankRoutes } from '../bank/routes.ts'
import { gameListRoutes, gameRoutes } from '../host/routes.ts'
import { identityRoutes } from '../identity/routes.ts'
import { learnFocusRoutes, learnRoutes } from '../learn/routes.ts'
import { Skeleton } from '../design/skeleton.tsx'
import { BrokenPage } from './broken-page.tsx'
import { rootRoute, shellRoute, workspaceRoute } from './frame.ts'
import { queryClient } from './query-client.ts'

const routeTree = rootRoute.addChildren([
  ...identityRoutes,
  ...gameRoutes,
  workspaceRoute.addChildren([
    // Pages in the shell, area by area.
    shellRoute.addChildren([...learnRoutes, ...gameListRoutes, ...bankRoutes, ...adminRoutes]),
    // Pages that fill the screen.
    ...learnFocusRoutes,
  ]),
])

/** Every address of the app. */
export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: BrokenPage,
  defaultPendingMs: 200,
  defaultPendingComponent: () => (
    <div className="mx-auto w-full max-w-page px-4 pt-10 sm:px-6">
      <Skeleton lines={5} />
    </div>
  ),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
