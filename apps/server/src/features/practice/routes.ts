import { practiceRoutes } from '@quizmentor/contract/practice'
import { implement } from '../../http/feature.ts'
import type { Practice } from './service.ts'

/** Practice's part of the HTTP API. */
export function practiceFeature({ sessions, home, memory }: Practice) {
  return implement(practiceRoutes, {
    home: ({ caller, query }) => home(caller.member, query.timeZone),
    getMemorySettings: ({ caller }) => memory.get(caller.member),
    setMemorySettings: ({ caller, body }) => memory.set(caller.member, body.desiredRetention),
    listSessions: ({ caller, query }) => sessions.list(caller.member, query),
    startSession: ({ caller, body }) => sessions.start(caller.member, body),
    getSession: ({ caller, params }) => sessions.get(caller.member, params.sessionId),
    respond: ({ caller, params, body }) => sessions.respond(caller.member, params.sessionId, body),
    rateRecall: ({ caller, params, body }) =>
      sessions.rate(caller.member, params.sessionId, params.responseId, body.rated),
    showHint: ({ caller, params, body }) =>
      sessions.hint(caller.member, params.sessionId, body.position),
    reveal: ({ caller, params, body }) =>
      sessions.reveal(caller.member, params.sessionId, body.position),
    endSession: ({ caller, params }) => sessions.end(caller.member, params.sessionId),
    getResult: ({ caller, params }) => sessions.result(caller.member, params.sessionId),
  })
}
