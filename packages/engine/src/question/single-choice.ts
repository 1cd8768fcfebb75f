import { z } from 'zod'
import { common, options, partId, repeatedTexts, textsOf, type Issue } from './parts.ts'

/** One option is right. */
export const singleChoice = z.strictObject({
  ...common,
  type: z.literal('single_choice'),
  body: z.strictObject({ options, shuffle: z.boolean().default(true) }),
  key: z.strictObject({ choice: partId }),
})
export type SingleChoice = z.infer<typeof singleChoice>

export const singleChoiceGiven = z.strictObject({ choice: partId })
export type SingleChoiceGiven = z.infer<typeof singleChoiceGiven>

export function scoreSingleChoice(question: SingleChoice, given: SingleChoiceGiven): number {
  return given.choice === question.key.choice ? 1 : 0
}

export function checkSingleChoice({ body, key }: SingleChoice): Issue[] {
  const issues = repeatedTexts('/body/options', textsOf(body.options))
  if (!body.options.some((option) => option.id === key.choice))
    issues.push({ path: '/key/choice', code: 'key_not_an_option', severity: 'error' })
  return issues
}
