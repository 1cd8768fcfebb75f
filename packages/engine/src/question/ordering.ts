import { z } from 'zod'
import {
  common,
  options,
  partId,
  partialCredit,
  repeatedTexts,
  textsOf,
  type Issue,
} from './parts.ts'

/** Items to be put in order. `body.items` stand in no telling order; `key.order` is the right one. */
export const ordering = z.strictObject({
  ...common,
  type: z.literal('ordering'),
  body: z.strictObject({ items: options }),
  key: z.strictObject({
    order: z.array(partId).min(2).max(12),
    rule: partialCredit.default('partial'),
  }),
})
export type Ordering = z.infer<typeof ordering>

export const orderingGiven = z.strictObject({ order: z.array(partId).max(12) })
export type OrderingGiven = z.infer<typeof orderingGiven>

/** With `partial`: the share of item pairs in the right relative order (Kendall), rescaled so that chance is 0. */
export function scoreOrdering({ key }: Ordering, given: OrderingGiven): number {
  const place = new Map(given.order.map((id, index) => [id, index]))
  if (place.size !== key.order.length || given.order.length !== key.order.length) return 0
  let concordant = 0
  let pairs = 0
  for (let first = 0; first < key.order.length; first++) {
    for (let second = first + 1; second < key.order.length; second++) {
      const before = place.get(key.order[first] ?? '')
      const after = place.get(key.order[second] ?? '')
      if (before === undefined || after === undefined) return 0
      pairs++
      if (before < after) concordant++
    }
  }
  if (key.rule === 'all_or_nothing') return concordant === pairs ? 1 : 0
  return Math.max(0, (2 * concordant) / pairs - 1)
}

export function checkOrdering({ body, key }: Ordering): Issue[] {
  const issues = repeatedTexts('/body/items', textsOf(body.items))
  const items = body.items.map((item) => item.id).toSorted()
  if (items.join() !== key.order.toSorted().join())
    issues.push({ path: '/key/order', code: 'key_does_not_order_all_items', severity: 'error' })
  return issues
}
