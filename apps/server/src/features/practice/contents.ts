import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import type { Caches } from '../../platform/cache/cache.ts'
import type { Database } from '../../platform/database/schema.ts'
import { contentOf } from './queries/sessions.ts'

/** Gives the content of a question version, its key with it: not to be changed, nor to be sent. */
export type Contents = (db: Kysely<Database>, version: number) => Promise<QuestionContent>

const hourMs = 3_600_000

/**
 * Contents that were read of late, in this process only. They are of versions, which never change (the
 * database refuses it) and whose numbers no two workspaces share; who may see what of which version is
 * decided before, by a row of the caller's own session. So none of them can be old or somebody else's.
 */
export function createContents(caches: Caches): Contents {
  const cache = caches.open<QuestionContent>({
    name: 'contents.1',
    lifeMs: hourMs,
    mostEntries: 20_000,
    mostBytes: 16 * 1024 * 1024,
    sizeOf: (content) => 2 * JSON.stringify(content).length,
  })
  return async (db, version) => {
    const load = () => contentOf(db, version)
    return (await cache.get(String(version), load)) ?? load()
  }
}
