import type { FastifyInstance } from 'fastify'
import { Histogram, type Registry } from 'prom-client'

/** How long requests take, by route (its pattern, so that labels stay few), method and status. */
export function observeRequests(server: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'quizmentor_http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    duration.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
}
