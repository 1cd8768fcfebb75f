import { z } from 'zod'

/** Bloom's revised taxonomy, from lowest to highest. */
export const bloomLevels = [
  'remember',
  'understand',
  'apply',
  'analyze',
  'evaluate',
  'create',
] as const
export const bloomLevel = z.enum(bloomLevels)
export type BloomLevel = z.infer<typeof bloomLevel>

/** The author's guess, 1 (nearly everybody knows) to 10 (hardly anybody knows). */
export const difficulty = z.int().min(1).max(10)

export const tag = z.string().trim().toLowerCase().min(1).max(40)

/** Where a question's facts can be read up. */
export const source = z.strictObject({
  title: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).optional(),
})
export type Source = z.infer<typeof source>

/** What an author sets beside the content. */
export const classification = z.strictObject({
  difficulty,
  bloom: bloomLevel,
  tags: z.array(tag).max(20).default([]),
  source: source.optional(),
})
export type Classification = z.infer<typeof classification>
