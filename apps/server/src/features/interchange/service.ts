import {
  CHUNK_BYTES,
  type ImportDestination,
  type ImportOptions,
  type ImportReading,
  type ImportRow,
  type ImportView,
} from '@quizmentor/contract/interchange'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { isDeepStrictEqual } from 'node:util'
import { decodeCursor, toPage } from '../../http/cursor.ts'
import { conflict, invalid, notFound } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { requireTopics } from '../bank/topics/service.ts'
import type { Actor, audit } from '../../platform/audit.ts'
import { readImport, storeImport } from './jobs.ts'
import * as queries from './queries/imports.ts'

export { importInto, type Into } from './import-into.ts'

const mostFiles = 20
const mostBytes = 200 * 1024 * 1024

export interface ImportParts {
  readonly db: Kysely<Database>
  readonly jobs: Pick<Jobs, 'send'>
  /** Writes down who takes in what. */
  readonly audit: typeof audit
}

/** Whose imports, and where. Others don't see them. */
export interface Importer {
  readonly workspaceId: string
  readonly userId: string
}

/** Files on their way into the bank. */
export function importsService({ db, jobs, audit: writeDown }: ImportParts) {
  async function get({ workspaceId, userId }: Importer, importId: string) {
    const row = await queries.importOf(db, workspaceId, userId, importId)
    if (row === undefined) throw notFound('import')
    return row
  }

  /** Asks for a file to be read, or stored. Asked again for the same, it is asked once. */
  async function begin(
    importer: Importer,
    importId: string,
    options: ImportOptions,
    actor: Actor,
  ): Promise<ImportView> {
    const row = await get(importer, importId)
    const isSame = isDeepStrictEqual(row.options, asStored(options))
    if (isSame && ['reading', 'storing', 'done'].includes(row.state)) return toView(row)
    if (!row.has_file)
      throw conflict('no_file', 'The file of this import is no longer kept. Send it anew.')
    if (row.received < row.size)
      throw conflict('incomplete', `${row.size - row.received} bytes of the file are missing.`)
    await db.transaction().execute(async (tx) => {
      // What the file has was counted, if it is read in the same way.
      const keepsPreview = options.destination !== null && isSameReading(row.options, options)
      if (!(await queries.beginImport(tx, importId, options, keepsPreview)))
        throw conflict('import_busy', 'The file is being read. Wait until that is done.')
      const kind = options.destination === null ? readImport : storeImport
      if (options.destination !== null)
        await writeDown(tx, actor, {
          workspaceId: importer.workspaceId,
          action: 'import.started',
          subject: importId,
          details: { file: row.file_name, topicId: options.destination.topicId },
        })
      await jobs.send(kind, { importId }, { within: tx, key: importId })
    })
    return toView(await get(importer, importId))
  }

  return {
    async list({ workspaceId, userId }: Importer, cursor: string | undefined, limit: number) {
      const [before] = decodeCursor(z.tuple([z.uuid()]), cursor) ?? [null]
      const found = await queries.importsPage(db, workspaceId, userId, before, limit)
      const { rows, nextCursor } = toPage(found, limit, (row) => [row.id])
      return { items: rows.map(toRow), nextCursor }
    },

    get: async (importer: Importer, importId: string): Promise<ImportView> =>
      toView(await get(importer, importId)),

    /** Refused (409) while a person has 20 files, or 200 MB of them, that were not taken in. */
    async create(
      { workspaceId, userId }: Importer,
      file: { id: string; fileName: string; size: number },
    ): Promise<ImportView> {
      await db.transaction().execute(async (tx) => {
        await queries.lockImporter(tx, userId)
        if ((await queries.importOf(tx, workspaceId, userId, file.id)) !== undefined) return
        const { count, bytes } = await queries.keptFiles(tx, userId)
        if (count >= mostFiles || bytes + file.size > mostBytes)
          throw conflict(
            'too_many_files',
            'You have 20 files, or 200 MB of them, that were not taken in yet. Take them in or delete them.',
          )
        await queries.insertImport(tx, { ...file, workspaceId, userId })
      })
      const row = await queries.importOf(db, workspaceId, userId, file.id)
      if (row === undefined || row.size !== file.size || row.file_name !== file.fileName)
        throw conflict('id_taken', 'This id is in use. Make a new one.')
      return toView(row)
    },

    /** Each piece has its place and length, so that in whatever order they come, the file is whole. */
    async putChunk(
      importer: Importer,
      importId: string,
      number: number,
      bytes: Buffer,
    ): Promise<ImportRow> {
      const { size } = await get(importer, importId)
      const wanted = Math.min(CHUNK_BYTES, size - number * CHUNK_BYTES)
      if (wanted <= 0)
        throw invalid([
          {
            pointer: '/path/number',
            code: 'too_big',
            detail: `The file ends with piece ${Math.ceil(size / CHUNK_BYTES) - 1}.`,
          },
        ])
      if (bytes.length !== wanted)
        throw invalid([
          {
            pointer: '/body/data',
            code: 'wrong_size',
            detail: `This piece has ${wanted} bytes, not ${bytes.length}.`,
          },
        ])
      if (!(await queries.storeChunk(db, importId, number, bytes)))
        throw conflict('not_uploading', 'This file is read already. Begin another import.')
      return toRow(await get(importer, importId))
    },

    preview: (importer: Importer, importId: string, reading: ImportReading, actor: Actor) =>
      begin(importer, importId, { ...reading, destination: null }, actor),

    async run(
      importer: Importer,
      importId: string,
      reading: ImportReading,
      destination: ImportDestination,
      actor: Actor,
    ): Promise<ImportView> {
      await get(importer, importId)
      await requireTopics(db, importer.workspaceId, [[destination.topicId, '/body/topicId']])
      return begin(importer, importId, { ...reading, destination }, actor)
    },

    /** While it is being stored, that is taken back. */
    async remove({ workspaceId, userId }: Importer, importId: string): Promise<{}> {
      if (!(await queries.deleteImport(db, workspaceId, userId, importId))) throw notFound('import')
      return {}
    },
  }
}
export type Imports = ReturnType<typeof importsService>

function isSameReading(one: ImportOptions | null, other: ImportOptions): boolean {
  const read = (options: ImportOptions | null) => asStored({ ...options, destination: null })
  return isDeepStrictEqual(read(one ?? { format: null, destination: null }), read(other))
}

/** As it comes back from the database: without what isn't said. */
function asStored(options: object): unknown {
  return JSON.parse(JSON.stringify(options))
}

type Row = Awaited<ReturnType<typeof queries.importsPage>>[number]
type FullRow = NonNullable<Awaited<ReturnType<typeof queries.importOf>>>

function toRow(row: Row): ImportRow {
  return {
    id: row.id,
    fileName: row.file_name,
    size: row.size,
    received: row.state === 'done' ? row.size : row.received,
    state: row.state,
    format: row.format,
    progress: row.progress,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

function toView(row: FullRow): ImportView {
  const { destination = null, ...reading } = row.options ?? { format: null }
  return {
    ...toRow(row),
    reading,
    destination,
    total: row.total,
    preview: row.preview,
    report: row.report,
  }
}
