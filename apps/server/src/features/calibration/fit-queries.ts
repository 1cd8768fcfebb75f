import type { QuestionState } from '@quizmentor/contract/bank'
import type { QuestionType } from '@quizmentor/engine/question/question'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { asked } from './asked-content.ts'

/** Mean squares that are still as expected (Wright and Linacre, 1994). */
const usualFit = { least: 0.7, most: 1.3 }
/** With fewer answers nothing is said of a question. */
const fewestAnswers = 30

/** In the order in which an author should look at them, last first. */
const verdicts = [
  'too_few_answers',
  'not_judged',
  'as_expected',
  'too_predictable',
  'surprising',
  'negative_discrimination',
] as const

/** Before all questions. */
export const worstFit: FitPlace = [verdicts.length, 0, 0]

/** Where a page of questions ended. */
export type FitPlace = readonly [urgency: number, misfit: number, num: number]

interface FitRow {
  question_num: number
  question_id: string
  plain_text: string
  type: QuestionType
  state: QuestionState
  a: number
  b: number
  a_se: number | null
  b_se: number
  answers: number
  infit: number | null
  outfit: number | null
  discrimination: number | null
  before_a: number
  before_b: number
  before_b_se: number
  before_answers: number
  /** The verdict's place. */
  urgency: number
  /** How far the outfit is from 1, as a ratio; -1 where there is none. */
  misfit: number
  edited: boolean
}

/** What a calibration found of its questions and one more, the worst fitting first. */
export async function questionsByFit(
  db: Kysely<Database>,
  calibrationId: string,
  [urgency, misfit, num]: FitPlace,
  limit: number,
) {
  const { rows } = await sql<FitRow>`
    with judged as (
      select i.*,
        case
          when i.answers < ${fewestAnswers} then 0
          when i.outfit is null then 1
          when i.discrimination < 0 then 5
          when i.outfit > ${usualFit.most} then 4
          when i.outfit < ${usualFit.least} then 3
          else 2
        end as urgency,
        coalesce(abs(ln(greatest(i.outfit::float8, 1e-6))), -1) as misfit
      from calibration_items i where i.calibration_id = ${calibrationId}
    ),
    shown as (
      select * from judged
      where (urgency, misfit, -question_num)
        < (${urgency}::integer, ${misfit}::float8, -${num}::bigint)
      order by urgency desc, misfit desc, question_num
      limit ${limit + 1}
    )
    select shown.*, q.id as question_id, q.plain_text, q.type, q.state,
      coalesce(${asked('v')} <> ${asked('c')}, false) as edited
    from shown
    join questions q on q.num = shown.question_num
    join question_versions c on c.num = q.version
    left join question_versions v on v.num = shown.question_version and v.num <> c.num
    order by urgency desc, misfit desc, question_num
  `.execute(db)
  return rows.map((row) => ({ ...row, verdict: verdicts[row.urgency] ?? 'not_judged' }))
}
