import { interchangeRoutes } from '@quizmentor/contract/interchange'
import type { Kysely } from 'kysely'
import { implement, type MountedRoute, type User } from '../../http/feature.ts'
import type { Caches } from '../../platform/cache/cache.ts'
import { openCaches } from '../../platform/cache/open-caches.ts'
import { type Read, readingHere } from '../../platform/database/replica.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Actor } from '../../platform/audit.ts'
import { exportedFile, exportLosses, written } from './exporting.ts'
import { mediaService } from './media/service.ts'
import { importsService, type ImportParts } from './service.ts'

interface InterchangeParts extends ImportParts {
  readonly db: Kysely<Database>
  /** Unset: what is exported is read where everything else is. */
  readonly read?: Read
  readonly caches?: Caches
}

/** Imports, exports and media in the HTTP API. */
export function interchangeFeature(parts: InterchangeParts): readonly MountedRoute[] {
  const { db, read = readingHere(db), audit, caches = openCaches() } = parts
  const imports = importsService(parts)
  const media = mediaService(db, caches)
  return implement(interchangeRoutes, {
    listImports: (call) => imports.list(importerOf(call), call.query.cursor, call.query.limit),
    createImport: (call) => imports.create(importerOf(call), call.body),
    sendChunk: (call) =>
      imports.putChunk(
        importerOf(call),
        call.params.importId,
        call.params.number,
        Buffer.from(call.body.data, 'base64'),
      ),
    previewImport: (call) =>
      imports.preview(importerOf(call), call.params.importId, call.body, actorOf(call)),
    runImport(call) {
      const { format, columns, headerRows, ...destination } = call.body
      const { importId } = call.params
      const reading = { format, columns, headerRows }
      return imports.run(importerOf(call), importId, reading, destination, actorOf(call))
    },
    getImport: (call) => imports.get(importerOf(call), call.params.importId),
    deleteImport: (call) => imports.remove(importerOf(call), call.params.importId),

    checkExport: ({ params, query: { format, ...filter } }) =>
      exportLosses(read, params.workspaceId, format, filter),

    async exportQuestions(call) {
      const { workspaceId } = call.params
      const { format, ...filter } = call.query
      const [extension, type] = written[format]
      await audit(db, actorOf(call), {
        workspaceId,
        action: 'questions.exported',
        details: call.query,
      })
      const file = exportedFile(read, workspaceId, format, filter)
      return new Response(streamOf(file), {
        headers: {
          'content-type': type,
          'content-disposition': `attachment; filename="questions.${extension}"`,
        },
      })
    },

    getMedia: ({ params, headers }) =>
      media.get(params.workspaceId, params.hash, headers.get('if-none-match')),
  })
}

/** What is asked for when there is room for it. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

interface MemberCall {
  readonly params: { readonly workspaceId: string }
  readonly caller: { readonly user: User }
  readonly address: string
  readonly requestId: string
}

function importerOf({ params, caller }: MemberCall) {
  return { workspaceId: params.workspaceId, userId: caller.user.id }
}

function actorOf({ caller, address, requestId }: MemberCall): Actor {
  return { userId: caller.user.id, address, requestId }
}
