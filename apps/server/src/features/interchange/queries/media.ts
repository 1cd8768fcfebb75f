import type { Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

type Db = Kysely<Database>

export interface NewMedium {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  readonly type: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** Adds files; those that are there already stay, and are no longer unused. */
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
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'hash']).doUpdateSet({ unused_since: null }),
    )
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
