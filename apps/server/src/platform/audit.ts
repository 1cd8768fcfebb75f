import type { Kysely } from 'kysely'
import { newId } from './ids.ts'
import type { Database } from './database/schema.ts'

/** Who acts, and from where. */
export interface Actor {
  readonly userId: string | null
  readonly address: string | null
  readonly requestId: string | null
}

export interface AuditedAct {
  readonly workspaceId: string | null
  /** Dotted, what was acted on first: `member.role_changed`. */
  readonly action: string
  readonly subject?: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** Writes down an act. Give the transaction that does it, so that neither is without the other. */
export async function audit(db: Kysely<Database>, actor: Actor, act: AuditedAct): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      id: newId(),
      workspace_id: act.workspaceId,
      actor_id: actor.userId,
      action: act.action,
      subject: act.subject ?? null,
      details: JSON.stringify(act.details ?? {}),
      ip_address: actor.address,
      request_id: actor.requestId,
    })
    .execute()
}
