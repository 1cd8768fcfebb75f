import { z } from 'zod'
import { common, entry, markdown, repeatedTexts, trimmedText, type Issue } from './parts.ts'

const unitName = trimmedText.min(1).max(20)

const tolerance = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('absolute'), amount: z.number().nonnegative() }),
    z.strictObject({ kind: z.literal('relative'), amount: z.number().nonnegative().max(1) }),
  ])
  .default({ kind: 'absolute', amount: 0 })

/**
 * A number, right within a tolerance. `body.units` are the units a learner may pick from (none:
 * the number stands alone); `key.unit` is the unit of `key.value`; `key.factors` gives what one of
 * each other unit is worth in it, so 2 km is right where 2000 m is asked.
 */
export const numeric = z.strictObject({
  ...common,
  type: z.literal('numeric'),
  body: z.strictObject({ units: z.array(unitName).max(8).default([]) }),
  key: z.strictObject({
    value: z.number(),
    tolerance,
    unit: unitName.optional(),
    factors: z.record(unitName, z.number().positive()).default({}),
    /** Other numbers that are worth something, in the unit of `value`; the first that fits counts. */
    others: z
      .array(
        z.strictObject({
          value: z.number(),
          tolerance,
          credit: z.number().min(0).max(1),
          feedback: markdown.optional(),
        }),
      )
      .max(20)
      .optional(),
  }),
})
export type Numeric = z.infer<typeof numeric>

export const numericGiven = z.strictObject({ value: z.number(), unit: unitName.optional() })
export type NumericGiven = z.infer<typeof numericGiven>

export function scoreNumeric({ body, key }: Numeric, given: NumericGiven): number {
  const value = inUnitOfKey({ body, key }, given)
  if (value === null) return 0
  if (isNear(value, key)) return 1
  return otherNumber({ body, key }, given)?.credit ?? 0
}

/** Of the other numbers that are worth something or have something said to them, the one given. */
export function otherNumber(question: Pick<Numeric, 'body' | 'key'>, given: NumericGiven) {
  const value = inUnitOfKey(question, given)
  if (value === null || isNear(value, question.key)) return undefined
  return question.key.others?.find((other) => isNear(value, other))
}

/** The number given, in the unit of the key; `null` where that can't be said. */
function inUnitOfKey(
  { body, key }: Pick<Numeric, 'body' | 'key'>,
  given: NumericGiven,
): number | null {
  let value = given.value
  if (body.units.length > 0 && given.unit !== key.unit) {
    if (given.unit === undefined || !body.units.includes(given.unit)) return null
    value *= entry(key.factors, given.unit) ?? Number.NaN
  }
  return Number.isFinite(value) ? value : null
}

/** Whether a number is within the tolerance of another. */
export function isNear(
  given: number,
  { value, tolerance }: Pick<Numeric['key'], 'value' | 'tolerance'>,
): boolean {
  const { kind, amount } = tolerance
  const margin = kind === 'absolute' ? amount : amount * Math.abs(value)
  // A few units in the last place, so that 0.1 + 0.2 counts as 0.3.
  const rounding = 8 * Number.EPSILON * Math.max(Math.abs(given), Math.abs(value))
  return Math.abs(given - value) <= margin + rounding
}

export function checkNumeric({ body, key }: Numeric): Issue[] {
  const issues: Issue[] = []
  if (body.units.length > 0 && (key.unit === undefined || !body.units.includes(key.unit)))
    issues.push({ path: '/key/unit', code: 'key_unit_not_offered', severity: 'error' })
  body.units.forEach((unit, index) => {
    if (unit !== key.unit && entry(key.factors, unit) === undefined)
      issues.push({
        path: `/body/units/${index}`,
        code: 'unit_without_factor',
        severity: 'warning',
      })
  })
  issues.push(...repeatedTexts('/body/units', body.units))
  return issues
}
