import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import { isLoopback } from './network.ts'
import { notFound, Problem } from './problem.ts'

export interface Health {
  /** Rejects where something that requests need is out of reach. */
  readonly ready: () => Promise<void>
  readonly isDraining: () => boolean
  readonly metrics: Registry
}

/** `/health/live`, `/health/ready` and `/metrics`. */
export function mountHealth(server: FastifyInstance, health: Health): void {
  server.get('/health/live', async () => ({ status: 'live' }))

  server.get('/health/ready', async (request) => {
    if (health.isDraining()) throw new Problem(503, 'draining', 'This node is about to stop.')
    try {
      await health.ready()
    } catch (error) {
      request.log.warn({ err: error }, 'not ready')
      throw new Problem(503, 'unavailable', 'The database is out of reach.')
    }
    return { status: 'ready' }
  })

  server.get('/metrics', async (request, reply) => {
    if (!isFromThisMachine(request)) throw notFound('page')
    return reply.type(health.metrics.contentType).send(await health.metrics.metrics())
  })
}

const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const
const ownName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/**
 * Whether the caller runs on this machine and calls directly: not through a proxy on this machine,
 * nor through a browser here that another site led to this address.
 */
function isFromThisMachine({ raw, headers }: FastifyRequest): boolean {
  const direct = forwarded.every((name) => headers[name] === undefined)
  return direct && isLoopback(raw.socket.remoteAddress ?? '') && ownName.test(headers.host ?? '')
}
