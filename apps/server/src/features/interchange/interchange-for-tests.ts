import {
  CHUNK_BYTES,
  type ImportDestination,
  type ImportView,
} from '@quizmentor/contract/interchange'
import { expect } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { createJobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { openBank, type Bank } from '../bank/service.ts'
import { audit } from '../../platform/audit.ts'
import type { Watch } from './in-worker.ts'
import { handleImportJobs } from './jobs.ts'
import { importsService, type Importer, type Imports } from './service.ts'

/** Imports on a database of their own, done by real jobs in real threads. */
export interface ImportingServer {
  readonly database: TestDatabase
  readonly bank: Bank
  readonly imports: Imports
  /** An author with a workspace that has one topic. */
  author(): Promise<Author>
  /** Sends a whole file. */
  send(importer: Importer, fileName: string, file: Uint8Array | string): Promise<string>
  /** What became of it, once nothing happens any more. */
  settled(importer: Importer, importId: string): Promise<ImportView>
  /** Sends a file and looks at it. */
  preview(importer: Importer, fileName: string, file: Uint8Array | string): Promise<ImportView>
  /** Sends a file and takes it in. */
  take(
    author: Author,
    fileName: string,
    file: Uint8Array | string,
    into?: Partial<ImportDestination>,
  ): Promise<ImportView>
  stop(): Promise<void>
}

export interface Author extends Importer {
  readonly topicId: string
  readonly personId: number
}

export const nobody = { userId: null, address: null, requestId: null }
/** How a file is to be read that nothing is said about. */
export const asTold = { format: null, columns: undefined }

export function usualDestination({ topicId }: Author): ImportDestination {
  return { topicId, tags: [], state: 'draft', keepCategories: true, history: false }
}

/** With `null`, somebody else does the jobs. */
export async function startImporting(
  watch: Pick<Watch, 'stallMs' | 'mostMs'> | null = { stallMs: 60_000 },
): Promise<ImportingServer> {
  const database = await createTestDatabase()
  const { kysely: db } = database
  const log = createLog('silent')
  const connection = { connectionString: database.url }
  const jobs = createJobs(connection, log, createMetrics())
  const clock = { now: () => Date.now() }
  const servers = { current: connection }
  handleImportJobs({ jobs, log, clock, db, servers, ...(watch !== null && { watch }) })
  await jobs.start({ work: watch !== null })
  const bank = openBank(db)
  const imports = importsService({ db, jobs, audit })

  async function send(importer: Importer, fileName: string, file: Uint8Array | string) {
    const bytes = Buffer.from(file)
    const id = newId()
    await imports.create(importer, { id, fileName, size: bytes.length })
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      await imports.putChunk(importer, id, at / CHUNK_BYTES, bytes.subarray(at, at + CHUNK_BYTES))
    return id
  }

  async function settled(importer: Importer, importId: string): Promise<ImportView> {
    await expect
      .poll(async () => (await imports.get(importer, importId)).state, {
        timeout: 120_000,
        interval: 20,
      })
      .not.toMatch(/reading|storing/)
    return imports.get(importer, importId)
  }

  return {
    database,
    bank,
    imports,
    send,
    settled,
    async author() {
      const [workspaceId, userId] = [newId(), newId()]
      await db.insertInto('workspaces').values({ id: workspaceId, name: 'Test' }).execute()
      await db
        .insertInto('users')
        .values({ id: userId, name: 'Ada', email: `${userId}@example.org` })
        .execute()
      const { id: personId } = await db
        .insertInto('people')
        .values({ workspace_id: workspaceId, user_id: userId, role: 'author' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const topic = { id: newId(), parentId: null, title: 'Space', description: '', reading: '' }
      await bank.topics.create(workspaceId, topic)
      return { workspaceId, userId, personId, topicId: topic.id }
    },
    async preview(importer, fileName, file) {
      const id = await send(importer, fileName, file)
      await imports.preview(importer, id, asTold, nobody)
      return settled(importer, id)
    },
    async take(author, fileName, file, into = {}) {
      const id = await send(author, fileName, file)
      const destination = { ...usualDestination(author), ...into }
      await imports.run(author, id, asTold, destination, nobody)
      return settled(author, id)
    },
    async stop() {
      await jobs.stop()
      await database.drop()
    },
  }
}
