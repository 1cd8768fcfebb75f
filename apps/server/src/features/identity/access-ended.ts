import { z } from 'zod'
import { type Bus, soloBus } from '../../platform/bus/bus.ts'

const accessEnded = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session'), sessionId: z.string() }),
  z.object({ kind: z.literal('user'), userId: z.string() }),
  z.object({ kind: z.literal('member'), userId: z.string(), workspaceId: z.string() }),
])

/** Who lost what: one session, all of a user's sessions, or a user's place in a workspace. */
export type AccessEnded = z.infer<typeof accessEnded>

/** Tells what keeps connections open, such as live games, when to look again at who may stay. */
export interface AccessEndedEvents {
  /** Gives the function that ends the subscription. */
  on(listener: (ended: AccessEnded) => void): () => void
  emit(ended: AccessEnded): void
}

const topic = 'access.ended'

/**
 * Heard on this node at once, and on the others as soon as they are told. That can be lost: they look
 * again by themselves after a short time.
 */
export function accessEndedEvents(bus: Bus = soloBus): AccessEndedEvents {
  const listeners = new Set<(ended: AccessEnded) => void>()
  const tell = (ended: AccessEnded) => {
    for (const listener of listeners) listener(ended)
  }
  bus.hear(topic, (body) => {
    const { data } = accessEnded.safeParse(body)
    if (data !== undefined) tell(data)
  })
  return {
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit(ended) {
      tell(ended)
      bus.say('all', topic, ended)
    },
  }
}
