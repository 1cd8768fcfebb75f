import { fromAuthorsDifficulty } from '@quizmentor/engine/adaptive/difficulty'
import { answerCode } from '@quizmentor/engine/calibration/patterns'
import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { BankAnswers, BankCalibration, BankQuestions } from './bank-answers.ts'

/** Lets the statements of a transaction take ten minutes each. */
export async function allowTime(tx: Kysely<Database>): Promise<void> {
  await sql`set local statement_timeout = '10min'`.execute(tx)
}

/** Workspaces in which something was answered since. */
export async function activeWorkspaces(db: Kysely<Database>, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct workspace_id as id
    from responses join people on people.id = person_id
    where responses.id >= uuid_of_time(${since})
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** The most people whose answers are taken, the newest: enough for any bank. */
const mostPeople = 200_000

/**
 * All questions of a workspace, and of each person the first answer to each, unless a hint helped:
 * once the solution was shown, an answer says little of the question.
 */
export async function bankAnswers(db: Kysely<Database>, workspaceId: string): Promise<BankAnswers> {
  const questions = await bankQuestions(db, workspaceId)
  const placeOf = new Map(Array.from(questions.num, (num, place) => [num, place]))
  // As texts: read several times as fast as rows, and there may be millions.
  const { rows } = await sql<{ nums: string; right: string; at: string }>`
    with first as (
      select distinct on (r.person_id, q.num) r.id, r.person_id, q.num, r.score, r.answered_at
      from people p
      join responses r on r.person_id = p.id
      join question_versions v on v.num = r.question_version
      join questions q on q.id = v.question_id
      where p.workspace_id = ${workspaceId} and q.workspace_id = ${workspaceId}
      order by r.person_id, q.num, r.answered_at, r.id
    )
    select
      string_agg(f.num::text, ',' order by f.num) as nums,
      string_agg((f.score >= ${CORRECT_FROM})::int::text, ',' order by f.num) as right,
      string_agg((extract(epoch from f.answered_at) * 1000)::bigint::text, ',' order by f.num) as at
    from first f left join practice_items i on i.response_id = f.id
    where coalesce(i.hints_shown, 0) = 0
    group by f.person_id
    order by f.person_id desc
    limit ${mostPeople}
  `.execute(db)
  const start = new Uint32Array(rows.length + 1)
  const answers: number[] = []
  const at: number[] = []
  for (const [person, row] of rows.entries()) {
    const right = row.right.split(',')
    const times = row.at.split(',')
    for (const [index, num] of row.nums.split(',').entries()) {
      const place = placeOf.get(Number(num))
      if (place === undefined) continue
      answers.push(answerCode(place, right[index] === '1'))
      at.push(Number(times[index]))
    }
    start[person + 1] = answers.length
  }
  return { questions, start, answers: Uint32Array.from(answers), at: Float64Array.from(at) }
}

async function bankQuestions(db: Kysely<Database>, workspaceId: string): Promise<BankQuestions> {
  const rows = await db
    .selectFrom('questions')
    .select(['num', 'a', 'b', 'b_se', 'answers', 'difficulty'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('num')
    .execute()
  return {
    num: Float64Array.from(rows, ({ num }) => num),
    a: Float64Array.from(rows, ({ a }) => a),
    b: Float64Array.from(rows, ({ b }) => b),
    bSe: Float64Array.from(rows, ({ b_se }) => b_se),
    counted: Float64Array.from(rows, ({ answers }) => answers),
    guess: Float64Array.from(rows, ({ difficulty }) => fromAuthorsDifficulty(difficulty)),
  }
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

export interface NewVersion {
  readonly id: string
  readonly workspaceId: string
  readonly madeAt: Date
}

/** Stores a calibration with what it replaces, and puts its parameters in force. */
export async function applyVersion(
  tx: Kysely<Database>,
  { id, workspaceId, madeAt }: NewVersion,
  { num }: BankQuestions,
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

  const answered = [...num.keys()].filter((place) => (calibration.answers[place] ?? 0) > 0)
  const column = (values: Float64Array) =>
    answered.map((place) => {
      const value = values[place] ?? NaN
      return Number.isFinite(value) ? value : null
    })
  await sql`
    insert into calibration_items
      (calibration_id, question_num, a, b, a_se, b_se, answers, infit, outfit,
        before_a, before_b, before_b_se, before_answers)
    select ${id}, q.num, n.a, n.b, n.a_se, n.b_se, n.answers, n.infit, n.outfit,
      q.a, q.b, q.b_se, q.answers
    from unnest(
      ${column(num)}::bigint[], ${column(calibration.a)}::real[], ${column(calibration.b)}::real[],
      ${column(calibration.aSe)}::real[], ${column(calibration.bSe)}::real[],
      ${column(calibration.answers)}::integer[],
      ${column(calibration.infit)}::real[], ${column(calibration.outfit)}::real[]
    ) as n (num, a, b, a_se, b_se, answers, infit, outfit)
    join questions q on q.num = n.num and q.workspace_id = ${workspaceId}
  `.execute(tx)
  await sql`
    update questions q set a = i.a, b = i.b, b_se = i.b_se, answers = i.answers
    from calibration_items i where i.calibration_id = ${id} and i.question_num = q.num
  `.execute(tx)
}

/** The newest calibration that is in force. */
export function newestInForce(tx: Kysely<Database>, workspaceId: string) {
  return tx
    .selectFrom('calibrations')
    .select('id')
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
    set a = i.before_a, b = i.before_b, b_se = i.before_b_se, answers = i.before_answers
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
