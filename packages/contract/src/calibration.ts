import { questionTypes } from '@quizmentor/engine/question/question'
import { z } from 'zod'
import { questionState } from './bank.ts'
import { instant, inWorkspace, page, paging, route } from './route.ts'
import { uuid } from './uuid.ts'

export const calibrationVersion = z.object({
  id: uuid,
  /** 2PL: all answers together. rating: answer by answer, while there are too few for that. */
  method: z.enum(['2PL', 'rating']),
  people: z.int(),
  /** The first of each person to each question. */
  answers: z.int(),
  /** Natural logarithm; only of 2PL, as is whether the estimation settled. */
  logLikelihood: z.number().nullable(),
  converged: z.boolean().nullable(),
  madeAt: instant,
  /** Of those not taken back the newest is in force, the others are replaced by it. */
  state: z.enum(['in_force', 'replaced', 'taken_back']),
  takenBackAt: instant.nullable(),
})
export type CalibrationVersion = z.infer<typeof calibrationVersion>

/** Discrimination a and difficulty b on the logistic scale on which people are about N(0, 1). */
const parameters = z.object({
  a: z.number(),
  b: z.number(),
  bSe: z.number(),
  /** How many answers they rest on; 0: b is the author's guess. */
  answers: z.int(),
})

export const calibratedQuestion = z.object({
  questionId: uuid,
  /** The stem as plain text, shortened. */
  excerpt: z.string(),
  type: z.enum(questionTypes),
  state: questionState,
  ...parameters.shape,
  aSe: z.number().nullable(),
  /** Mean squares: 1 is as expected, more is more surprising. Only of 2PL. */
  infit: z.number().nullable(),
  outfit: z.number().nullable(),
  /** Correlation of right answers with the ability that the other answers tell of, -1 to 1. */
  discrimination: z.number().nullable(),
  /** How answers agree with the numbers: said of questions with 30 answers or more, not of ratings. */
  verdict: z.enum([
    'negative_discrimination',
    'surprising',
    'too_predictable',
    'as_expected',
    'not_judged',
    'too_few_answers',
  ]),
  /** Whether the question asks something else by now, or has another key. */
  edited: z.boolean(),
  before: parameters,
})
export type CalibratedQuestion = z.infer<typeof calibratedQuestion>

const calibrationInPath = z.strictObject({ workspaceId: uuid, calibrationId: uuid })

const W = '/api/v1/workspaces/:workspaceId'

export const calibrationRoutes = {
  listVersions: route({
    method: 'GET',
    path: `${W}/calibrations`,
    access: 'author',
    summary: 'Calibrations of the questions, newest first; the last 30 are kept',
    params: inWorkspace,
    answer: z.object({
      items: z.array(calibrationVersion),
      /** A calibration that was asked for: under way, or failed and none made since. */
      request: z.enum(['none', 'running', 'failed']),
    }),
  }),
  listVersionQuestions: route({
    method: 'GET',
    path: `${W}/calibrations/:calibrationId/questions`,
    access: 'author',
    summary: 'What a calibration found of each question, the worst fitting first',
    params: calibrationInPath,
    query: z.strictObject(paging),
    answer: page(calibratedQuestion),
  }),
  calibrate: route({
    method: 'POST',
    path: `${W}/calibrations`,
    access: 'admin',
    summary: 'Calibrate now, as a job; nothing is done where no answer is new',
    params: inWorkspace,
    answer: z.object({ request: z.literal('running') }),
    status: 202,
    perMinute: 30,
  }),
  takeBack: route({
    method: 'POST',
    path: `${W}/calibrations/:calibrationId/take-back`,
    access: 'admin',
    summary: 'Take the calibration in force back: all questions are as they were before it',
    params: calibrationInPath,
    answer: calibrationVersion,
  }),
}
