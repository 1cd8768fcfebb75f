import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute, workspaceRoute } from '../app/frame.ts'
import { homeQuery, memorySettingsQuery } from './queries.ts'

const home = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(homeQuery(params.workspaceId)),
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
})

const history = createRoute({
  getParentRoute: () => shellRoute,
  path: 'history',
  component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
})

const remembering = createRoute({
  getParentRoute: () => shellRoute,
  path: 'remembering',
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(memorySettingsQuery(params.workspaceId)),
  component: lazyRouteComponent(() => import('./remembering-page.tsx'), 'RememberingPage'),
})

const reading = createRoute({
  getParentRoute: () => shellRoute,
  path: 'topics/$topicId',
  component: lazyRouteComponent(() => import('./reading-page.tsx'), 'ReadingPage'),
})

const result = createRoute({
  getParentRoute: () => shellRoute,
  path: 'practice/$sessionId/result',
  component: lazyRouteComponent(() => import('./result-page.tsx'), 'ResultPage'),
})

const session = createRoute({
  getParentRoute: () => workspaceRoute,
  path: 'practice/$sessionId',
  component: lazyRouteComponent(() => import('./session-page.tsx'), 'SessionPage'),
})

/** Pages of practising, in the shell. */
export const learnRoutes = [home, history, remembering, reading, result] as const

/** Pages of practising that fill the screen. */
export const learnFocusRoutes = [session] as const
