import { z } from 'zod'
import { common, optionFeedback } from './parts.ts'

/** The stem is a statement that is true or false. */
export const trueFalse = z.strictObject({
  ...common,
  type: z.literal('true_false'),
  body: z.strictObject({}),
  key: z.strictObject({
    truth: z.boolean(),
    /** By what was answered: `true` or `false`. */
    feedback: optionFeedback,
  }),
})
export type TrueFalse = z.infer<typeof trueFalse>

export const trueFalseGiven = z.strictObject({ truth: z.boolean() })
export type TrueFalseGiven = z.infer<typeof trueFalseGiven>

export function scoreTrueFalse(question: TrueFalse, given: TrueFalseGiven): number {
  return given.truth === question.key.truth ? 1 : 0
}
