import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

type Db = Kysely<Database>

export async function workspacesWithMedia(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('media').select('workspace_id').distinct().execute()
  return rows.map((row) => row.workspace_id)
}

/**
 * Lets go of a workspace's files that nothing has shown since `before`, and notes of the others
 * whether something shows them: any version of a question, or what is written about a topic, a track
 * or a quiz. Whoever stores a file again meanwhile keeps it.
 */
export async function sweepMedia(
  db: Db,
  workspaceId: string,
  { at, before }: { at: Date; before: Date },
): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    with texts as (
      select content::text as said from question_versions
      join questions on questions.id = question_versions.question_id
      where workspace_id = ${workspaceId}
      union all
      select concat_ws(' ', description, reading) from topics where workspace_id = ${workspaceId}
      union all
      select description from tracks where workspace_id = ${workspaceId}
      union all
      select description from quizzes where workspace_id = ${workspaceId}
    ), shown as materialized (
      select distinct decode(found[1], 'hex') as hash
      from texts, regexp_matches(said, '/media/([0-9a-f]{64})', 'g') as found
      where said like '%/media/%'
    ), gone as (
      delete from media
      where workspace_id = ${workspaceId} and unused_since < ${before}
        and not exists (select from shown where shown.hash = media.hash)
      returning 1
    ), noted as (
      update media set unused_since = case when unused_since is null then ${at}::timestamptz end
      where workspace_id = ${workspaceId}
        and (unused_since is null) <> exists (select from shown where shown.hash = media.hash)
    )
    select count(*) as gone from gone
  `.execute(db)
  return rows[0]?.gone ?? 0
}
