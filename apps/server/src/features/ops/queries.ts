import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

type Db = Kysely<Database>

export function mailsBefore(db: Db, id: string | undefined, limit: number) {
  return db
    .selectFrom('mails')
    .select(['id', 'created_at', 'recipient', 'subject', 'body', 'state', 'last_error'])
    .$if(id !== undefined, (it) => it.where('id', '<', id ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export function auditBefore(db: Db, workspaceId: string, id: string | undefined, limit: number) {
  return db
    .selectFrom('audit_log')
    .leftJoin('users', 'users.id', 'audit_log.actor_id')
    .select(['audit_log.id', 'audit_log.at', 'audit_log.action', 'audit_log.subject'])
    .select(['audit_log.details', 'users.name as actor'])
    .where('audit_log.workspace_id', '=', workspaceId)
    .$if(id !== undefined, (it) => it.where('audit_log.id', '<', id ?? ''))
    .orderBy('audit_log.id', 'desc')
    .limit(limit)
    .execute()
}

export async function databaseSize(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_database_size(current_database()) as bytes
  `.execute(db)
  return rows[0]?.bytes ?? 0
}

export async function migrationsApplied(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from schema_migrations
  `.execute(db)
  return rows[0]?.count ?? 0
}

export async function openGames(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('games')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('finished_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirstOrThrow()
  return count
}

/** Jobs that wait or run, and those that failed for good; none before pg-boss made its tables. */
export async function jobCounts(db: Db): Promise<{ waiting: number; failed: number }> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('pgboss.job') is not null as there
  `.execute(db)
  if (tables[0]?.there !== true) return { waiting: 0, failed: 0 }
  const { rows } = await sql<{ waiting: number; failed: number }>`
    select
      count(*) filter (where state in ('created', 'retry', 'active')) as waiting,
      count(*) filter (where state = 'failed') as failed
    from pgboss.job
  `.execute(db)
  return rows[0] ?? { waiting: 0, failed: 0 }
}
