import { refused, type NumberAnswer, type Refused } from '../moodle-answers.ts'
import { child, childrenOf, type XmlElement } from '../xml.ts'
import { answersOf, field, numberIn } from './fields.ts'
import { evaluated } from './formula.ts'
import { numericPart } from './read-numerical.ts'
import type { Part, Reading } from './reading.ts'

/** The values of a calculated question's names: the first set of its data. `null`: it has none. */
export function firstValues(question: XmlElement): ReadonlyMap<string, number> | null {
  const definitions = child(question, 'dataset_definitions')
  const values = new Map<string, number>()
  for (const definition of childrenOf(definitions ?? question, 'dataset_definition')) {
    const items = childrenOf(child(definition, 'dataset_items') ?? definition, 'dataset_item')
    const first = items.find((item) => numberIn(field(item, 'number')) === 1) ?? items[0]
    const value = first === undefined ? null : numberIn(field(first, 'value'))
    if (value === null) return null
    values.set(field(definition, 'name'), value)
  }
  return values.size === 0 ? null : values
}

/** A text with the values of `{a}` and of `{=2*{a}}` put in. */
export function filledIn(text: string, values: ReadonlyMap<string, number>): string {
  if (!text.includes('{')) return text
  return text
    .replace(/\{=((?:[^{}]|\{[^{}]{0,100}\}){1,500})\}/g, (whole, formula: string) => {
      const value = evaluated(formula, values)
      return value === null ? whole : shown(value)
    })
    .replace(/\{([^{}]{1,100})\}/g, (whole, name: string) => {
      const value = values.get(name)
      return value === undefined ? whole : shown(value)
    })
}

function shown(value: number): string {
  return String(Number(value.toPrecision(12)))
}

/** `calculated` and `calculatedsimple`, with the first set of its data. */
export function readCalculated(
  question: Reading,
  values: ReadonlyMap<string, number>,
): Part | Refused {
  const { element, texts } = question
  const answers: NumberAnswer[] = []
  for (const { element: answer, text, fraction, feedback } of answersOf(element)) {
    const value = text === '*' || text === '' ? null : evaluated(text, values)
    if (value === null && text !== '*' && text !== '')
      return refused('formula', `The formula “${text.slice(0, 100)}” can’t be computed.`)
    answers.push({
      value: value === null ? null : Number(value.toPrecision(12)),
      tolerance: value === null ? 0 : toleranceOf(answer, value),
      fraction,
      feedback: texts.of(feedback),
    })
  }
  return numericPart(question, answers)
}

/** Relative (1, as it is where nothing is said), nominal (2) or geometric (3), as an amount. */
function toleranceOf(answer: XmlElement, value: number): number {
  const amount = Math.abs(numberIn(field(answer, 'tolerance')) ?? 0)
  switch (field(answer, 'tolerancetype').toLowerCase()) {
    case '2':
    case 'nominal':
      return amount
    case '3':
    case 'geometric':
      return (Math.abs(value) * (amount + amount / (1 + amount))) / 2
    default:
      return amount * Math.abs(value)
  }
}
