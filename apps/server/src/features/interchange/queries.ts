import type {
  FormatName,
  ImportNotice,
  ImportOptions,
  ImportPreview,
  ImportReport,
} from '@quizmentor/contract/interchange'
import { sql, type Kysely, type Selectable } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../platform/database/schema.ts'

type Db = Kysely<Database>

const received = sql<number>`(
  select coalesce(sum(length(bytes)), 0) from import_chunks where import_id = imports.id
)`.as('received')

const told = [
  'id',
  'file_name',
  'size',
  'state',
  'format',
  'progress',
  'failure',
  'created_at',
  'finished_at',
] as const

/** Somebody's imports and one more, newest first. */
export function importsPage(
  db: Db,
  workspaceId: string,
  userId: string,
  before: string | null,
  limit: number,
) {
  const query = db
    .selectFrom('imports')
    .select([...told, received])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  return (before === null ? query : query.where('id', '<', before)).execute()
}

export function importOf(db: Db, workspaceId: string, userId: string, importId: string) {
  return db
    .selectFrom('imports')
    .select([...told, 'preview', 'report', 'options', 'has_file', received])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('id', '=', importId)
    .executeTakeFirst()
}

/** Keeps others of the same person from counting at the same time, until the transaction ends. */
export async function lockImporter(tx: Db, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('imports of ' || ${userId}, 0))`.execute(
    tx,
  )
}

/** How many files of a person are kept, and how large they are in all. */
export function keptFiles(db: Db, userId: string) {
  return db
    .selectFrom('imports')
    .select((row) => [
      row.fn.countAll<number>().as('count'),
      sql<number>`coalesce(sum(size), 0)`.as('bytes'),
    ])
    .where('user_id', '=', userId)
    .where('has_file', '=', true)
    .executeTakeFirstOrThrow()
}

/** Adds an import; nothing where the id is taken. */
export function insertImport(
  db: Db,
  row: { id: string; workspaceId: string; userId: string; fileName: string; size: number },
) {
  return db
    .insertInto('imports')
    .values({
      id: row.id,
      workspace_id: row.workspaceId,
      user_id: row.userId,
      file_name: row.fileName,
      size: row.size,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/**
 * Stores a chunk while the file is on its way. `false`: the file is complete, and has other bytes
 * there, or isn't kept any more.
 */
export async function storeChunk(
  db: Db,
  importId: string,
  number: number,
  bytes: Buffer,
): Promise<boolean> {
  const { rows } = await sql<{ stored: boolean }>`
    with stored as (
      insert into import_chunks (import_id, number, bytes)
      select id, ${number}::smallint, ${bytes}::bytea
      from imports where id = ${importId} and state = 'uploading'
      on conflict (import_id, number) do update set bytes = excluded.bytes
      returning 1
    )
    select exists (select from stored) or exists (
      select from import_chunks
      where import_id = ${importId} and number = ${number} and bytes = ${bytes}
    ) as stored
  `.execute(db)
  return rows[0]?.stored === true
}

/** Begins to read or to store; `false` where the file isn't waiting for it. */
export async function beginImport(
  db: Db,
  importId: string,
  options: ImportOptions,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({
      state: options.destination === null ? 'reading' : 'storing',
      options: JSON.stringify(options),
      progress: 0,
      failure: null,
      preview: null,
      report: null,
      finished_at: null,
    })
    .where('id', '=', importId)
    .where('has_file', '=', true)
    .where('state', 'in', ['uploading', 'previewed', 'failed'])
    .executeTakeFirst()
  return numUpdatedRows > 0
}

export async function deleteImport(
  db: Db,
  workspaceId: string,
  userId: string,
  importId: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('imports')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('id', '=', importId)
    .executeTakeFirst()
  return numDeletedRows > 0
}

export type WholeImport = Selectable<Database['imports']>

/** Of whoever it is: for what is done in the background. */
export function importById(db: Db, importId: string): Promise<WholeImport | undefined> {
  return db.selectFrom('imports').selectAll().where('id', '=', importId).executeTakeFirst()
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

export interface NewMedium {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  readonly type: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** Adds files; those that are there already stay. */
export async function insertMedia(
  db: Db,
  workspaceId: string,
  media: readonly NewMedium[],
): Promise<void> {
  if (media.length === 0) return
  await db
    .insertInto('media')
    .values(
      media.map(({ hash, type, name, bytes }) => ({
        workspace_id: workspaceId,
        hash: Buffer.from(hash, 'hex'),
        type,
        name,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doNothing())
    .execute()
}

export function mediumOf(db: Db, workspaceId: string, hash: string) {
  return db
    .selectFrom('media')
    .select(['type', 'name', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', Buffer.from(hash, 'hex'))
    .executeTakeFirst()
}
