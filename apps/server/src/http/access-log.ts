import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { open, plainLines } from '../platform/log.ts'

/**
 * Logs requests. What is kept of one: no body, no query, no header. Paths of pages may hold one-time
 * tokens, so only the pattern is written, with the ids of the API's paths.
 */
export function accessLog(log: FastifyBaseLogger) {
  const lines = log.child({}, plainLines)
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const { contract } = request.routeOptions.config
    lines.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        ...(contract && isRecord(request.params) && { params: open(request.params) }),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        address: request.ip,
        ...(request.userId !== undefined && { userId: request.userId }),
      },
      'request',
    )
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
