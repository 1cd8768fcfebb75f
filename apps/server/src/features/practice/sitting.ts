import type { Memory } from '@quizmentor/engine/memory/card'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { memoriesOf } from '../calibration/service.ts'
import type { Catalogue } from './catalogue.ts'
import type { Contents } from './contents.ts'
import { knownOf, type Known } from './queries/learning.ts'
import * as queries from './queries/sessions.ts'
import { subjectOf, type Subject } from './scope.ts'

/** A session with all that going on with it needs. */
export interface Sitting extends Known {
  readonly session: queries.SessionRow
  /** In order; the last may be unanswered. */
  readonly items: readonly queries.ItemRow[]
  readonly catalogue: Catalogue
  readonly contents: Contents
  /** `null` where what was practised is gone. */
  readonly subject: Subject | null
  /** How the learner remembers. */
  readonly memory: Memory
}

/** Takes a session up where it was left. */
export async function takeUp(
  db: Kysely<Database>,
  session: queries.SessionRow,
  catalogue: Catalogue,
  contents: Contents,
): Promise<Sitting> {
  return {
    session,
    catalogue,
    contents,
    items: await queries.itemsOf(db, session.id),
    subject: await subjectOf(db, session.workspace_id, catalogue, session.scope),
    memory: (await memoriesOf(db, [session.person_id]))(session.person_id),
    ...(await knownOf(db, session.person_id)),
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
