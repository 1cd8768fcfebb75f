import { child, childrenOf, outer, textIn, type XmlElement } from '../xml.ts'
import { attributeOf, descendants, numberOf } from './elements.ts'
import type { Item } from './item.ts'
import type { Made, Texts } from './made.ts'

/** The formula of an item whose numbers are drawn anew for each learner. */
export function calculatedIn(item: Item): XmlElement | null {
  return descendants(item.element, 'calculated')[0] ?? null
}

/**
 * The question with the first numbers that the file drew: no question of ours draws any. The
 * formula, its ranges and all sets of numbers are kept.
 */
export function calculated(item: Item, formula: XmlElement, texts: Texts, stemHtml: string) {
  const kept = { calculated: outer(formula).slice(0, 50_000) }
  const [set] = descendants(formula, 'var_set')
  const answer = set === undefined ? null : numberOf(textIn(child(set, 'answer')))
  if (set === undefined || answer === null) {
    const none: Made = {
      code: 'calculated',
      reason: 'Its numbers are drawn by a formula, and the file has none that were drawn.',
    }
    return none
  }
  // Factors that stand side by side would make one number.
  let html = stemHtml.replace(/(?<=\]|\d)(?=\[[A-Za-z]\w*\])/g, ' × ')
  for (const variable of childrenOf(set, 'var')) {
    const name = attributeOf(variable, 'name')
    if (name !== '') html = html.replaceAll(`[${name}]`, textIn(variable).trim())
  }
  texts.lose(
    'calculated_fixed',
    'Its numbers are drawn anew for each learner; it was taken in with the first ones drawn.',
  )
  const made: Made = {
    content: {
      type: 'numeric',
      stem: texts.block(html),
      body: {},
      key: { value: answer, tolerance: toleranceOf(formula) },
    },
    kept,
  }
  return made
}

function toleranceOf(formula: XmlElement) {
  const element = child(formula, 'answer_tolerance')
  const text = textIn(element).trim()
  const amount = Math.abs(numberOf(text.replace('%', '')) ?? 0)
  const type =
    element === undefined ? '' : attributeOf(element, 'type') + attributeOf(element, 'margin_type')
  return text.endsWith('%') || /percent/i.test(type)
    ? ({ kind: 'relative', amount: Math.min(1, amount / 100) } as const)
    : ({ kind: 'absolute', amount } as const)
}
