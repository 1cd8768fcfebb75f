import { z } from 'zod'
import { instant, inWorkspace, page, paging, route } from './route.ts'
import { uuid } from './uuid.ts'

export const mail = z.object({
  id: uuid,
  createdAt: instant,
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  state: z.enum(['waiting', 'sent', 'failed', 'kept']),
  lastError: z.string().nullable(),
})
export type Mail = z.infer<typeof mail>

export const auditEntry = z.object({
  id: uuid,
  at: instant,
  actor: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const opsRoutes = {
  listMails: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/mails',
    access: 'owner',
    summary: 'Mail that this server wrote, newest first (owners of the first workspace)',
    params: inWorkspace,
    query: z.strictObject(paging),
    answer: page(mail),
  }),
  listAudit: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/audit',
    access: 'admin',
    summary: 'Who did what, newest first',
    params: inWorkspace,
    query: z.strictObject(paging),
    answer: page(auditEntry),
  }),
  status: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/status',
    access: 'admin',
    summary: 'Version, database, jobs, storage and whether mail is sent',
    params: inWorkspace,
    answer: z.object({
      version: z.string(),
      node: z.string(),
      startedAt: instant,
      database: z.object({ version: z.string(), embedded: z.boolean(), bytes: z.number() }),
      migrations: z.int(),
      jobs: z.object({ waiting: z.int(), failed: z.int() }),
      mail: z.enum(['smtp', 'kept']),
      games: z.int(),
      sockets: z.int(),
    }),
  }),
}
