import { bloomLevels, difficulty } from '@quizmentor/contract/question'
import { z } from 'zod'
import type { Json } from '../found.ts'

/** What a file of ours begins with. */
export const formatName = 'quizmentor'
export const formatVersion = 1

export const jsonCategory = z.object({
  path: z.array(z.string().trim().min(1).max(300)).min(1).max(20),
  description: z.string().max(20_000).default(''),
})

const jsonMedium = z.object({
  key: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  name: z.string().min(1).max(300),
  /** Base64. */
  data: z.base64(),
})

/** A question as it stands in a file of ours. */
export const jsonQuestion = z.object({
  id: z.string().max(300).optional(),
  ref: z.string().max(300).nullish(),
  category: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
  title: z.string().max(1_000).nullable().default(null),
  content: z.unknown(),
  tags: z.array(z.string().max(300)).max(200).default([]),
  difficulty: difficulty.nullable().default(null),
  bloom: z.enum(bloomLevels).nullable().default(null),
  /** Whatever JSON holds: the file was parsed as that. */
  kept: z.record(z.string(), z.custom<Json>()).default({}),
  media: z.array(jsonMedium).max(200).default([]),
})
