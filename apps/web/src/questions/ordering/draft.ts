import type { Ordering } from '@quizmentor/engine/question/ordering'
import { stored, written, type IdOf, type Part } from '../part.ts'
import { fourBlanks } from '../single-choice/draft.ts'

export interface OrderingDraft {
  readonly type: 'ordering'
  readonly items: readonly Part[]
  /** The ids of all items, in the right order. */
  readonly order: readonly string[]
  readonly rule: Ordering['key']['rule']
}

export function blankOrdering(): OrderingDraft {
  return orderingOf(fourBlanks(), 'partial')
}

/** These items, in this order. */
export function orderingOf(items: readonly Part[], rule: OrderingDraft['rule']): OrderingDraft {
  return { type: 'ordering', items, order: items.map(({ id }) => id), rule }
}

export function readOrdering({ type, body, key }: Ordering): OrderingDraft {
  const ids = body.items.map(({ id }) => id)
  const order = [...new Set([...key.order.filter((id) => ids.includes(id)), ...ids])]
  return { type, items: body.items, order, rule: key.rule }
}

/** The items in the right order. */
export function inRightOrder({ items, order }: OrderingDraft): Part[] {
  return order.flatMap((id) => items.find((item) => item.id === id) ?? [])
}

export function orderingBody({ items }: OrderingDraft, idOf: IdOf): Ordering['body'] {
  return { items: stored(items, idOf) }
}

export function orderingKey(draft: OrderingDraft, idOf: IdOf): Ordering['key'] {
  return {
    order: written(inRightOrder(draft)).map(({ id }) => idOf(id)),
    rule: draft.rule,
  }
}
