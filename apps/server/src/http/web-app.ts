import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { existsSync, readFileSync, type Stats } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { tagOf } from './conditional.ts'
import { caching } from './headers.ts'
import { notFound, Problem } from './problem.ts'

/**
 * Serves the built web app: files as they are, the small join page for players, and the app's one
 * page for every other address that a browser opens.
 */
export function mountWebApp(server: FastifyInstance, folder: string): void {
  const hashed = join(folder, 'assets') + sep
  const icons = join(folder, 'icons') + sep
  const own = tagsOfFiles()

  function keepingOf(path: string): Readonly<Record<string, string>> {
    if (path.startsWith(hashed)) return { ...caching.forGood, etag: `W/"${basename(path)}"` }
    const isOrnament = path.startsWith(icons) || /\.(?:webmanifest|svg)(?:\.\w+)?$/.test(path)
    return isOrnament ? caching.aWhile : caching.whileSame
  }

  void server.register(fastifyStatic, {
    root: folder,
    index: false,
    redirect: false,
    cacheControl: false,
    // Time and size say nothing: packers set the time, and a page that names other files is as long.
    etag: false,
    lastModified: false,
    // The build leaves a compressed copy beside each file that is worth it.
    preCompressed: true,
    suppressWarning: true,
    setHeaders(reply, path, stat) {
      const keeping = keepingOf(path)
      if (!('etag' in keeping)) reply.header('etag', own(path, stat))
      for (const [name, value] of Object.entries(keeping)) reply.header(name, value)
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

/** Gives the tags of files, read when they are first asked for and again when they were changed. */
function tagsOfFiles() {
  const known = new Map<string, { readonly tag: string; readonly at: number }>()
  return (path: string, { mtimeMs }: Stats): string => {
    const before = known.get(path)
    if (before?.at === mtimeMs) return before.tag
    const tag = `W/${tagOf(readFileSync(path))}`
    known.set(path, { tag, at: mtimeMs })
    return tag
  }
}

function isPageView({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  const ofApi = /^\/(api|health|metrics)(\/|\?|$)/.test(url)
  return reads && !ofApi && (headers.accept ?? '').includes('text/html')
}

function notBuilt(): Problem {
  return new Problem(503, 'web_app_missing', 'The web app is not built. Run: npm start')
}
