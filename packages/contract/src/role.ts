/** Roles in a workspace, from least to most. Each may do what those before it may. */
export const roles = ['learner', 'host', 'author', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** Whether `actual` may do what `needed` may. */
export function reaches(actual: Role, needed: Role): boolean {
  return roles.indexOf(actual) >= roles.indexOf(needed)
}
