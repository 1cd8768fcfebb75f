import type { ImportNotice } from '@quizmentor/contract/interchange'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Connection } from '../../platform/database/pool.ts'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log.ts'
import type { audit } from '../identity/audit.ts'
import { inWorker, type Watch } from './in-worker.ts'
import {
  dropFiles,
  failImport,
  importById,
  saveProgress,
  type WholeImport,
} from './queries/work.ts'

const data = z.object({ importId: z.uuid() })
// Somebody waits for it. A node that dies with one is missed after half a minute.
const retries = { limit: 4, firstAfter: 5, atMost: 60, missedAfter: 30 }

/** Apart, so that whoever only looks doesn't wait for those who store. */
export const readImport = job('read-import', data, retries)
export const storeImport = job('store-import', data, retries)
const dropOldFiles = job('drop-files-of-imports', z.object({}), { limit: 2 })

const dayMs = 86_400_000
const expired: ImportNotice = {
  where: 'the whole file',
  code: 'expired',
  reason: 'The file was not taken in within a day, so it was let go.',
}
const ourFault: ImportNotice = {
  where: 'the whole file',
  code: 'internal_error',
  reason: 'Something went wrong here. Try again; if it stays, tell the operator.',
}

interface Parts {
  readonly jobs: Jobs
  readonly log: Log
  readonly clock: Clock
  readonly db: Kysely<Database>
  readonly connection: Connection
  /** Writes down what was taken in. */
  readonly audit: typeof audit
  readonly watch?: Pick<Watch, 'stallMs' | 'mostMs'>
}

/** Reads and stores imports, and lets go of files that nobody came back for. */
export function handleImportJobs({ jobs, clock, db, ...parts }: Parts): void {
  const work = importing({ clock, db, ...parts })
  jobs.handle(readImport, ({ importId }, { last }) => work(importId, last))
  jobs.handle(storeImport, ({ importId }, { last }) => work(importId, last))

  jobs.handle(dropOldFiles, async () => {
    await dropFiles(db, new Date(clock.now() - dayMs), expired)
  })
  jobs.repeat(dropOldFiles, '40 * * * *', {})
}

/** What a job does with an import; with `isLast`, what goes wrong here has failed for good. */
function importing({ db, log, clock, connection, audit: writeDown, watch }: Omit<Parts, 'jobs'>) {
  async function fail(row: WholeImport, failure: ImportNotice): Promise<void> {
    // What can't be read in one format may be of another.
    const keepFile = row.state === 'reading'
    const at = new Date(clock.now())
    await db
      .transaction()
      .execute((tx) => failImport(tx, row.id, failure, { keepFile, format: row.format, at }))
  }

  return async (importId: string, isLast: boolean): Promise<void> => {
    const row = await importById(db, importId)
    if (row?.state !== 'reading' && row?.state !== 'storing') return
    // One at a time, and none after the end.
    let saving = Promise.resolve()
    let latest = 0
    const onProgress = (read: number) => {
      if (read === latest) return
      latest = read
      saving = saving.then(() => (read === latest ? progressed(importId, read) : undefined))
    }
    const progressed = async (id: string, read: number) => void (await saveProgress(db, id, read))
    try {
      const ended = await inWorker({ connection, importId }, { ...watch, onProgress })
      await saving
      if (ended.kind === 'failed') {
        const { failure, fault } = ended
        if (fault !== undefined) log.warn({ importId, fault }, 'a file could not be read')
        await fail(row, failure)
      }
      if (ended.kind === 'done' && row.state === 'storing') await note(row.id)
    } catch (error) {
      await saving.catch(() => {})
      if (isLast) await fail(row, ourFault)
      throw error
    }
  }

  async function note(importId: string): Promise<void> {
    const done = await importById(db, importId)
    if (done?.report == null) return
    const { read, imported, updated, skippedCount, format } = done.report
    const details = { file: done.file_name, format, read, imported, updated, skipped: skippedCount }
    const actor = { userId: done.user_id, address: null, requestId: null }
    const { workspace_id: workspaceId } = done
    await writeDown(db, actor, { workspaceId, action: 'import.done', subject: importId, details })
  }
}
