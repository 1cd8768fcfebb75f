import { childrenOf, textIn, type XmlElement } from '../xml.ts'
import { attributeOf, descendants, numberOf } from './elements.ts'

/** What a condition asks of the answers. */
export type Test =
  | {
      readonly kind: 'equal' | 'contains' | 'inside'
      readonly response: string
      readonly value: string
      readonly caseSensitive: boolean
      readonly element: XmlElement
    }
  | {
      readonly kind: 'gte' | 'lte' | 'gt' | 'lt'
      readonly response: string
      readonly value: number
    }
  | {
      readonly kind: 'all' | 'any'
      readonly tests: readonly Test[]
      /** Whether the file only wrote them one after the other. */
      readonly implicit?: boolean
    }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'other' | 'unknown' }

export interface Condition {
  readonly test: Test
  readonly sets: readonly { readonly action: string; readonly value: number }[]
  /** Which feedback is shown. */
  readonly shows: readonly string[]
  /** Whether the file says outright that this is the right answer. */
  readonly saidRight: boolean
}

/** ident of a response → what was answered. */
type Answers = Readonly<Record<string, readonly string[]>>

/** The conditions of `resprocessing` of QTI 1.2. */
export function conditionsOf(item: XmlElement): Condition[] {
  const processing = childrenOf(item).filter(({ name }) => name === 'resprocessing')
  const most = processing
    .flatMap((element) => descendants(element, 'decvar'))
    .map((variable) => numberOf(attributeOf(variable, 'maxvalue')))
    .find((value) => value !== null && value > 0)
  return processing
    .flatMap((element) => descendants(element, 'respcondition'))
    .map((element) => conditionOf(element, most ?? 100))
}

function conditionOf(element: XmlElement, most: number): Condition {
  const inner = childrenOf(element)
  const conditions = inner.filter(({ name }) => name === 'conditionvar')
  const shows = inner
    .filter(({ name }) => name === 'displayfeedback')
    .map((shown) => attributeOf(shown, 'linkrefid'))
  const title = attributeOf(element, 'title').toLowerCase()
  const sets = inner
    .filter(({ name }) => name === 'setvar')
    .map((set) => ({
      action: attributeOf(set, 'action').toLowerCase() || 'set',
      value: amount(textIn(set).trim(), most),
    }))
  const test = grouped(conditions.flatMap((condition) => childrenOf(condition)).flatMap(testOf))
  // Blackboard marks a match by the feedback that it shows, without a score.
  const right = sets.length === 0 && test.kind !== 'other' && shows.includes('correct')
  return {
    test,
    sets: right ? [{ action: 'add', value: 1 }] : sets,
    shows,
    saidRight:
      attributeOf(element, 'correctanswer').toLowerCase() === 'yes' ||
      title === 'correct' ||
      shows.includes('correct'),
  }
}

function amount(text: string, most: number): number {
  if (/^SCORE\.max$/i.test(text)) return most
  return numberOf(text) ?? 0
}

/** Alternatives of one answer where it can have but one value, else all together. */
function grouped(tests: readonly Test[]): Test {
  const [first] = tests
  if (first === undefined) return { kind: 'unknown' }
  return tests.length === 1 ? first : { kind: 'all', tests, implicit: true }
}

function testOf(element: XmlElement): Test[] {
  const response = attributeOf(element, 'respident')
  const text = textIn(element).trim()
  switch (element.name) {
    case 'varequal':
    case 'varsubset':
    case 'varsubstring':
    case 'varinside': {
      const kind =
        element.name === 'varequal' ? 'equal' : element.name === 'varinside' ? 'inside' : 'contains'
      const caseSensitive = attributeOf(element, 'case').toLowerCase() === 'yes'
      return [{ kind, response, value: text, caseSensitive, element }]
    }
    case 'vargte':
    case 'varlte':
    case 'vargt':
    case 'varlt': {
      const value = numberOf(text)
      const kinds = { vargte: 'gte', varlte: 'lte', vargt: 'gt', varlt: 'lt' } as const
      return value === null
        ? [{ kind: 'unknown' }]
        : [{ kind: kinds[element.name], response, value }]
    }
    case 'and':
      return [{ kind: 'all', tests: childrenOf(element).flatMap(testOf) }]
    case 'or':
      return [{ kind: 'any', tests: childrenOf(element).flatMap(testOf) }]
    case 'not':
      return [{ kind: 'not', test: grouped(childrenOf(element).flatMap(testOf)) }]
    case 'other':
      return [{ kind: 'other' }]
    case 'qticomment':
      return []
    default:
      return [{ kind: 'unknown' }]
  }
}

/** The score of answers: the conditions in order, as the file says. */
export function scoreOf(conditions: readonly Condition[], answers: Answers): number {
  let score = 0
  let scored = false
  for (const { test, sets } of conditions) {
    if (sets.length === 0) continue
    if (test.kind === 'other' ? scored : !holds(test, answers)) continue
    scored = true
    for (const { action, value } of sets)
      if (action === 'add') score += value
      else if (action === 'subtract') score -= value
      else if (action === 'set') score = value
  }
  return score
}

function holds(test: Test, answers: Answers): boolean {
  switch (test.kind) {
    case 'equal':
      return given(answers, test.response).some((value) =>
        test.caseSensitive
          ? value === test.value
          : value.toLowerCase() === test.value.toLowerCase(),
      )
    case 'contains':
      return given(answers, test.response).some((value) =>
        value.toLowerCase().includes(test.value.toLowerCase()),
      )
    case 'all': {
      const alternatives = test.implicit === true ? alternativesOf(test.tests) : null
      if (alternatives !== null && given(answers, alternatives).length <= 1)
        return test.tests.some((inner) => holds(inner, answers))
      return test.tests.every((inner) => holds(inner, answers))
    }
    case 'any':
      return test.tests.some((inner) => holds(inner, answers))
    case 'not':
      return !holds(test.test, answers)
    case 'gte':
    case 'lte':
    case 'gt':
    case 'lt':
      return given(answers, test.response).some((value) => compares(test.kind, value, test.value))
    default:
      return false
  }
}

/** The one response that all of several tests are about, each wanting another value of it. */
function alternativesOf(tests: readonly Test[]): string | null {
  const [first] = tests
  if (tests.length < 2 || first?.kind !== 'equal') return null
  return tests.every((test) => test.kind === 'equal' && test.response === first.response)
    ? first.response
    : null
}

function compares(kind: 'gte' | 'lte' | 'gt' | 'lt', text: string, bound: number): boolean {
  const value = numberOf(text)
  if (value === null) return false
  if (kind === 'gte') return value >= bound
  if (kind === 'lte') return value <= bound
  return kind === 'gt' ? value > bound : value < bound
}

function given(answers: Answers, response: string): readonly string[] {
  return Object.hasOwn(answers, response) ? (answers[response] ?? []) : []
}

/** The tests of a condition that want something, and those under a `not`. */
export function leavesOf(test: Test, wanted = true): { test: Test; wanted: boolean }[] {
  if (test.kind === 'all' || test.kind === 'any')
    return test.tests.flatMap((inner) => leavesOf(inner, wanted))
  if (test.kind === 'not') return leavesOf(test.test, !wanted)
  return [{ test, wanted }]
}

/** The values that conditions worth something want of a response, in order. */
export function wantedValues(conditions: readonly Condition[], response: string) {
  const found: { value: string; caseSensitive: boolean; contains: boolean }[] = []
  for (const { test, sets } of conditions) {
    if (!sets.some(({ value }) => value > 0)) continue
    for (const leaf of leavesOf(test))
      if (
        leaf.wanted &&
        (leaf.test.kind === 'equal' || leaf.test.kind === 'contains') &&
        leaf.test.response === response
      )
        found.push({
          value: leaf.test.value,
          caseSensitive: leaf.test.caseSensitive,
          contains: leaf.test.kind === 'contains',
        })
  }
  return found
}
