import type { QueryClient } from '@tanstack/react-query'
import { notFound } from '@tanstack/react-router'
import { reaches, type Role } from '@quizmentor/contract/role'
import { meQuery } from './me.ts'

/** For a page below a workspace: who has too low a role finds nothing there. */
export async function requireRole(
  queries: QueryClient,
  workspaceId: string,
  role: Role,
): Promise<void> {
  const { memberships } = await queries.ensureQueryData(meQuery)
  const membership = memberships.find((each) => each.workspaceId === workspaceId)
  if (membership === undefined || !reaches(membership.role, role)) throw notFound()
}
