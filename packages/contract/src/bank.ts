import { questionContent, questionTypes } from '@quizmentor/engine/question/question'
import { z } from 'zod'
import { bloomLevel, classification, difficulty, source, tag } from './question.ts'
import { instant, inWorkspace, nothing, page, paging, route } from './route.ts'
import { uuid, uuidv7 } from './uuid.ts'

export const questionState = z.enum(['draft', 'in_review', 'published', 'retired'])
export type QuestionState = z.infer<typeof questionState>

const title = z.string().trim().min(1).max(120)
const description = z.string().trim().max(1000).default('')

export const topic = z.object({
  id: uuid,
  parentId: uuid.nullable(),
  title: z.string(),
  description: z.string(),
  position: z.int(),
  /** Published questions. */
  questionCount: z.int(),
  hasReading: z.boolean(),
})
export type Topic = z.infer<typeof topic>

export const questionRow = z.object({
  id: uuid,
  type: z.enum(questionTypes),
  state: questionState,
  topicId: uuid,
  /** The stem as plain text, shortened. */
  excerpt: z.string(),
  difficulty,
  bloom: bloomLevel,
  tags: z.array(z.string()),
  updatedAt: instant,
})
export type QuestionRow = z.infer<typeof questionRow>

export const issue = z.object({
  path: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
})

/** A question as its authors see it, in its current version. */
export const question = questionRow.omit({ excerpt: true }).extend({
  versionId: uuid,
  versionNumber: z.int(),
  content: questionContent,
  source: source.nullable(),
  issues: z.array(issue),
  createdAt: instant,
  /** Answers so far, and the share of them that was right. */
  answers: z.int(),
})
export type Question = z.infer<typeof question>

export const questionVersion = z.object({
  id: uuid,
  number: z.int(),
  content: questionContent,
  createdAt: instant,
  createdBy: z.string().nullable(),
})
export type QuestionVersion = z.infer<typeof questionVersion>

/** By what questions are picked from lists. */
export const questionFilter = {
  search: z.string().trim().max(200).optional(),
  topicId: uuid.optional(),
  /** With `topicId`: those of the topics below it, too. */
  below: z.enum(['true', 'false']).optional(),
  state: questionState.optional(),
  type: z.enum(questionTypes).optional(),
  tag: tag.optional(),
  bloom: bloomLevel.optional(),
  minDifficulty: z.coerce.number().int().min(1).max(10).optional(),
  maxDifficulty: z.coerce.number().int().min(1).max(10).optional(),
}

const questionDraft = {
  topicId: uuid,
  ...classification.shape,
  content: questionContent,
}

export const track = z.object({
  id: uuid,
  title: z.string(),
  description: z.string(),
  cutScore: z.number(),
  topics: z.array(
    z.object({ id: uuid, title: z.string(), weight: z.number(), questionCount: z.int() }),
  ),
})
export type Track = z.infer<typeof track>

const trackDraft = z.strictObject({
  title,
  description,
  cutScore: z.number().min(0).max(1),
  topics: z
    .array(z.strictObject({ id: uuid, weight: z.number().positive().max(1000) }))
    .min(1)
    .max(50),
})

export const quizRow = z.object({
  id: uuid,
  title: z.string(),
  description: z.string(),
  rounds: z.int(),
  questions: z.int(),
  /** Whether every question is published and of a type that counts down live. */
  playable: z.boolean(),
  updatedAt: instant,
})
export type QuizRow = z.infer<typeof quizRow>

export const quiz = quizRow.omit({ rounds: true, questions: true }).extend({
  rounds: z.array(z.object({ title: z.string(), questions: z.array(questionRow) })),
})
export type Quiz = z.infer<typeof quiz>

const quizDraft = z.strictObject({
  title,
  description,
  rounds: z
    .array(z.strictObject({ title, questionIds: z.array(uuid).max(100) }))
    .min(1)
    .max(20),
})

const questionInPath = z.strictObject({ workspaceId: uuid, questionId: uuid })
const topicInPath = z.strictObject({ workspaceId: uuid, topicId: uuid })
const trackInPath = z.strictObject({ workspaceId: uuid, trackId: uuid })
const quizInPath = z.strictObject({ workspaceId: uuid, quizId: uuid })

const W = '/api/v1/workspaces/:workspaceId'

export const bankRoutes = {
  listTopics: route({
    method: 'GET',
    path: `${W}/topics`,
    access: 'learner',
    summary: 'The topic tree, flat, in order; at most 1,000',
    params: inWorkspace,
    answer: z.object({ items: z.array(topic) }),
  }),
  getTopicReading: route({
    method: 'GET',
    path: `${W}/topics/:topicId/reading`,
    access: 'learner',
    summary: 'What to read about a topic (Markdown)',
    params: topicInPath,
    answer: z.object({ title: z.string(), reading: z.string() }),
  }),
  createTopic: route({
    method: 'POST',
    path: `${W}/topics`,
    access: 'author',
    summary: 'Make a topic',
    params: inWorkspace,
    body: z.strictObject({
      id: uuidv7,
      parentId: uuid.nullable().default(null),
      title,
      description,
      reading: z.string().max(20_000).default(''),
    }),
    answer: topic,
    status: 201,
  }),
  updateTopic: route({
    method: 'PUT',
    path: `${W}/topics/:topicId`,
    access: 'author',
    summary: 'Change a topic',
    params: topicInPath,
    body: z.strictObject({ title, description, reading: z.string().max(20_000).default('') }),
    answer: topic,
  }),
  listTags: route({
    method: 'GET',
    path: `${W}/tags`,
    access: 'host',
    summary: 'The 200 most used tags',
    params: inWorkspace,
    answer: z.object({ items: z.array(z.object({ tag: z.string(), questions: z.int() })) }),
  }),
  listQuestions: route({
    method: 'GET',
    path: `${W}/questions`,
    access: 'host',
    summary: 'Questions, last changed first, searched and filtered',
    params: inWorkspace,
    query: z.strictObject({ ...paging, ...questionFilter }),
    answer: page(questionRow),
  }),
  getQuestion: route({
    method: 'GET',
    path: `${W}/questions/:questionId`,
    access: 'author',
    summary: 'A question with its key',
    params: questionInPath,
    answer: question,
  }),
  createQuestion: route({
    method: 'POST',
    path: `${W}/questions`,
    access: 'author',
    summary: 'Make a question, as a draft; sent again with the same id it is made once',
    params: inWorkspace,
    body: z.strictObject({ id: uuidv7, ...questionDraft }),
    answer: question,
    status: 201,
  }),
  updateQuestion: route({
    method: 'PUT',
    path: `${W}/questions/:questionId`,
    access: 'author',
    summary: 'Change a question; changed content makes a new version, old answers keep theirs',
    params: questionInPath,
    body: z.strictObject({
      ...questionDraft,
      /** The version the author started from: a newer one is not overwritten. */
      baseVersion: z.int(),
    }),
    answer: question,
  }),
  setQuestionState: route({
    method: 'POST',
    path: `${W}/questions/:questionId/state`,
    access: 'author',
    summary: 'Send to review, publish, retire or take back; faults stop publishing',
    params: questionInPath,
    body: z.strictObject({ state: questionState }),
    answer: question,
  }),
  listQuestionVersions: route({
    method: 'GET',
    path: `${W}/questions/:questionId/versions`,
    access: 'author',
    summary: 'The versions of a question, newest first',
    params: questionInPath,
    query: z.strictObject(paging),
    answer: page(questionVersion),
  }),
  listTracks: route({
    method: 'GET',
    path: `${W}/tracks`,
    access: 'learner',
    summary: 'Tracks with their blueprints; at most 200',
    params: inWorkspace,
    answer: z.object({ items: z.array(track) }),
  }),
  createTrack: route({
    method: 'POST',
    path: `${W}/tracks`,
    access: 'author',
    summary: 'Make a track',
    params: inWorkspace,
    body: trackDraft.extend({ id: uuidv7 }),
    answer: track,
    status: 201,
  }),
  updateTrack: route({
    method: 'PUT',
    path: `${W}/tracks/:trackId`,
    access: 'author',
    summary: 'Change a track and its blueprint',
    params: trackInPath,
    body: trackDraft,
    answer: track,
  }),
  listQuizzes: route({
    method: 'GET',
    path: `${W}/quizzes`,
    access: 'learner',
    summary: 'Quizzes, last changed first',
    params: inWorkspace,
    query: z.strictObject({ ...paging, search: z.string().trim().max(200).optional() }),
    answer: page(quizRow),
  }),
  getQuiz: route({
    method: 'GET',
    path: `${W}/quizzes/:quizId`,
    access: 'host',
    summary: 'A quiz with its rounds and questions',
    params: quizInPath,
    answer: quiz,
  }),
  createQuiz: route({
    method: 'POST',
    path: `${W}/quizzes`,
    access: 'author',
    summary: 'Make a quiz',
    params: inWorkspace,
    body: quizDraft.extend({ id: uuidv7 }),
    answer: quiz,
    status: 201,
  }),
  updateQuiz: route({
    method: 'PUT',
    path: `${W}/quizzes/:quizId`,
    access: 'author',
    summary: 'Change a quiz',
    params: quizInPath,
    body: quizDraft,
    answer: quiz,
  }),
  deleteQuiz: route({
    method: 'DELETE',
    path: `${W}/quizzes/:quizId`,
    access: 'author',
    summary: 'Delete a quiz; games already played keep their results',
    params: quizInPath,
    answer: nothing,
  }),
}
