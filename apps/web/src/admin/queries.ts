import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'

const next = (last: { readonly nextCursor: string | null }) => last.nextCursor
const first = null as string | null

/** Members, by e-mail address, page by page. */
export const membersQuery = (workspaceId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', workspaceId, 'members', search],
    queryFn: ({ pageParam, signal }) =>
      api.identity.listMembers({
        params: { workspaceId },
        query: {
          limit: 50,
          ...(search !== '' && { search }),
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: first,
    getNextPageParam: next,
  })

/** Invitations, newest first, page by page. */
export const invitationsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', workspaceId, 'invitations'],
    queryFn: ({ pageParam }) =>
      api.identity.listInvitations({
        params: { workspaceId },
        query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: first,
    getNextPageParam: next,
  })

/** Who did what, newest first, page by page. */
export const auditQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', workspaceId, 'audit'],
    queryFn: ({ pageParam }) =>
      api.ops.listAudit({
        params: { workspaceId },
        query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: first,
    getNextPageParam: next,
  })

/** Mail that the server wrote, newest first, page by page. */
export const mailsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', workspaceId, 'mails'],
    queryFn: ({ pageParam }) =>
      api.ops.listMails({
        params: { workspaceId },
        query: { limit: 30, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: first,
    getNextPageParam: next,
  })

/** How the server is doing; asked again every 15 seconds while it is looked at. */
export const statusQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['admin', workspaceId, 'status'],
    queryFn: () => api.ops.status({ params: { workspaceId } }),
    refetchInterval: 15_000,
  })
