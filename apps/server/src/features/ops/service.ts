import type { AuditEntry, Mail } from '@quizmentor/contract/ops'
import { z } from 'zod'
import { decodeCursor, toPage } from '../../http/cursor.ts'
import { forbidden } from '../../http/problem.ts'
import { version } from '../../http/version.ts'
import type { DatabaseHandle } from '../../platform/database/database.ts'
import type { Metrics } from '../../platform/metrics.ts'
import {
  auditBefore,
  databaseSize,
  jobCounts,
  mailsBefore,
  migrationsApplied,
  openGames,
} from './queries.ts'

export interface OperationsOptions {
  readonly database: Pick<DatabaseHandle, 'version' | 'kind' | 'read'>
  /** Whether mail goes out, rather than being kept to be read here. */
  readonly mailSends: boolean
  readonly metrics: Metrics
  /** Identity's: the workspace whose admins run the server. */
  readonly firstWorkspaceId: () => Promise<string>
}

interface PageQuery {
  readonly cursor?: string | undefined
  readonly limit: number
}

export type Operations = ReturnType<typeof createOperations>

const idCursor = z.tuple([z.uuid()])

/** What those who run the server look at. */
export function createOperations(options: OperationsOptions) {
  const { database, mailSends, metrics, firstWorkspaceId } = options
  const { read } = database
  const startedAt = new Date().toISOString()

  /** What concerns the whole server is not for everybody who has a workspace on it. */
  async function inFirstWorkspace(workspaceId: string): Promise<void> {
    if ((await firstWorkspaceId()) !== workspaceId)
      throw forbidden('This is for those who run the server: it is shown in its first workspace.')
  }

  async function listMails(
    workspaceId: string,
    { cursor, limit }: PageQuery,
  ): Promise<{ items: Mail[]; nextCursor: string | null }> {
    await inFirstWorkspace(workspaceId)
    const before = decodeCursor(idCursor, cursor)?.[0]
    const rows = await read((db) => mailsBefore(db, before, limit + 1))
    const page = toPage(rows, limit, ({ id }) => [id])
    const items = page.rows.map(({ created_at, last_error, ...mail }) => ({
      ...mail,
      createdAt: created_at.toISOString(),
      lastError: last_error,
    }))
    return { items, nextCursor: page.nextCursor }
  }

  async function listAudit(
    workspaceId: string,
    { cursor, limit }: PageQuery,
  ): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
    const before = decodeCursor(idCursor, cursor)?.[0]
    const rows = await read((db) => auditBefore(db, workspaceId, before, limit + 1))
    const page = toPage(rows, limit, ({ id }) => [id])
    const items = page.rows.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }))
    return { items, nextCursor: page.nextCursor }
  }

  async function status(workspaceId: string) {
    await inFirstWorkspace(workspaceId)
    const [bytes, migrations, jobs, games] = await read((db) =>
      Promise.all([databaseSize(db), migrationsApplied(db), jobCounts(db), openGames(db)]),
    )
    const sockets = await metrics.sockets.get()
    return {
      version,
      node: process.version,
      startedAt,
      database: { version: database.version, embedded: database.kind === 'embedded', bytes },
      migrations,
      jobs,
      mail: mailSends ? ('smtp' as const) : ('kept' as const),
      games,
      sockets: sockets.values.reduce((sum, { value }) => sum + value, 0),
    }
  }

  return { listMails, listAudit, status }
}
