import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { Registry } from 'prom-client'
import { accessLog } from './access-log.ts'
import { answerConditionally } from './conditional.ts'
import { mountDocumentation } from './documentation.ts'
import { firstDoor, openDoors, requireFree, type Place } from './doors.ts'
import { sendError } from './errors.ts'
import type { Callers, MountedRoute } from './feature.ts'
import { caching, securityHeaders, strictTransportSecurity } from './headers.ts'
import { mountHealth } from './health.ts'
import { createLimits, type GeneralLimit } from './limits.ts'
import { answerMalformed } from './malformed.ts'
import { observeRequests } from './metrics.ts'
import { mountRoutes } from './mount.ts'
import { inNetworks } from './network.ts'
import { originCheck } from './origin.ts'
import { Problem } from './problem.ts'
import { requestIds } from './request-id.ts'
import { upgrades, type OnUpgrade } from './upgrades.ts'
import { mountWebApp } from './web-app.ts'

export interface HttpServerOptions {
  readonly log: FastifyBaseLogger
  readonly metrics: Registry
  /** The address people use; unset: whatever they ask for. */
  readonly publicUrl: string | undefined
  /** Addresses and networks whose forwarded headers are believed. */
  readonly trustedProxies: readonly string[]
  /** Where the built web app is. */
  readonly webFolder: string
  readonly callers: Callers
  readonly routes: readonly MountedRoute[]
  /** Rejects where something that requests need is out of reach. */
  readonly ready: () => Promise<void>
  /** For routes without a limit of their own. */
  readonly generalLimit?: GeneralLimit
}

export interface HttpServer {
  /** Lets a feature take connections that ask to become sockets; before `listen`. */
  readonly onUpgrade: OnUpgrade
  /** Starts to answer, and gives the address. */
  listen(place: Place): Promise<string>
  /** From now on not ready, and connections end with their next answer. */
  drain(): void
  /** Stops listening, lets running requests finish. */
  close(): Promise<void>
}

const oneMegabyte = 1_048_576

/** Two of them, and a proxy before this server may have believed the other one (RFC 9112, 3.2). */
function refuseManyHosts({ headersDistinct }: IncomingMessage): void {
  if ((headersDistinct.host?.length ?? 0) > 1)
    throw new Problem(400, 'bad_request', 'The request has more than one Host header.')
}

/** The HTTP server with everything mounted; throws where a route doesn't say who may call it. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { publicUrl } = options
  const trusts = inNetworks(options.trustedProxies)
  const origins = originCheck(publicUrl)
  const isSecure = (protocol: string) =>
    protocol === 'https' || publicUrl?.startsWith('https://') === true
  let draining = false

  const server: FastifyInstance = Fastify({
    loggerInstance: options.log,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: requestIds(trusts),
    requestIdHeader: false,
    trustProxy: options.trustedProxies.length > 0 ? trusts : false,
    bodyLimit: oneMegabyte,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // What came in before the end is answered, and the connection ends with it.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // Hooks don't run for these, as no route was found.
      void reply.headers(securityHeaders).header('x-request-id', request.id)
      void sendError(error, request, reply)
    },
    clientErrorHandler: answerMalformed,
  })

  // A page of another site may send text without asking; JSON it may not.
  server.removeContentTypeParser('text/plain')
  server.setErrorHandler(sendError)
  server.decorateRequest('userId')

  server.addHook('onRequest', async (request, reply) => {
    // Whoever serves what is for everybody says so; what is forgotten is kept by nobody.
    void reply.headers(securityHeaders).headers(caching.never).header('x-request-id', request.id)
    if (isSecure(request.protocol))
      void reply.header('strict-transport-security', strictTransportSecurity)
    if (draining) void reply.header('connection', 'close')
    refuseManyHosts(request.raw)
    origins.refuseCrossSite(request.method, request.headers)
  })
  server.addHook('onSend', async (request, reply) => {
    const cookies = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    if (cookies.length === 0 || !isSecure(request.protocol)) return
    reply.removeHeader('set-cookie')
    for (const cookie of cookies)
      void reply.header('set-cookie', /; *secure/i.test(cookie) ? cookie : `${cookie}; Secure`)
  })
  answerConditionally(server)
  const logRequest = accessLog(options.log)
  server.addHook('onResponse', async (request, reply) => logRequest(request, reply))
  observeRequests(server, options.metrics)

  mountHealth(server, {
    ready: options.ready,
    isDraining: () => draining,
    metrics: options.metrics,
  })
  const limits = createLimits(options.generalLimit)
  mountRoutes(server, options.callers, limits, options.routes)
  mountDocumentation(server, publicUrl)
  mountWebApp(server, options.webFolder)

  let closeDoors = () => {}
  return {
    onUpgrade: upgrades(server, origins, publicUrl),
    async listen(place) {
      await requireFree(place)
      const address = await server.listen({ ...place, ...firstDoor })
      closeDoors = await openDoors(server.server, place.host)
      return address
    },
    drain: () => {
      draining = true
    },
    async close() {
      closeDoors()
      await server.close()
    },
  }
}
