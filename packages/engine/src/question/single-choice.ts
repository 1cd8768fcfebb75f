import { z } from 'zod'
import { common, options, partId, type Issue } from './parts.ts'

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
  return body.options.some((option) => option.id === key.choice)
    ? []
    : [{ path: '/key/choice', code: 'key_not_an_option', severity: 'error' }]
}
