import type { FastifyInstance } from 'fastify'
import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { crossSite, type OriginCheck } from './origin.ts'
import { Problem } from './problem.ts'

/** A connection of this site's own pages that asks to become a socket. */
export interface Upgrade {
  readonly request: IncomingMessage
  /** The client's network address. */
  readonly address: string
  readonly requestId: string
  /** Hands the connection over. Before, a thrown problem is sent as an ordinary answer. */
  take(): { readonly socket: Socket; readonly head: Buffer }
}

export type UpgradeHandler = (upgrade: Upgrade) => Promise<void>

/** Lets a feature take the upgrades of one path. */
export type OnUpgrade = (path: string, handle: UpgradeHandler) => void

/**
 * Connections that ask to become sockets go through the same hooks as every request, so they have
 * the same ids, addresses, log lines and problems.
 */
export function upgrades(
  server: FastifyInstance,
  origins: OriginCheck,
  publicUrl: string | undefined,
): OnUpgrade {
  const waiting = new WeakMap<IncomingMessage, { head: Buffer; response: ServerResponse }>()

  server.server.on('upgrade', (request, stream, head) => {
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(request.socket)
    response.on('finish', () => stream.end())
    stream.on('error', () => stream.destroy())
    waiting.set(request, { head, response })
    server.routing(request, response)
  })

  return (path, handle) => {
    server.get(path, { exposeHeadRoute: false }, async (request, reply) => {
      const asked = waiting.get(request.raw)
      if (asked === undefined)
        throw new Problem(426, 'upgrade_required', 'This address takes WebSocket connections.')
      if (!origins.isOwnOrigin(request.headers)) throw crossSite(publicUrl)
      await handle({
        request: request.raw,
        address: request.ip,
        requestId: request.id,
        take() {
          const { socket } = request.raw
          reply.hijack()
          asked.response.detachSocket(socket)
          return { socket, head: asked.head }
        },
      })
      return reply
    })
  }
}
