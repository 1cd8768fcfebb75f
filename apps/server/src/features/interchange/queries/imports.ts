import type { ImportOptions, ImportPreview } from '@quizmentor/contract/interchange'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

type Db = Kysely<Database>

const received = sql<number>`(
  select coalesce(sum(length(bytes)), 0) from import_chunks where import_id = imports.id
)`.as('received')

/** As long as it is looked at. While it is stored, only how many questions there are counts. */
const preview = sql<ImportPreview | null>`case when state = 'previewed' then preview end`.as(
  'preview',
)
const total = sql<number | null>`
  (coalesce(report, preview -> 'report') ->> 'read')::integer
`.as('total')

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
    .select([...told, preview, 'report', 'options', 'has_file', received, total])
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

/**
 * Begins to read or to store; `false` where the file isn't waiting for it. A preview that is still
 * true is kept, for what it counted.
 */
export async function beginImport(
  db: Db,
  importId: string,
  options: ImportOptions,
  keepsPreview: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({
      state: options.destination === null ? 'reading' : 'storing',
      options: JSON.stringify(options),
      progress: 0,
      failure: null,
      ...(!keepsPreview && { preview: null }),
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
