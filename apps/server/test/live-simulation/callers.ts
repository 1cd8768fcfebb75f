import type { Callers } from '../../src/http/feature.ts'

export const workspaceId = '01900000-0000-7000-8000-00000000aaaa'
/** The person of the one host. */
export const hostId = 1
/** Sent by who is signed in as the host. */
export const hostCookie = 'session=host'
const learnerId = 7

const host = { id: 'host', name: 'Host', email: 'host@example.org' }
/** A member who plays along. */
export const learner = { id: 'learner', name: 'Learner', email: 'learner@example.org' }

/** Identity, as far as live games ask it. */
export const callers: Callers = {
  session: async (headers) =>
    headers.get('cookie') === hostCookie ? { id: 'session', user: host } : null,
  user: async () => null,
  member: async (userId) =>
    userId === host.id
      ? { workspaceId, personId: hostId, role: 'host' }
      : { workspaceId, personId: learnerId, role: 'learner' },
  strayed() {},
}
