import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { reaches, type Role } from '@quizmentor/contract/role'
import type { Me, Membership } from '@quizmentor/contract/identity'
import { api } from './api.ts'

/** Who is signed in, and where they belong. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => api.identity.me(),
  staleTime: 60_000,
})

/** Who is signed in; for pages below a route that has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** The workspace in the address, and one's role there. */
export function useWorkspace(): Membership & { readonly can: (role: Role) => boolean } {
  const { memberships } = useMe()
  const { workspaceId } = useParams({ from: '/w/$workspaceId' })
  const membership = memberships.find((each) => each.workspaceId === workspaceId)
  if (membership === undefined) throw new Error('This page is outside of any workspace.')
  return { ...membership, can: (role) => reaches(membership.role, role) }
}

const LAST = 'quizmentor.workspace'

/** Remembers on this device which workspace was open. */
export function rememberWorkspace(workspaceId: string): void {
  try {
    localStorage.setItem(LAST, workspaceId)
  } catch {
    // Then the first workspace opens next time.
  }
}

/** The workspace to open first: the one open last on this device, else the first of the list. */
export function firstWorkspace(me: Me): string | null {
  let last: string | null = null
  try {
    last = localStorage.getItem(LAST)
  } catch {
    // Without storage there is no last one.
  }
  const known = me.memberships.find((each) => each.workspaceId === last)
  return (known ?? me.memberships[0])?.workspaceId ?? null
}
