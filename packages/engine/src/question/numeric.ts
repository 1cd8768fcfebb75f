import { z } from 'zod'
import { common, entry, repeatedTexts, text, type Issue } from './parts.ts'

const unitName = text.trim().min(1).max(20)

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
    tolerance: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('absolute'), amount: z.number().nonnegative() }),
        z.strictObject({ kind: z.literal('relative'), amount: z.number().nonnegative().max(1) }),
      ])
      .default({ kind: 'absolute', amount: 0 }),
    unit: unitName.optional(),
    factors: z.record(unitName, z.number().positive()).default({}),
  }),
})
export type Numeric = z.infer<typeof numeric>

export const numericGiven = z.strictObject({ value: z.number(), unit: unitName.optional() })
export type NumericGiven = z.infer<typeof numericGiven>

export function scoreNumeric({ body, key }: Numeric, given: NumericGiven): number {
  let value = given.value
  if (body.units.length > 0 && given.unit !== key.unit) {
    if (given.unit === undefined || !body.units.includes(given.unit)) return 0
    value *= entry(key.factors, given.unit) ?? Number.NaN
  }
  if (!Number.isFinite(value)) return 0
  const margin =
    key.tolerance.kind === 'absolute'
      ? key.tolerance.amount
      : key.tolerance.amount * Math.abs(key.value)
  // A few units in the last place, so that 0.1 + 0.2 counts as 0.3.
  const rounding = 8 * Number.EPSILON * Math.max(Math.abs(value), Math.abs(key.value))
  return Math.abs(value - key.value) <= margin + rounding ? 1 : 0
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
