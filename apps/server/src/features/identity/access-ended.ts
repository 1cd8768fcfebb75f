/** Who lost what: one session, all of a user's sessions, or a user's place in a workspace. */
export type AccessEnded =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'member'; readonly userId: string; readonly workspaceId: string }

/** Tells what keeps connections open, such as live games, when to look again at who may stay. */
export interface AccessEndedEvents {
  /** Gives the function that ends the subscription. */
  on(listener: (ended: AccessEnded) => void): () => void
  emit(ended: AccessEnded): void
}

export function accessEndedEvents(): AccessEndedEvents {
  const listeners = new Set<(ended: AccessEnded) => void>()
  return {
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit(ended) {
      for (const listener of listeners) listener(ended)
    },
  }
}
