import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * What the log keeps of a request: no body, no query, no header. Paths of pages may hold one-time
 * tokens, so only the pattern is written, with the ids of the API's paths.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const contract = request.routeOptions.config.contract
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      ...(contract && { params: request.params }),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      address: request.ip,
      ...(request.userId !== undefined && { userId: request.userId }),
    },
    'request',
  )
}
