import type {
  FormatName,
  ImportNotice,
  ImportPreview,
  ImportReport,
} from '@quizmentor/contract/interchange'
import { sql, type Kysely, type Selectable } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../../platform/database/schema.ts'

type Db = Kysely<Database>

export type WholeImport = Selectable<Database['imports']>

/** Of whoever it is: for what is done in the background. */
export function importById(db: Db, importId: string): Promise<WholeImport | undefined> {
  return db.selectFrom('imports').selectAll().where('id', '=', importId).executeTakeFirst()
}

/** Those that somebody is at work on, or was. */
export function unfinishedImports(db: Db) {
  return db
    .selectFrom('imports')
    .select(['id', 'state'])
    .where('state', 'in', ['reading', 'storing'])
    .orderBy('id')
    .limit(1_000)
    .execute()
}

/** `undefined`: it isn't there. */
export async function chunkBytes(
  db: Db,
  importId: string,
  number: number,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('import_chunks')
    .select('bytes')
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.bytes
}

export function saveProgress(db: Db, importId: string, progress: number) {
  return db.updateTable('imports').set({ progress }).where('id', '=', importId).execute()
}

export async function savePreview(
  db: Db,
  importId: string,
  preview: ImportPreview,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({
      state: 'previewed',
      format: preview.report.format,
      progress: preview.report.read,
      preview: JSON.stringify(preview),
    })
    .where('id', '=', importId)
    .where('state', '=', 'reading')
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/** Notes that all was stored, and lets go of the file; `false` where the import was taken back. */
export async function finishImport(
  tx: Db,
  importId: string,
  report: ImportReport,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('imports')
    .set({
      state: 'done',
      has_file: false,
      format: report.format,
      progress: report.read,
      preview: null,
      report: JSON.stringify(report),
      finished_at: at,
    })
    .where('id', '=', importId)
    .where('state', '=', 'storing')
    .executeTakeFirst()
  await deleteChunks(tx, importId)
  return numUpdatedRows > 0
}

/** Notes why an import came to nothing. What can be read in another way keeps its file. */
export async function failImport(
  tx: Db,
  importId: string,
  failure: ImportNotice,
  { keepFile, format, at }: { keepFile: boolean; format: FormatName | null; at: Date },
): Promise<void> {
  await tx
    .updateTable('imports')
    .set({
      state: 'failed',
      has_file: keepFile,
      format,
      failure: JSON.stringify(failure),
      finished_at: at,
    })
    .where('id', '=', importId)
    .where('state', 'in', ['reading', 'storing'])
    .execute()
  if (!keepFile) await deleteChunks(tx, importId)
}

function deleteChunks(tx: Db, importId: string) {
  return tx.deleteFrom('import_chunks').where('import_id', '=', importId).execute()
}

/** Lets go of files that were begun before an instant; what wasn't finished has failed. */
export async function dropFiles(db: Db, before: Date, failure: ImportNotice): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with dropped as (
      update imports set
        has_file = false,
        failure = case when state in ('done', 'failed') then failure else ${JSON.stringify(failure)}::jsonb end,
        finished_at = coalesce(finished_at, now()),
        state = case when state = 'done' then state else 'failed' end
      where has_file and created_at < ${before} and state not in ('reading', 'storing')
      returning id
    ), gone as (
      delete from import_chunks using dropped where import_id = dropped.id
    )
    select id from dropped
  `.execute(db)
  return rows.length
}

/** Of an import, one worker at a time; `false` where another has it. */
export async function takeImport(tx: Db, importId: string): Promise<boolean> {
  return tryLock(tx, `import ${importId}`)
}

/** Else each question would be remembered until the transaction ends, to be looked at then. */
export async function checkAtOnce(tx: Db): Promise<void> {
  await sql`set constraints questions_version_fkey immediate`.execute(tx)
}

/**
 * Waits until nobody else stores questions from files in this workspace: so two files with the same
 * questions or categories don't meet.
 */
export async function waitForTurn(
  tx: Db,
  workspaceId: string,
  onWait: () => void = () => {},
): Promise<void> {
  while (!(await tryLock(tx, `imports into ${workspaceId}`))) {
    onWait()
    await delay(200)
  }
}

async function tryLock(tx: Db, name: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken
  `.execute(tx)
  return rows[0]?.taken === true
}

/** The integer that rows of learning refer to a member by. */
export async function personOf(
  db: Db,
  workspaceId: string,
  userId: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.id
}
