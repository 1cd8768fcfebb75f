import type { CalibratedQuestion } from '@quizmentor/contract/calibration'
import type { questionsByFit } from './fit-queries.ts'
import type { VersionRow } from './queries.ts'

/** A calibration of a workspace's questions. */
export interface CalibrationVersion {
  readonly id: string
  readonly method: '2PL' | 'rating'
  readonly people: number
  readonly answers: number
  readonly logLikelihood: number | null
  readonly converged: boolean | null
  readonly madeAt: Date
  readonly rolledBackAt: Date | null
  readonly state: 'in_force' | 'replaced' | 'taken_back'
}

/** A calibration as it stands among the others, of which `inForce` is in force. */
export function toVersion(row: VersionRow, inForce: string | undefined): CalibrationVersion {
  const replaced = row.id === inForce ? 'in_force' : 'replaced'
  return {
    id: row.id,
    method: row.method,
    people: row.people,
    answers: row.answers,
    logLikelihood: row.log_likelihood,
    converged: row.converged,
    madeAt: row.made_at,
    rolledBackAt: row.rolled_back_at,
    state: row.rolled_back_at === null ? replaced : 'taken_back',
  }
}

const longestExcerpt = 200

/** A question as a calibration found it. */
export function toQuestion(
  row: Awaited<ReturnType<typeof questionsByFit>>[number],
): CalibratedQuestion {
  const [stem = ''] = row.plain_text.split('\n', 1)
  return {
    questionId: row.question_id,
    excerpt: stem.length > longestExcerpt ? `${stem.slice(0, longestExcerpt)}…` : stem,
    type: row.type,
    state: row.state,
    a: row.a,
    aSe: row.a_se,
    b: row.b,
    bSe: row.b_se,
    answers: row.answers,
    infit: row.infit,
    outfit: row.outfit,
    discrimination: row.discrimination,
    verdict: row.verdict,
    edited: row.edited,
    before: {
      a: row.before_a,
      b: row.before_b,
      bSe: row.before_b_se,
      answers: row.before_answers,
    },
  }
}
