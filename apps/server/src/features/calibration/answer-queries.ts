import { fromAuthorsDifficulty } from '@quizmentor/engine/adaptive/difficulty'
import { answerCode } from '@quizmentor/engine/calibration/patterns'
import { CORRECT_FROM, selfMarkedTypes } from '@quizmentor/engine/question/question'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { asked } from './asked-content.ts'
import type { BankAnswers, BankQuestions } from './bank-answers.ts'

/** Lets the statements of a transaction take ten minutes each. */
export async function allowTime(tx: Kysely<Database>): Promise<void> {
  await sql`set local statement_timeout = '10min'`.execute(tx)
}

/** Whether anybody in a workspace ever answered anything. */
export async function isAnswered(db: Kysely<Database>, workspaceId: string): Promise<boolean> {
  const { rows } = await sql`
    select from people p join responses r on r.person_id = p.id
    where p.workspace_id = ${workspaceId} limit 1
  `.execute(db)
  return rows.length > 0
}

/** The most people whose answers are taken, the newest: enough for any bank. */
const mostPeople = 200_000

/**
 * All questions of a workspace, and of each person the first answer to each, unless a hint helped:
 * once the solution was shown, an answer says little of the question. An answer to a version that
 * asked something else than the current one, or had another key, is an answer to another question.
 * Answers that people mark themselves are no measure of a question.
 */
export async function bankAnswers(db: Kysely<Database>, workspaceId: string): Promise<BankAnswers> {
  const questions = await bankQuestions(db, workspaceId)
  const placeOf = new Map(Array.from(questions.num, (num, place) => [num, place]))
  // As texts: read several times as fast as rows, and there may be millions.
  const { rows } = await sql<{ nums: string; right: string; at: string }>`
    with alike as materialized (
      select q.num, v.num as version
      from questions q
      join question_versions c on c.num = q.version
      join question_versions v on v.question_id = q.id
      where q.workspace_id = ${workspaceId}
        and q.type <> all (${[...selfMarkedTypes]}::text[])
        and (v.num = c.num or ${asked('v')} = ${asked('c')})
    ),
    first as (
      select distinct on (r.person_id, a.num) r.id, r.person_id, a.num, r.score, r.answered_at
      from people p
      join responses r on r.person_id = p.id
      join alike a on a.version = r.question_version
      where p.workspace_id = ${workspaceId}
      order by r.person_id, a.num, r.answered_at, r.id
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

/** What was estimated of an earlier content is left out: such a question begins anew. */
async function bankQuestions(db: Kysely<Database>, workspaceId: string): Promise<BankQuestions> {
  const { rows } = await sql<{
    num: number
    version: number
    a: number
    b: number
    b_se: number
    answers: number
    difficulty: number
    edited: boolean
  }>`
    select q.num, q.version, q.a, q.b, q.b_se, q.answers, q.difficulty,
      coalesce(${asked('v')} <> ${asked('c')}, false) as edited
    from questions q
    join question_versions c on c.num = q.version
    left join question_versions v on v.num = q.calibrated_version and v.num <> c.num
    where q.workspace_id = ${workspaceId}
    order by q.num
  `.execute(db)
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of)
  const guess = column(({ difficulty }) => fromAuthorsDifficulty(difficulty))
  return {
    num: column(({ num }) => num),
    version: column(({ version }) => version),
    a: column(({ edited, a }) => (edited ? 1 : a)),
    b: column(({ edited, b, difficulty }) => (edited ? fromAuthorsDifficulty(difficulty) : b)),
    bSe: column(({ edited, b_se }) => (edited ? 1 : b_se)),
    counted: column(({ edited, answers }) => (edited ? 0 : answers)),
    edited: Uint8Array.from(rows, ({ edited }) => Number(edited)),
    guess,
  }
}
