// A thread of its own: a file takes seconds to read, and the program has people to answer.
import type { ImportNotice, ImportReport } from '@quizmentor/contract/interchange'
import { readAny } from '@quizmentor/interchange/formats'
import { UnreadableFile } from '@quizmentor/interchange/found'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { parentPort } from 'node:worker_threads'
import pg from 'pg'
import { openPool } from '../../platform/database/pool.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Connection } from '../../platform/database/servers.ts'
import { createLog } from '../../platform/log.ts'
import { openDatabase } from '../../platform/sqlite.ts'
import { audit, type AuditedAct } from '../../platform/audit.ts'
import { ChunkMissing, chunkSource } from './chunk-source.ts'
import { importInto } from './import-into.ts'
import { previewOf } from './preview.ts'
import {
  chunkBytes,
  finishImport,
  importById,
  savePreview,
  takeImport,
  type WholeImport,
} from './queries/work.ts'
import { recognising } from './recognised.ts'

/** What the thread is given; one thing at a time. */
export interface Task {
  readonly connection: Connection
  readonly importId: string
  /** Where it may write what is gone afterwards. */
  readonly folder: string
}

/** What the thread says. Each message is a sign of life; `done`, `idle` and `failed` are the last. */
export type Told =
  | { readonly kind: 'alive'; readonly read: number }
  | { readonly kind: 'done' }
  /** There is nothing to do: it was done, taken back, or another worker does it. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed'; readonly failure: ImportNotice; readonly fault?: string }

const sayEveryMs = 250

function say(told: Told): void {
  // A thread, not a window.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(told)
}

async function work({ connection, importId, folder }: Task): Promise<Told> {
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder
  say({ kind: 'alive', read: 0 })
  const pool = openPool(connection, createLog('silent'), { size: 2 })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    const row = await importById(db, importId)
    if (row?.state === 'reading') return await preview(db, row)
    if (row?.state === 'storing') return await store(db, row)
    return { kind: 'idle' }
  } catch (error) {
    return failureOf(error)
  } finally {
    await pool.end()
  }
}

async function preview(db: Kysely<Database>, row: WholeImport): Promise<Told> {
  const alive = heartbeat()
  const bank = await recognising(db, row.workspace_id)
  const preview = await previewOf(fileOf(db, row, alive), readingOf(row), bank, alive)
  return (await savePreview(db, row.id, preview)) ? { kind: 'done' } : { kind: 'idle' }
}

async function store(db: Kysely<Database>, row: WholeImport): Promise<Told> {
  const { destination } = row.options ?? {}
  if (destination == null) throw new Error('an import without a destination is to be stored')
  const alive = heartbeat()
  const { id, workspace_id: workspaceId, user_id: userId } = row
  return db.transaction().execute(async (tx): Promise<Told> => {
    if (!(await takeImport(tx, id))) return { kind: 'idle' }
    // Whoever edits a question for long is waited for some other time.
    await sql`set local lock_timeout = '5s'`.execute(tx)
    const found = readAny(fileOf(db, row, alive), readingOf(row))
    const at = new Date()
    const into = { ...destination, workspaceId, userId, at, onProgress: alive }
    const report = await importInto(tx, found, into)
    if (!(await finishImport(tx, id, report, at))) throw new TakenBack()
    await audit(tx, { userId, address: null, requestId: null }, doneAct(row, report))
    return { kind: 'done' }
  })
}

/** What was taken in, for the audit log. */
function doneAct({ id, workspace_id, file_name }: WholeImport, report: ImportReport): AuditedAct {
  const { format, read, imported, updated, skippedCount: skipped } = report
  const details = { file: file_name, format, read, imported, updated, skipped }
  return { workspaceId: workspace_id, action: 'import.done', subject: id, details }
}

/** Ends the transaction of an import that somebody forgot meanwhile. */
class TakenBack extends Error {}

function readingOf({ options }: WholeImport) {
  const { format, columns, headerRows } = options ?? {}
  return { format: format ?? ('auto' as const), columns, headerRows, openDatabase }
}

function fileOf(db: Kysely<Database>, row: WholeImport, alive: () => void) {
  return chunkSource(row.file_name, row.size, async (number) => {
    alive()
    return chunkBytes(db, row.id, number)
  })
}

/** Says now and then how many questions were read. */
function heartbeat(): (read?: number) => void {
  let last = performance.now()
  let latest = 0
  return (read = latest) => {
    latest = read
    const now = performance.now()
    if (now - last < sayEveryMs) return
    last = now
    say({ kind: 'alive', read })
  }
}

const brokenOff = /^(?:Connection terminated|timeout exceeded when trying to connect)/

/** What the file is to blame for is told; for anything else it is tried again. */
function failureOf(error: unknown): Told {
  if (error instanceof TakenBack) return { kind: 'idle' }
  if (error instanceof UnreadableFile) {
    const { where, code, message: reason } = error
    return { kind: 'failed', failure: { where, code, reason } }
  }
  // Data that a rule of the database refuses will be refused again.
  const isRefused = error instanceof pg.DatabaseError && /^(?:22|23|54)/.test(error.code ?? '')
  const isOurs =
    error instanceof pg.DatabaseError ||
    error instanceof ChunkMissing ||
    (error instanceof Error && ('syscall' in error || brokenOff.test(error.message)))
  if (isOurs && !isRefused) throw error
  return {
    kind: 'failed',
    failure: {
      where: 'the whole file',
      code: 'unreadable',
      reason: 'The file can’t be read. It may be damaged, or of another format.',
    },
    fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}

// What fails for no fault of the file's ends the thread, and is heard by whoever began it.
parentPort?.on('message', (task: Task) => void work(task).then(say))
