import type { QuestionContent } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { optionText } from './read-options.ts'
import {
  answering,
  bestInRules,
  listsInRules,
  blank,
  leavePrompt,
  nearest,
  noKey,
  responseOf,
  type Item,
  type Probe,
  type Reading,
  type Refused,
} from './read-reading.ts'

const mostItems = 12

/** `orderInteraction`. Where only some are to be put in order, they go into numbered gaps. */
export function readOrder(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const identifier = responseOf(interaction)
  const items = childrenOf(interaction, 'simpleChoice').map((element, index) => ({
    id: partName(index),
    identifier: element.attributes.get('identifier')?.trim() ?? '',
    text: optionText(item, element),
  }))
  const ids = new Map(items.map(({ identifier, id }) => [identifier, id]))
  const correct = item.marker.correct(identifier).list.map(String)
  const right = (correct.length > 0 ? correct : bestInRules(item, identifier)).filter((name) =>
    ids.has(name),
  )
  if (right.length === 0) return noKey
  const orders = [
    ...ordersOf(right),
    ...listsInRules(item, identifier).filter(
      (list) => list.length === right.length && list.every((name) => ids.has(name)),
    ),
  ]
  const options = items.map(({ id, text }) => ({ id, text }))
  const idOf = (name: string): string => ids.get(name) ?? ''
  if (right.length < items.length || items.length > mostItems) {
    const gaps = right.map((_, index) => ({ id: `g${index + 1}` }))
    const type = 'gap_match' as const
    const probes = orders.map((order): Probe => ({
      given: {
        type,
        gaps: Object.fromEntries(order.map((name, at) => [`g${at + 1}`, idOf(name)])),
      },
      responses: answering(item, identifier, order),
    }))
    item.notice(
      'order_in_gaps',
      'Only some are to be put in order; here they go into numbered gaps.',
    )
    const byRule = (rule: 'all_or_nothing' | 'partial'): QuestionContent => ({
      ...blank,
      type,
      body: {
        text: gaps.map(({ id }, at) => `${at + 1}. {{${id}}}`).join('\n'),
        choices: options.map((option) => ({ ...option, uses: 1 })),
        gaps,
      },
      key: {
        gaps: Object.fromEntries(right.map((name, at) => [`g${at + 1}`, [idOf(name)]])),
        rule,
      },
    })
    return { content: nearest(item, [byRule('all_or_nothing'), byRule('partial')], probes), probes }
  }
  const type = 'ordering' as const
  const probes = orders.map((order): Probe => ({
    given: { type, order: order.map(idOf) },
    responses: answering(item, identifier, order),
  }))
  const byRule = (rule: 'all_or_nothing' | 'partial'): QuestionContent => ({
    ...blank,
    type,
    body: { items: options },
    key: { order: right.map(idOf), rule },
  })
  return { content: nearest(item, [byRule('all_or_nothing'), byRule('partial')], probes), probes }
}

/** The right order, each with two neighbours the other way round, and the order backwards. */
export function ordersOf<T>(right: readonly T[]): T[][] {
  const swapped = right.slice(1).map((later, at) => {
    const order = [...right]
    order.splice(at, 2, later, ...right.slice(at, at + 1))
    return order
  })
  return [[...right], ...swapped, right.toReversed()]
}
