import { openApi, type OpenApi } from '@quizmentor/contract/openapi'
import type { FastifyInstance } from 'fastify'
import { readFile } from 'node:fs/promises'
import { tagOf } from './conditional.ts'
import { documentationPage } from './documentation-page.ts'
import { caching } from './headers.ts'
import { version } from './version.ts'

const stylesheet = new URL('documentation.css', import.meta.url)

/** `/api/openapi.json`, and the same to read at `/api/docs`. */
export function mountDocumentation(server: FastifyInstance, publicUrl: string | undefined): void {
  // Made when first asked for: it takes a while.
  let made: { readonly document: OpenApi; readonly text: string; readonly tag: string } | undefined
  function documented() {
    if (made !== undefined) return made
    const document = openApi(version, publicUrl ?? '/')
    const text = JSON.stringify(document)
    return (made = { document, text, tag: tagOf(text) })
  }

  server.get('/api/openapi.json', async (_request, reply) => {
    const { text, tag } = documented()
    void reply.headers(caching.aWhile).header('etag', tag)
    return reply.type('application/json; charset=utf-8').send(text)
  })
  server.get('/api/docs', async (request, reply) => {
    const address = publicUrl ?? `${request.protocol}://${request.host}`
    const page = documentationPage(documented().document, address)
    // It names the address it was asked for at, where no other is known.
    const isForAll = publicUrl !== undefined
    void reply.headers(isForAll ? caching.aWhile : caching.whileSame).header('etag', tagOf(page))
    if (!isForAll) void reply.header('cdn-cache-control', 'no-store')
    return reply.type('text/html; charset=utf-8').send(page)
  })
  server.get('/api/docs/style.css', async (_request, reply) => {
    const text = await readFile(stylesheet, 'utf8')
    void reply.headers(caching.aWhile).header('etag', tagOf(text))
    return reply.type('text/css; charset=utf-8').send(text)
  })
}
