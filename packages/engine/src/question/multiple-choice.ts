import { z } from 'zod'
import {
  common,
  CORRECT_FROM,
  entry,
  optionFeedback,
  options,
  partId,
  repeatedTexts,
  textsOf,
  type Issue,
} from './parts.ts'

/**
 * Any number of options may be right.
 * - `all_or_nothing`: 1 for exactly the right set, else 0.
 * - `per_option`: the share of options judged rightly (chosen if right, left if wrong).
 * - `penalised`: (right chosen − wrong chosen) / right options, not below 0.
 * - `weighted`: the sum of what the chosen options are worth by `credits`, −1 to 1 each, within 0 and 1.
 * Choosing nothing scores 0 under every rule.
 */
export const multipleChoice = z.strictObject({
  ...common,
  type: z.literal('multiple_choice'),
  body: z.strictObject({ options, shuffle: z.boolean().default(true) }),
  key: z.strictObject({
    choices: z.array(partId).min(1).max(40),
    rule: z.enum(['all_or_nothing', 'per_option', 'penalised', 'weighted']).default('penalised'),
    credits: z.record(partId, z.number().min(-1).max(1)).optional(),
    feedback: optionFeedback,
  }),
})
export type MultipleChoice = z.infer<typeof multipleChoice>

export const multipleChoiceGiven = z.strictObject({ choices: z.array(partId).max(40) })
export type MultipleChoiceGiven = z.infer<typeof multipleChoiceGiven>

export function scoreMultipleChoice(question: MultipleChoice, given: MultipleChoiceGiven): number {
  const { choices, rule, credits = {} } = question.key
  const optionIds = question.body.options.map((option) => option.id)
  if (rule !== 'weighted') return chosenShare(optionIds, choices, given.choices, rule)
  return Math.min(1, Math.max(0, worthOf(credits, given.choices)))
}

function worthOf(credits: Readonly<Record<string, number>>, choices: readonly string[]): number {
  return [...new Set(choices)].reduce((sum, id) => sum + (entry(credits, id) ?? 0), 0)
}

/** The score for having chosen some of several things, by a rule of `multipleChoice`. */
export function chosenShare(
  ids: readonly string[],
  key: readonly string[],
  given: readonly string[],
  rule: Exclude<MultipleChoice['key']['rule'], 'weighted'>,
): number {
  const right = new Set(key).intersection(new Set(ids))
  const chosen = new Set(given).intersection(new Set(ids))
  if (right.size === 0 || chosen.size === 0) return 0
  const hits = right.intersection(chosen).size
  const falseAlarms = chosen.size - hits
  const misses = right.size - hits
  switch (rule) {
    case 'all_or_nothing':
      return misses === 0 && falseAlarms === 0 ? 1 : 0
    case 'per_option':
      return 1 - (misses + falseAlarms) / ids.length
    case 'penalised':
      return Math.max(0, (hits - falseAlarms) / right.size)
  }
}

export function checkMultipleChoice({ body, key }: MultipleChoice): Issue[] {
  const ids = new Set(body.options.map((option) => option.id))
  const issues: Issue[] = key.choices
    .map((choice, index): Issue | null =>
      ids.has(choice)
        ? null
        : { path: `/key/choices/${index}`, code: 'key_not_an_option', severity: 'error' },
    )
    .filter((issue) => issue !== null)
  if (new Set(key.choices).size !== key.choices.length)
    issues.push({ path: '/key/choices', code: 'key_repeated', severity: 'error' })
  const { credits = {} } = key
  if (key.rule === 'weighted' && worthOf(credits, key.choices) < CORRECT_FROM)
    issues.push({ path: '/key/credits', code: 'credits_short_of_one', severity: 'error' })
  issues.push(...repeatedTexts('/body/options', textsOf(body.options)))
  return issues
}
