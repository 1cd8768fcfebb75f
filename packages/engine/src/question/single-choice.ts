import { z } from 'zod'
import {
  common,
  entry,
  optionFeedback,
  options,
  partId,
  repeatedTexts,
  textsOf,
  type Issue,
} from './parts.ts'

/** One option is right; others may be worth a part of it. */
export const singleChoice = z.strictObject({
  ...common,
  type: z.literal('single_choice'),
  body: z.strictObject({ options, shuffle: z.boolean().default(true) }),
  key: z.strictObject({
    choice: partId,
    /** What other options are worth, 0 to 1. */
    credits: z.record(partId, z.number().min(0).max(1)).optional(),
    feedback: optionFeedback,
  }),
})
export type SingleChoice = z.infer<typeof singleChoice>

export const singleChoiceGiven = z.strictObject({ choice: partId })
export type SingleChoiceGiven = z.infer<typeof singleChoiceGiven>

export function scoreSingleChoice(question: SingleChoice, given: SingleChoiceGiven): number {
  const { choice, credits = {} } = question.key
  return given.choice === choice ? 1 : (entry(credits, given.choice) ?? 0)
}

export function checkSingleChoice({ body, key }: SingleChoice): Issue[] {
  const issues = repeatedTexts('/body/options', textsOf(body.options))
  if (!body.options.some((option) => option.id === key.choice))
    issues.push({ path: '/key/choice', code: 'key_not_an_option', severity: 'error' })
  return issues
}
