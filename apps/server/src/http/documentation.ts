import { openApi } from '@quizmentor/contract/openapi'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readFile } from 'node:fs/promises'
import { documentationPage } from './documentation-page.ts'
import { version } from './version.ts'

const stylesheet = new URL('documentation.css', import.meta.url)

/** `/api/openapi.json`, and the same to read at `/api/docs`. */
export function mountDocumentation(server: FastifyInstance, publicUrl: string | undefined): void {
  const document = (request: FastifyRequest) =>
    openApi(version, publicUrl ?? `${request.protocol}://${request.host}`)

  server.get('/api/openapi.json', async (request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(document(request))),
  )
  server.get('/api/docs', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(documentationPage(document(request))),
  )
  server.get('/api/docs/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(await readFile(stylesheet, 'utf8')),
  )
}
