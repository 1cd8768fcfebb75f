import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { BankCalibration, BankQuestions } from './bank-answers.ts'

/** Workspaces in which something was answered since. */
export async function activeWorkspaces(db: Kysely<Database>, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct workspace_id as id
    from responses join people on people.id = person_id
    where responses.id >= uuid_of_time(${since})
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** One calibration of a workspace at a time, until the transaction ends. */
export async function lockCalibration(tx: Kysely<Database>, workspaceId: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('calibration ' || ${workspaceId}, 0))
  `.execute(tx)
}

/** Calibrations of a workspace, the newest first. */
export function versionsOf(db: Kysely<Database>, workspaceId: string, limit: number) {
  return db
    .selectFrom('calibrations')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number]

export interface NewVersion {
  readonly id: string
  readonly workspaceId: string
  readonly madeAt: Date
}

/** Stores a calibration with what it replaces, and puts its parameters in force. */
export async function applyVersion(
  tx: Kysely<Database>,
  { id, workspaceId, madeAt }: NewVersion,
  { num, version, edited }: BankQuestions,
  calibration: BankCalibration,
): Promise<void> {
  const { method, people, link, fit } = calibration
  await tx
    .insertInto('calibrations')
    .values({
      id,
      workspace_id: workspaceId,
      method,
      people,
      answers: calibration.answers.reduce((sum, answers) => sum + answers, 0),
      log_likelihood: fit?.logLikelihood ?? null,
      iterations: fit?.iterations ?? null,
      converged: fit?.converged ?? null,
      link_slope: link.slope,
      link_intercept: link.intercept,
      made_at: madeAt,
      rolled_back_at: null,
    })
    .execute()

  const isAnswered = (place: number) => (calibration.answers[place] ?? 0) > 0
  // Those whose answers were all to something else go back to the author's guess.
  const places = [...num.keys()].filter((place) => isAnswered(place) || edited[place] === 1)
  const column = (values: Float64Array) =>
    places.map((place) => {
      const value = values[place] ?? NaN
      return Number.isFinite(value) ? value : null
    })
  const versions = version.map((each, place) => (isAnswered(place) ? each : NaN))
  await sql`
    insert into calibration_items
      (calibration_id, question_num, question_version, a, b, a_se, b_se, answers,
        infit, outfit, discrimination,
        before_a, before_b, before_b_se, before_answers, before_version)
    select ${id}, q.num, n.version, n.a, n.b, n.a_se, n.b_se, n.answers,
      n.infit, n.outfit, n.discrimination,
      q.a, q.b, q.b_se, q.answers, q.calibrated_version
    from unnest(
      ${column(num)}::bigint[], ${column(versions)}::bigint[],
      ${column(calibration.a)}::real[], ${column(calibration.b)}::real[],
      ${column(calibration.aSe)}::real[], ${column(calibration.bSe)}::real[],
      ${column(calibration.answers)}::integer[],
      ${column(calibration.infit)}::real[], ${column(calibration.outfit)}::real[],
      ${column(calibration.discrimination)}::real[]
    ) as n (num, version, a, b, a_se, b_se, answers, infit, outfit, discrimination)
    join questions q on q.num = n.num and q.workspace_id = ${workspaceId}
  `.execute(tx)
  await sql`
    update questions q
    set a = i.a, b = i.b, b_se = i.b_se, answers = i.answers,
      calibrated_version = i.question_version
    from calibration_items i where i.calibration_id = ${id} and i.question_num = q.num
  `.execute(tx)
}

/** From how many answers to each question a calibration was made. */
export async function answersCounted(
  db: Kysely<Database>,
  calibrationId: string,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('calibration_items')
    .select(['question_num', 'answers'])
    .where('calibration_id', '=', calibrationId)
    .execute()
  return new Map(rows.map(({ question_num, answers }) => [question_num, answers]))
}

/** A calibration of a workspace. */
export function versionById(db: Kysely<Database>, workspaceId: string, id: string) {
  return db
    .selectFrom('calibrations')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The newest calibration that is in force. */
export function newestInForce(tx: Kysely<Database>, workspaceId: string) {
  return tx
    .selectFrom('calibrations')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('rolled_back_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Puts what a calibration replaced in force again. */
export async function takeBack(tx: Kysely<Database>, id: string, at: Date): Promise<void> {
  await sql`
    update questions q
    set a = i.before_a, b = i.before_b, b_se = i.before_b_se, answers = i.before_answers,
      calibrated_version = i.before_version
    from calibration_items i where i.calibration_id = ${id} and i.question_num = q.num
  `.execute(tx)
  await tx.updateTable('calibrations').set({ rolled_back_at: at }).where('id', '=', id).execute()
}

/** Forgets all but the newest calibrations. */
export async function forgetVersions(
  tx: Kysely<Database>,
  workspaceId: string,
  kept: number,
): Promise<void> {
  await sql`
    delete from calibrations where id in (
      select id from calibrations where workspace_id = ${workspaceId}
      order by id desc offset ${kept}
    )
  `.execute(tx)
}
