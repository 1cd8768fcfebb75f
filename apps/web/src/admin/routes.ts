import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shellRoute } from '../app/frame.ts'
import { requireRole } from '../app/require-role.ts'

const admin = createRoute({
  getParentRoute: () => shellRoute,
  path: 'admin',
  beforeLoad: ({ context, params }) =>
    requireRole(context.queryClient, params.workspaceId, 'admin'),
  component: lazyRouteComponent(() => import('./admin-frame.tsx'), 'AdminFrame'),
})

const start = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$workspaceId/admin/members', params, replace: true })
  },
})

const members = createRoute({
  getParentRoute: () => admin,
  path: 'members',
  validateSearch: (search: Record<string, unknown>): { search?: string } =>
    typeof search['search'] === 'string' && search['search'] !== ''
      ? { search: search['search'].slice(0, 100) }
      : {},
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
})

const invitations = createRoute({
  getParentRoute: () => admin,
  path: 'invitations',
  component: lazyRouteComponent(() => import('./invitations-page.tsx'), 'InvitationsPage'),
})

const audit = createRoute({
  getParentRoute: () => admin,
  path: 'audit',
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
})

const mail = createRoute({
  getParentRoute: () => admin,
  path: 'mail',
  beforeLoad: ({ context, params }) =>
    requireRole(context.queryClient, params.workspaceId, 'owner'),
  component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
})

const status = createRoute({
  getParentRoute: () => admin,
  path: 'status',
  component: lazyRouteComponent(() => import('./status-page.tsx'), 'StatusPage'),
})

/** Pages of administration. */
export const adminRoutes = [
  admin.addChildren([start, members, invitations, audit, mail, status]),
] as const
