import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { notFound, Problem } from './problem.ts'

/**
 * Serves the built web app: files as they are, the small join page for players, and the app's one
 * page for every other address that a browser opens.
 */
export function mountWebApp(server: FastifyInstance, folder: string): void {
  const immutable = join(folder, 'assets') + sep

  void server.register(fastifyStatic, {
    root: folder,
    index: false,
    redirect: false,
    cacheControl: false,
    // The build leaves a compressed copy beside each file that is worth it.
    preCompressed: true,
    suppressWarning: true,
    setHeaders(reply, path) {
      const hashed = path.startsWith(immutable)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      reply.header('vary', 'accept-encoding')
    },
  })

  function page(file: string) {
    return async (_request: FastifyRequest, reply: FastifyReply) => {
      if (!existsSync(join(folder, file))) throw notBuilt()
      return reply.sendFile(file)
    }
  }

  const app = page('index.html')
  server.get('/', app)
  for (const path of ['/join', '/j', '/play']) {
    server.get(path, page('join.html'))
    server.get(`${path}/*`, page('join.html'))
  }

  server.setNotFoundHandler(async (request, reply) => {
    if (!isPageView(request)) throw notFound('address')
    return app(request, reply)
  })
}

function isPageView({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  const ofApi = /^\/(api|health|metrics)(\/|\?|$)/.test(url)
  return reads && !ofApi && (headers.accept ?? '').includes('text/html')
}

function notBuilt(): Problem {
  return new Problem(503, 'web_app_missing', 'The web app is not built. Run: npm start')
}
