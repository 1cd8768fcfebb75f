import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

/** An entity tag (RFC 9110, 8.8.3) that says the same of the same bytes on every node. */
export function tagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`
}

/** Whether a caller has the copy of this tag already, by the `If-None-Match` they sent. */
export function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.match(/"[^"]*"/g)?.includes(tag.replace(/^W\//, '')) === true
}

/** Whatever has a tag is answered with 304 to those who have it (RFC 9110, 13.1.2). */
export function answerConditionally(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const tag = reply.getHeader('etag')
    if (typeof tag !== 'string' || reply.statusCode !== 200) return payload
    if (request.method !== 'GET' && request.method !== 'HEAD') return payload
    if (!isKnown(tag, request.headers['if-none-match'])) return payload
    if (payload instanceof Readable) payload.destroy()
    for (const name of ['content-type', 'content-length', 'content-encoding', 'accept-ranges'])
      reply.removeHeader(name)
    void reply.status(304)
    // Fastify's own HEAD routes count the length of what they are given.
    return request.method === 'HEAD' ? '' : null
  })
}
