import type { Kysely } from 'kysely'
import { isKnown } from '../../../http/conditional.ts'
import { caching } from '../../../http/headers.ts'
import { notFound } from '../../../http/problem.ts'
import type { Caches } from '../../../platform/cache/cache.ts'
import type { Database } from '../../../platform/database/schema.ts'
import { createMedia } from './cached.ts'

/** Shown in the page; anything else is for the reader to save. */
const inPage = /^(?:image|audio|video)\//

/**
 * The files that questions show. They are given to whoever knows their hash, as players of live games
 * are not signed in; served so that nothing in them can act: no programs, no requests, nothing guessed
 * about their type. Their names, which might tell an answer, are not told. A hash is not to be guessed
 * by who doesn't have the file, and whoever has the address gets it without signing in: a network in
 * front of the server may keep it too, since it gives it to nobody else.
 */
export function mediaService(db: Kysely<Database>, caches: Caches) {
  const media = createMedia(db, caches)
  return {
    /** With `known`, the tags of the copies that the caller has (`If-None-Match`). */
    async get(workspaceId: string, hash: string, known: string | null): Promise<Response> {
      const medium = await media(workspaceId, hash)
      if (medium === undefined) throw notFound('file')
      const tag = `"${hash}"`
      const headers = {
        'content-type': medium.type,
        'content-disposition': inPage.test(medium.type) ? 'inline' : 'attachment',
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
        // The same address has the same bytes for ever.
        ...caching.forGoodByReaders,
        etag: tag,
      }
      if (isKnown(tag, known ?? undefined)) return new Response(null, { status: 304, headers })
      return new Response(new Uint8Array(medium.bytes), {
        headers: { ...headers, 'content-length': String(medium.bytes.length) },
      })
    },
  }
}
