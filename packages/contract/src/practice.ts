import { given, shownQuestion, solution } from '@quizmentor/engine/question/question'
import { z } from 'zod'
import { source } from './question.ts'
import { instant, inWorkspace, page, paging, route } from './route.ts'
import { uuid, uuidv7 } from './uuid.ts'

/** What a session is about. */
export const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('track'), id: uuid }),
  z.strictObject({ kind: z.literal('topic'), id: uuid }),
  z.strictObject({ kind: z.literal('quiz'), id: uuid }),
])
export type Scope = z.infer<typeof scope>

export const sessionLength = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('questions'), questions: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1).max(120) }),
])
export type SessionLength = z.infer<typeof sessionLength>

/**
 * Why this question now: `new` to the learner, `due` for review, `again` after a miss in this
 * session, `ahead` of its time because nothing else is left.
 */
export const itemReason = z.enum(['new', 'due', 'again', 'ahead'])

/** The question before the learner, as shown; its answer goes to `respond` with this position. */
export const practiceItem = z.object({
  position: z.int(),
  question: shownQuestion,
  topic: z.object({ id: uuid, title: z.string() }),
  reason: itemReason,
  /** Hints asked for so far. */
  hints: z.array(z.string()),
  hintsLeft: z.int(),
  /** What learners mark their own answer by, once they asked for it; of no other type. */
  solution: solution.optional(),
})
export type PracticeItem = z.infer<typeof practiceItem>

export const practiceSession = z.object({
  id: uuid,
  title: z.string(),
  mode: z.enum(['adaptive', 'quiz']),
  scope,
  length: sessionLength,
  startedAt: instant,
  endedAt: instant.nullable(),
  /** For `minutes`: when the session ends after the question in hand. */
  deadline: instant.nullable(),
  answered: z.int(),
  correct: z.int(),
  /** Of the questions in scope: never met, met and not due yet, due now. */
  counts: z.object({ new: z.int(), learning: z.int(), due: z.int() }),
  /** `null` once the session has ended. */
  item: practiceItem.nullable(),
})
export type PracticeSession = z.infer<typeof practiceSession>

/** How well an answer was remembered. */
export const grade = z.enum(['again', 'hard', 'good', 'easy'])

/** How well an answer was remembered, and what the learner may say of that. */
export const recall = z.object({
  /** By correctness, hints and time. */
  graded: grade,
  /** What the learner said instead; `null`: nothing. */
  rated: grade.nullable(),
  /** What the learner may say, in rising order, with when the question would come back. */
  choices: z.array(z.object({ grade, dueAt: instant })),
})
export type Recall = z.infer<typeof recall>

export const feedback = z.object({
  responseId: uuid,
  score: z.number(),
  correct: z.boolean(),
  solution,
  source: source.nullable(),
  /** When this question comes back. */
  dueAt: instant,
  /** `null` where there is nothing to choose: it was wrong, or more was answered since. */
  recall: recall.nullable(),
  session: practiceSession,
})
export type Feedback = z.infer<typeof feedback>

/** Ability on one topic: θ on the logistic scale, and as a competency of 0 to 100 with a 90 % interval. */
export const topicStanding = z.object({
  topicId: uuid,
  title: z.string(),
  theta: z.number(),
  se: z.number(),
  answers: z.int(),
  competency: z.object({ estimate: z.number(), low: z.number(), high: z.number() }),
})
export type TopicStanding = z.infer<typeof topicStanding>

export const practiceResult = z.object({
  sessionId: uuid,
  title: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  answered: z.int(),
  correct: z.int(),
  topics: z.array(
    topicStanding.extend({
      /** Before the session; `null` where nothing was known. */
      before: z.object({ estimate: z.number(), low: z.number(), high: z.number() }).nullable(),
      answeredHere: z.int(),
      correctHere: z.int(),
      hasReading: z.boolean(),
    }),
  ),
  /** What comes back when, soonest first. */
  comingBack: z.array(
    z.object({ excerpt: z.string(), topicTitle: z.string(), dueAt: instant, correct: z.boolean() }),
  ),
})
export type PracticeResult = z.infer<typeof practiceResult>

/** What a learner's home shows. */
export const learnerHome = z.object({
  unfinished: z.object({ id: uuid, title: z.string(), answered: z.int() }).nullable(),
  /** Cards due now, over everything. */
  due: z.int(),
  answersToday: z.int(),
  tracks: z.array(
    z.object({
      id: uuid,
      title: z.string(),
      description: z.string(),
      cutScore: z.number(),
      due: z.int(),
      /** `null` before the first answer. */
      competency: z.object({ estimate: z.number(), low: z.number(), high: z.number() }).nullable(),
      topics: z.array(
        z.object({
          id: uuid,
          title: z.string(),
          weight: z.number(),
          questionCount: z.int(),
          standing: topicStanding.nullable(),
        }),
      ),
    }),
  ),
})
export type LearnerHome = z.infer<typeof learnerHome>

/**
 * How well a learner wants to remember: the probability of still knowing the answer at which a
 * question comes back. 0.9 for who chose nothing.
 */
export const desiredRetention = z.number().min(0.8).max(0.97)

export const memorySettings = z.object({
  desiredRetention,
  /** What may be chosen, in rising order, and what is in force among it. */
  choices: z.array(
    z.object({
      desiredRetention,
      /**
       * How many answers a day it asks for over the next 30 days, if what is due is answered each
       * day and nothing new is met; `null` for who has met too few questions to say.
       */
      answersPerDay: z.number().nullable(),
    }),
  ),
  /** How many questions a learner has met that may come back. */
  questionsMet: z.int(),
})
export type MemorySettings = z.infer<typeof memorySettings>

const sessionInPath = z.strictObject({ workspaceId: uuid, sessionId: uuid })
const responseInPath = sessionInPath.extend({ responseId: uuid })

const P = '/api/v1/workspaces/:workspaceId/practice'

export const practiceRoutes = {
  home: route({
    method: 'GET',
    path: `${P}/home`,
    access: 'learner',
    summary: "A learner's tracks, what is due, and a session to go on with",
    params: inWorkspace,
    query: z.strictObject({
      /** IANA zone, for what "today" means. */
      timeZone: z.string().max(60).default('UTC'),
    }),
    answer: learnerHome,
  }),
  getMemorySettings: route({
    method: 'GET',
    path: `${P}/memory-settings`,
    access: 'learner',
    summary: 'How well the caller wants to remember, and how many answers that costs',
    params: inWorkspace,
    answer: memorySettings,
  }),
  setMemorySettings: route({
    method: 'PUT',
    path: `${P}/memory-settings`,
    access: 'learner',
    summary: 'Choose how well to remember; what was met before comes back accordingly',
    params: inWorkspace,
    body: z.strictObject({ desiredRetention }),
    answer: memorySettings,
  }),
  listSessions: route({
    method: 'GET',
    path: `${P}/sessions`,
    access: 'learner',
    summary: "The caller's sessions, newest first",
    params: inWorkspace,
    query: z.strictObject(paging),
    answer: page(
      z.object({
        id: uuid,
        title: z.string(),
        startedAt: instant,
        endedAt: instant.nullable(),
        answered: z.int(),
        correct: z.int(),
      }),
    ),
  }),
  startSession: route({
    method: 'POST',
    path: `${P}/sessions`,
    access: 'learner',
    summary: 'Start to practise; sent again with the same id it starts once',
    params: inWorkspace,
    body: z.strictObject({ id: uuidv7, scope, length: sessionLength }),
    answer: practiceSession,
    status: 201,
  }),
  getSession: route({
    method: 'GET',
    path: `${P}/sessions/:sessionId`,
    access: 'learner',
    summary: 'A session where it was left',
    params: sessionInPath,
    answer: practiceSession,
  }),
  respond: route({
    method: 'POST',
    path: `${P}/sessions/:sessionId/responses`,
    access: 'learner',
    summary: 'Answer the question in hand; stored once however often it is sent',
    params: sessionInPath,
    body: z.strictObject({
      id: uuidv7,
      position: z.int().min(0),
      given,
      latencyMs: z.int().min(0).max(86_400_000),
    }),
    answer: feedback,
  }),
  rateRecall: route({
    method: 'PUT',
    path: `${P}/sessions/:sessionId/responses/:responseId/rating`,
    access: 'learner',
    summary: 'Rate how well the last answer was remembered, or take that back',
    params: responseInPath,
    body: z.strictObject({
      /** `null`: as it was graded by correctness, hints and time. */
      rated: grade.nullable(),
    }),
    answer: feedback,
  }),
  showHint: route({
    method: 'POST',
    path: `${P}/sessions/:sessionId/hints`,
    access: 'learner',
    summary: 'Ask for the next hint to the question in hand',
    params: sessionInPath,
    body: z.strictObject({ position: z.int().min(0) }),
    answer: practiceItem,
  }),
  reveal: route({
    method: 'POST',
    path: `${P}/sessions/:sessionId/reveal`,
    access: 'learner',
    summary: 'See what to mark the question in hand by, where learners mark it themselves',
    params: sessionInPath,
    body: z.strictObject({ position: z.int().min(0) }),
    answer: solution,
  }),
  endSession: route({
    method: 'POST',
    path: `${P}/sessions/:sessionId/end`,
    access: 'learner',
    summary: 'End a session now',
    params: sessionInPath,
    answer: practiceResult,
  }),
  getResult: route({
    method: 'GET',
    path: `${P}/sessions/:sessionId/result`,
    access: 'learner',
    summary: 'What moved, which topics, what comes back when',
    params: sessionInPath,
    answer: practiceResult,
  }),
}
