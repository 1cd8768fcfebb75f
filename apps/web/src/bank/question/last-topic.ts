const last = new Map<string, string>()

/** The topic of the question stored last, in a workspace: the next one is often about the same. */
export function lastTopic(workspaceId: string): string | null {
  return last.get(workspaceId) ?? null
}

export function rememberTopic(workspaceId: string, topicId: string): void {
  last.set(workspaceId, topicId)
}
