import type { Kysely } from 'kysely'
import type { Database, StoredAbility } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'
import { abilitiesOf, metBy, type MetQuestions } from './queries/learning.ts'
import * as queries from './queries/sessions.ts'
import { subjectOf, type Subject } from './scope.ts'

/** A session with all that going on with it needs. */
export interface Sitting {
  readonly session: queries.SessionRow
  /** In order; the last may be unanswered. */
  readonly items: readonly queries.ItemRow[]
  readonly catalogue: Catalogue
  /** `null` where what was practised is gone. */
  readonly subject: Subject | null
  readonly met: MetQuestions
  readonly abilities: ReadonlyMap<string, StoredAbility>
}

/** Takes a session up where it was left. */
export async function takeUp(
  db: Kysely<Database>,
  session: queries.SessionRow,
  catalogue: Catalogue,
): Promise<Sitting> {
  return {
    session,
    catalogue,
    items: await queries.itemsOf(db, session.id),
    subject: await subjectOf(db, session.workspace_id, catalogue, session.scope),
    met: await metBy(db, session.person_id),
    abilities: await abilitiesOf(db, session.person_id),
  }
}

/** The question waiting for its answer; `null` once the session has ended. */
export function inHand({ session, items }: Sitting): queries.ItemRow | null {
  const last = items.at(-1)
  return session.ended_at === null && last?.response_id === null ? last : null
}

const minuteMs = 60_000

/** When a session by the clock asks no further question; `null` for one by count. */
export function deadlineOf({ started_at, minutes }: queries.SessionRow): Date | null {
  return minutes === null ? null : new Date(started_at.getTime() + minutes * minuteMs)
}
