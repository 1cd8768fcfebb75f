import { questionContent } from '@quizmentor/engine/question/question'
import { z } from 'zod'
import { classification } from './question.ts'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** One question in a content file: `ref` names it for good, across edits. */
const contentQuestion = z.strictObject({
  ref: slug,
  ...classification.shape,
  content: questionContent,
})
export type ContentQuestion = z.infer<typeof contentQuestion>

/** `content/<collection>/<topic>.json`: a topic, what to read about it, its questions. */
export const contentTopic = z.strictObject({
  slug,
  title: z.string().min(1).max(120),
  description: z.string().min(1).max(500),
  /** Markdown. */
  reading: z.string().max(20_000).optional(),
  questions: z.array(contentQuestion).min(1),
})
export type ContentTopic = z.infer<typeof contentTopic>

/** `content/<collection>/collection.json`: a subject with its topics in order, tracks and quizzes. */
export const contentCollection = z.strictObject({
  slug,
  title: z.string().min(1).max(120),
  description: z.string().min(1).max(500),
  topics: z.array(slug).min(1),
  tracks: z.array(
    z.strictObject({
      slug,
      title: z.string().min(1).max(120),
      description: z.string().min(1).max(1000),
      /** Proportion correct needed to pass, 0 to 1. */
      cutScore: z.number().min(0).max(1),
      /** Blueprint: topic slug → share of questions; shares add up to 1. */
      weights: z.record(slug, z.number().positive().max(1)),
    }),
  ),
  quizzes: z.array(
    z.strictObject({
      slug,
      title: z.string().min(1).max(120),
      description: z.string().min(1).max(500),
      rounds: z
        .array(
          z.strictObject({ title: z.string().min(1).max(120), questions: z.array(slug).min(1) }),
        )
        .min(1),
    }),
  ),
})
export type ContentCollection = z.infer<typeof contentCollection>
