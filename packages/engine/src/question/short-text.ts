import { z } from 'zod'
import { common, text, type Issue } from './parts.ts'
import { otherAnswer, matchesText, otherAnswers, textMatch, unmatchable } from './text-match.ts'

/** A word or a short phrase, compared with the accepted answers. */
export const shortText = z.strictObject({
  ...common,
  type: z.literal('short_text'),
  body: z.strictObject({}),
  key: textMatch.extend({ others: otherAnswers }),
})
export type ShortText = z.infer<typeof shortText>

export const shortTextGiven = z.strictObject({ text: text.max(500) })
export type ShortTextGiven = z.infer<typeof shortTextGiven>

export function scoreShortText(question: ShortText, given: ShortTextGiven): number {
  return matchesText(question.key, given.text)
    ? 1
    : (otherAnswer(question.key, given.text)?.credit ?? 0)
}

export function checkShortText({ key }: ShortText): Issue[] {
  return unmatchable(key).map((index) => ({
    path: `/key/accepted/${index}`,
    code: 'answer_empty',
    severity: 'error',
  }))
}
