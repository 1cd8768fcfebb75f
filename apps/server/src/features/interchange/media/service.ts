import type { Kysely } from 'kysely'
import { notFound } from '../../../http/problem.ts'
import type { Database } from '../../../platform/database/schema.ts'
import { mediumOf } from '../queries/media.ts'

/** Shown in the page; anything else is for the reader to save. */
const inPage = /^(?:image|audio|video)\//

/**
 * The files that questions show. They are given to whoever knows their hash, as players of live games
 * are not signed in; served so that nothing in them can act: no programs, no requests, nothing guessed
 * about their type. Their names, which might tell an answer, are not told.
 */
export function mediaService(db: Kysely<Database>) {
  return {
    /** With `known`, the tags of the copies that the caller has (`If-None-Match`). */
    async get(workspaceId: string, hash: string, known: string | null): Promise<Response> {
      const medium = await mediumOf(db, workspaceId, hash)
      if (medium === undefined) throw notFound('file')
      const tag = `"${hash}"`
      const headers = {
        'content-type': medium.type,
        'content-disposition': inPage.test(medium.type) ? 'inline' : 'attachment',
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
        // The same address has the same bytes for ever.
        'cache-control': 'public, max-age=31536000, immutable',
        etag: tag,
      }
      const isKnown = known?.split(',').some((each) => [tag, `W/${tag}`, '*'].includes(each.trim()))
      if (isKnown === true) return new Response(null, { status: 304, headers })
      return new Response(new Uint8Array(medium.bytes), {
        headers: { ...headers, 'content-length': String(medium.bytes.length) },
      })
    },
  }
}
