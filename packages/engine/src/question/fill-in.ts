import { z } from 'zod'
import {
  common,
  entry,
  idsDiffer,
  partId,
  partialCredit,
  repeatedTexts,
  text,
  type Issue,
} from './parts.ts'
import { matchesText, textMatch, unmatchable, type TextMatch } from './text-match.ts'

/**
 * A text with gaps, written `{{id}}` in `body.text`. A gap with `choices` is picked from a list,
 * one without is typed.
 */
export const fillIn = z.strictObject({
  ...common,
  type: z.literal('fill_in'),
  body: z.strictObject({
    text: text.trim().min(1).max(5_000),
    gaps: z
      .array(
        z.strictObject({
          id: partId,
          choices: z.array(text.trim().min(1).max(200)).max(12).default([]),
        }),
      )
      .min(1)
      .max(12)
      .refine(idsDiffer, 'ids must differ'),
  }),
  key: z.strictObject({
    gaps: z.record(partId, textMatch),
    rule: partialCredit.default('partial'),
  }),
})
export type FillIn = z.infer<typeof fillIn>

export const fillInGiven = z.strictObject({ gaps: z.record(partId, text.max(500)) })
export type FillInGiven = z.infer<typeof fillInGiven>

export function scoreFillIn({ body, key }: FillIn, given: FillInGiven): number {
  const right = body.gaps.filter(({ id, choices }) => {
    const match = entry(key.gaps, id)
    const answer = entry(given.gaps, id) ?? ''
    if (match === undefined) return false
    return choices.length === 0
      ? matchesText(match, answer)
      : rightChoices(match, choices).includes(answer.trim())
  }).length
  const share = right / body.gaps.length
  return key.rule === 'partial' || share === 1 ? share : 0
}

/**
 * The choices of a gap that are right: those written exactly as an accepted answer, or else those
 * that differ from one only in case and the like. A choice is never a typo of another.
 */
export function rightChoices(match: TextMatch, choices: readonly string[]): string[] {
  const exact = choices.filter((choice) => match.accepted.includes(choice))
  return exact.length > 0
    ? exact
    : choices.filter((choice) => matchesText({ ...match, typos: 0 }, choice))
}

/** The pieces of `body.text` in order: plain text and gaps. */
export function gapSegments(text: string): ({ text: string } | { gap: string })[] {
  return text
    .split(/(\{\{[A-Za-z0-9_-]{1,16}\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{\{.+\}\}$/.test(piece) ? { gap: piece.slice(2, -2) } : { text: piece }))
}

export function checkFillIn({ body, key }: FillIn): Issue[] {
  const inText = gapSegments(body.text).flatMap((piece) => ('gap' in piece ? [piece.gap] : []))
  const issues: Issue[] = []
  body.gaps.forEach(({ id, choices }, index) => {
    const path = `/body/gaps/${index}`
    const match = entry(key.gaps, id)
    if (inText.filter((gap) => gap === id).length !== 1)
      issues.push({ path, code: 'gap_not_once_in_text', severity: 'error' })
    if (match === undefined) issues.push({ path, code: 'gap_without_key', severity: 'error' })
    else if (choices.length > 0 && rightChoices(match, choices).length === 0)
      issues.push({ path, code: 'key_not_a_choice', severity: 'error' })
    else if (choices.length === 0)
      for (const accepted of unmatchable(match))
        issues.push({
          path: `/key/gaps/${id}/accepted/${accepted}`,
          code: 'answer_empty',
          severity: 'error',
        })
    issues.push(...repeatedTexts(`${path}/choices`, choices))
  })
  for (const gap of inText)
    if (!body.gaps.some(({ id }) => id === gap))
      issues.push({ path: '/body/text', code: 'gap_not_declared', severity: 'error' })
  return issues
}
