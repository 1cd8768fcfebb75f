import { openApi, type OpenApi } from '@quizmentor/contract/openapi'
import type { FastifyInstance } from 'fastify'
import { readFile } from 'node:fs/promises'
import { documentationPage } from './documentation-page.ts'
import { version } from './version.ts'

const stylesheet = new URL('documentation.css', import.meta.url)

/** `/api/openapi.json`, and the same to read at `/api/docs`. */
export function mountDocumentation(server: FastifyInstance, publicUrl: string | undefined): void {
  // Made when first asked for: it takes a while.
  let made: OpenApi | undefined
  const document = () => (made ??= openApi(version, publicUrl ?? '/'))

  server.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(document())),
  )
  server.get('/api/docs', async (request, reply) => {
    const address = publicUrl ?? `${request.protocol}://${request.host}`
    return reply.type('text/html; charset=utf-8').send(documentationPage(document(), address))
  })
  server.get('/api/docs/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(await readFile(stylesheet, 'utf8')),
  )
}
