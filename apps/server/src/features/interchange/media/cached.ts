import type { Kysely } from 'kysely'
import { createHash } from 'node:crypto'
import type { Caches } from '../../../platform/cache/cache.ts'
import type { Database } from '../../../platform/database/schema.ts'
import { mediumOf } from '../queries/media.ts'

export interface Medium {
  readonly type: string
  readonly bytes: Buffer
}

const lifeMs = 600_000

/**
 * The files that questions show, by workspace and hash, kept in this process and in Redis for ten
 * minutes: when a game shows a picture, all its phones ask for it in the same second. The key names the
 * workspace, so each sees its own; the hash names the bytes, so nothing else can be in their place, and
 * what comes from Redis is held against it.
 */
export function createMedia(db: Kysely<Database>, caches: Caches) {
  const cache = caches.open<Medium>({
    name: 'media.1',
    lifeMs,
    mostEntries: 2_000,
    mostBytes: 32 * 1024 * 1024,
    sizeOf: ({ bytes }) => bytes.length,
    shared: { write, read },
  })
  return (workspaceId: string, hash: string): Promise<Medium | undefined> =>
    cache.get(`${workspaceId}/${hash}`, () => mediumOf(db, workspaceId, hash))
}

const lineEnd = 10
const mediaType = /^[a-z]+\/[\w.+-]+$/

function write({ type, bytes }: Medium): Buffer {
  return Buffer.concat([Buffer.from(`${type}\n`), bytes])
}

function read(written: Buffer, key: string): Medium | undefined {
  const end = written.indexOf(lineEnd)
  const type = written.toString('latin1', 0, Math.max(0, end))
  const bytes = written.subarray(end + 1)
  const isWhole = createHash('sha256').update(bytes).digest('hex') === key.split('/')[1]
  return isWhole && mediaType.test(type) ? { type, bytes } : undefined
}
