import type { ImportNotice } from '@quizmentor/contract/interchange'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Servers } from '../../platform/database/servers.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log.ts'
import { importWorkers, type Watch } from './in-worker.ts'
import {
  dropFiles,
  failImport,
  importById,
  saveProgress,
  unfinishedImports,
  type WholeImport,
} from './queries/work.ts'
import { sweepMedia, workspacesWithMedia } from './queries/unused-media.ts'

const data = z.object({ importId: z.uuid() })
// Somebody waits for it. A node that dies with one is missed after half a minute.
const retries = { limit: 4, firstAfter: 5, atMost: 60, missedAfter: 30 }

/** Apart, so that whoever only looks doesn't wait for those who store. */
export const readImport = job('read-import', data, retries)
export const storeImport = job('store-import', data, retries)
const dropOldFiles = job('drop-files-of-imports', z.object({}), { limit: 2 })
const dropUnusedMedia = job('drop-unused-media', z.object({}), { limit: 2 })

const dayMs = 86_400_000
/** Days that a file is kept that nothing shows: an author may want it back. */
const unusedDays = 7
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
  /** Files are read in threads, which connect by themselves. */
  readonly servers: Pick<Servers, 'current'>
  readonly watch?: Pick<Watch, 'stallMs' | 'mostMs'>
}

/** Reads and stores imports, and lets go of files that nobody came back for, or looks at. */
export function handleImportJobs({ jobs, clock, db, ...parts }: Parts): void {
  const work = importing({ clock, db, ...parts })
  jobs.handle(readImport, ({ importId }, { last }) => work(importId, last))
  jobs.handle(storeImport, ({ importId }, { last }) => work(importId, last))

  jobs.handle(dropOldFiles, async () => {
    await dropFiles(db, new Date(clock.now() - dayMs), expired)
  })
  jobs.repeat(dropOldFiles, '40 * * * *', {})

  jobs.handle(dropUnusedMedia, () => clearMedia(db, clock.now()))
  jobs.repeat(dropUnusedMedia, '10 4 * * *', {})

  void resume({ jobs, db, log: parts.log })
}

/**
 * What a program had begun that was killed is done anew, at once instead of when it is missed. A
 * program that is alive and at work on it keeps it.
 */
async function resume({ jobs, db, log }: Pick<Parts, 'jobs' | 'db' | 'log'>): Promise<void> {
  try {
    for (const { id, state } of await unfinishedImports(db))
      await jobs.send(state === 'reading' ? readImport : storeImport, { importId: id }, { key: id })
  } catch (error) {
    log.warn({ err: error }, 'imports that were begun before are gone on with later')
  }
}

/** Lets go of pictures and sounds that nothing has shown for a week. */
export async function clearMedia(db: Kysely<Database>, now: number): Promise<void> {
  const times = { at: new Date(now), before: new Date(now - unusedDays * dayMs) }
  for (const workspaceId of await workspacesWithMedia(db)) await sweepMedia(db, workspaceId, times)
}

/** What a job does with an import; with `isLast`, what goes wrong here has failed for good. */
function importing({ db, log, clock, servers, watch }: Omit<Parts, 'jobs'>) {
  const inWorker = importWorkers()

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
      const ended = await inWorker(
        { connection: servers.current, importId },
        { ...watch, onProgress },
      )
      await saving
      if (ended.kind === 'failed') {
        const { failure, fault } = ended
        if (fault !== undefined) log.warn({ importId, fault }, 'a file could not be read')
        await fail(row, failure)
      }
    } catch (error) {
      await saving.catch(() => {})
      if (isLast) await fail(row, ourFault)
      throw error
    }
  }
}
