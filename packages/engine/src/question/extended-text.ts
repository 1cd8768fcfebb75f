import { z } from 'zod'
import { common, entry, idsDiffer, partId, text, trimmedText, type Issue } from './parts.ts'

/**
 * A text of the learner's own, or what they recall of a card's other side. No program marks it: it
 * is compared with the model answer, and marked by the rubric, by the learner or a teacher.
 */
export const extendedText = z.strictObject({
  ...common,
  type: z.literal('extended_text'),
  body: z.strictObject({
    /** Lines that the field shows at first; 0: nothing has to be written, as with a card. */
    lines: z.int().min(0).max(40).default(5),
    /** What stands in the field already. */
    template: text.max(20_000).default(''),
    mostWords: z.int().min(1).max(10_000).optional(),
  }),
  key: z.strictObject({
    /** A good answer (Markdown). */
    model: trimmedText.max(20_000).default(''),
    /** What a good answer has, each with the points it is worth. None: as a whole, 0 to 1. */
    rubric: z
      .array(
        z.strictObject({
          id: partId,
          text: trimmedText.min(1).max(2_000),
          points: z.number().positive().max(100).default(1),
        }),
      )
      .max(20)
      .refine(idsDiffer, 'ids must differ')
      .default([]),
  }),
})
export type ExtendedText = z.infer<typeof extendedText>

export const extendedTextGiven = z.strictObject({
  text: text.max(20_000),
  /** How it was marked once the model answer was seen: by criterion, or under `whole`, 0 to 1. */
  marks: z.record(partId, z.number().min(0).max(1)).default({}),
})
export type ExtendedTextGiven = z.infer<typeof extendedTextGiven>

/** The share of the rubric's points by the marks given; what has no mark counts nothing. */
export function scoreExtendedText({ key }: ExtendedText, { marks }: ExtendedTextGiven): number {
  if (key.rubric.length === 0) return entry(marks, 'whole') ?? 0
  const points = key.rubric.reduce((sum, criterion) => sum + criterion.points, 0)
  const earned = key.rubric.reduce(
    (sum, { id, points }) => sum + points * (entry(marks, id) ?? 0),
    0,
  )
  return earned / points
}

export function checkExtendedText({ key }: ExtendedText): Issue[] {
  return key.model === '' && key.rubric.length === 0
    ? [{ path: '/key/model', code: 'nothing_to_mark_by', severity: 'warning' }]
    : []
}
