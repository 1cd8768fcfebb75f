import { z } from 'zod'
import { common, options, partId, repeatedTexts, textsOf, type Issue } from './parts.ts'

/**
 * Any number of options may be right.
 * - `all_or_nothing`: 1 for exactly the right set, else 0.
 * - `per_option`: the share of options judged rightly (chosen if right, left if wrong).
 * - `penalised`: (right chosen − wrong chosen) / right options, not below 0.
 * Choosing nothing scores 0 under every rule.
 */
export const multipleChoice = z.strictObject({
  ...common,
  type: z.literal('multiple_choice'),
  body: z.strictObject({ options, shuffle: z.boolean().default(true) }),
  key: z.strictObject({
    choices: z.array(partId).min(1).max(12),
    rule: z.enum(['all_or_nothing', 'per_option', 'penalised']).default('penalised'),
  }),
})
export type MultipleChoice = z.infer<typeof multipleChoice>

export const multipleChoiceGiven = z.strictObject({ choices: z.array(partId).max(12) })
export type MultipleChoiceGiven = z.infer<typeof multipleChoiceGiven>

export function scoreMultipleChoice(question: MultipleChoice, given: MultipleChoiceGiven): number {
  const optionIds = question.body.options.map((option) => option.id)
  const right = new Set(question.key.choices).intersection(new Set(optionIds))
  const chosen = new Set(given.choices).intersection(new Set(optionIds))
  if (right.size === 0 || chosen.size === 0) return 0
  const hits = right.intersection(chosen).size
  const falseAlarms = chosen.size - hits
  const misses = right.size - hits
  switch (question.key.rule) {
    case 'all_or_nothing':
      return misses === 0 && falseAlarms === 0 ? 1 : 0
    case 'per_option':
      return 1 - (misses + falseAlarms) / optionIds.length
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
  issues.push(...repeatedTexts('/body/options', textsOf(body.options)))
  return issues
}
