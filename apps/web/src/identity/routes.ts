import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from '../app/frame.ts'
import { firstWorkspace, meQuery } from '../app/me.ts'
import { gameCodeIn } from './game-code.ts'
import { LandingPage } from './landing-page.tsx'
import { safePath } from './safe-path.ts'

/** Where to go on after signing in. */
interface Next {
  readonly next?: string
}

const validateSearch = (search: Record<string, unknown>): Next => {
  const next = safePath(search['next'])
  return next === null ? {} : { next }
}

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (me.user === null) return
    const workspaceId = firstWorkspace(me)
    if (workspaceId === null) throw redirect({ to: '/new-workspace', replace: true })
    throw redirect({ to: '/w/$workspaceId', params: { workspaceId }, replace: true })
  },
  // Not loaded apart: it is what a visitor sees first.
  component: LandingPage,
})

/** What other apps share with this one: an invitation to a game, as a link or as words. */
const share = createRoute({
  getParentRoute: () => rootRoute,
  path: '/share',
  beforeLoad: ({ search }) => {
    const code = gameCodeIn(Object.values(search).map(String).join(' '))
    if (code === null) throw redirect({ to: '/', replace: true })
    // The players' page is a page of its own.
    throw redirect({ href: `/j/${code}`, reloadDocument: true, replace: true })
  },
})

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch,
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

const signUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  validateSearch,
  component: lazyRouteComponent(() => import('./sign-up-page.tsx'), 'SignUpPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./forgot-password-page.tsx'), 'ForgotPasswordPage'),
})

const resetPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password/$token',
  component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
})

const verifyEmail = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify-email/$token',
  component: lazyRouteComponent(() => import('./verify-email-page.tsx'), 'VerifyEmailPage'),
})

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup/$token',
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
})

const invite = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite/$token',
  beforeLoad: ({ context }) => context.queryClient.ensureQueryData(meQuery),
  component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
})

const account = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  beforeLoad: ({ context, location }) => requireUser(context.queryClient, location.href),
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
})

const newWorkspace = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-workspace',
  beforeLoad: ({ context, location }) => requireUser(context.queryClient, location.href),
  component: lazyRouteComponent(() => import('./new-workspace-page.tsx'), 'NewWorkspacePage'),
})

async function requireUser(queryClient: QueryClient, href: string): Promise<void> {
  const me = await queryClient.ensureQueryData(meQuery)
  if (me.user === null) throw redirect({ to: '/sign-in', search: { next: href }, replace: true })
}

/** Pages before and beside the workspaces. */
export const identityRoutes = [
  start,
  share,
  signIn,
  signUp,
  forgotPassword,
  resetPassword,
  verifyEmail,
  setup,
  invite,
  account,
  newWorkspace,
] as const
