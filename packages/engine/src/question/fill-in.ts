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
  trimmedText,
} from './parts.ts'
import { isNear } from './numeric.ts'
import {
  otherAnswer,
  matchesText,
  otherAnswers,
  textMatch,
  unmatchable,
  type TextMatch,
} from './text-match.ts'

const gapKey = textMatch.extend({
  others: otherAnswers,
  /** What the gap counts beside the others. */
  weight: z.number().positive().max(1_000).optional(),
  /** A typed number this near is right as well. */
  number: z.strictObject({ value: z.number(), tolerance: z.number().nonnegative() }).optional(),
  /** Which of the choices are worth something, 0 to 1, without being right. */
  credits: z
    .array(
      z.strictObject({ choice: trimmedText.min(1).max(200), credit: z.number().min(0).max(1) }),
    )
    .max(40)
    .optional(),
})
export type GapKey = z.infer<typeof gapKey>

/**
 * A text with gaps, written `{{id}}` in `body.text`. A gap with `choices` is picked from a list,
 * one without is typed.
 */
export const fillIn = z.strictObject({
  ...common,
  type: z.literal('fill_in'),
  body: z.strictObject({
    text: trimmedText.min(1).max(20_000),
    gaps: z
      .array(
        z.strictObject({
          id: partId,
          choices: z.array(trimmedText.min(1).max(200)).max(40).default([]),
        }),
      )
      .min(1)
      .max(60)
      .refine(idsDiffer, 'ids must differ'),
  }),
  key: z.strictObject({
    gaps: z.record(partId, gapKey),
    rule: partialCredit.default('partial'),
  }),
})
export type FillIn = z.infer<typeof fillIn>

export const fillInGiven = z.strictObject({ gaps: z.record(partId, text.max(500)) })
export type FillInGiven = z.infer<typeof fillInGiven>

export function scoreFillIn({ body, key }: FillIn, given: FillInGiven): number {
  let earned = 0
  let most = 0
  for (const { id, choices } of body.gaps) {
    const match = entry(key.gaps, id)
    const weight = match?.weight ?? 1
    most += weight
    if (match !== undefined)
      earned += weight * gapScore(match, choices, entry(given.gaps, id) ?? '')
  }
  const share = earned === most ? 1 : earned / most
  return key.rule === 'partial' || share === 1 ? share : 0
}

/** What an answer in one gap is worth, 0 to 1. */
export function gapScore(match: GapKey, choices: readonly string[], answer: string): number {
  if (isRightIn(match, choices, answer)) return 1
  return choices.length > 0
    ? (match.credits?.find(({ choice }) => choice === answer.trim())?.credit ?? 0)
    : (otherAnswer(match, answer)?.credit ?? 0)
}

/** Whether an answer in one gap is right, not merely worth something. */
export function isRightIn(match: GapKey, choices: readonly string[], answer: string): boolean {
  return choices.length > 0
    ? rightChoices(match, choices).includes(answer.trim())
    : matchesText(match, answer) || isNumberNear(match, answer)
}

function isNumberNear({ number }: GapKey, answer: string): boolean {
  if (
    number === undefined ||
    !/^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i.test(answer.trim())
  )
    return false
  const { value, tolerance: amount } = number
  return isNear(Number(answer.replace(',', '.')), {
    value,
    tolerance: { kind: 'absolute', amount },
  })
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
