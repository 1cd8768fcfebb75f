import type { Random } from '@quizmentor/engine/question/parts'
import { childrenOf, type XmlElement } from '../xml.ts'
import type { Declaration } from './read-declarations.ts'
import { evaluated, NotCarriedOut, type Scope } from './read-expressions.ts'
import { numberOf } from './read-names.ts'
import { baseOf, nothing, scalarOf, single, type Scalar, type Value } from './read-values.ts'

/** An answer to an item: what is given to each of its responses. */
export type Responses = ReadonlyMap<string, readonly Scalar[]>

/** What an item declares. */
export interface Declared {
  readonly responses: ReadonlyMap<string, Declaration>
  readonly outcomes: ReadonlyMap<string, Declaration>
  /** The values that template processing has drawn. */
  readonly templates: ReadonlyMap<string, Value>
  /** Right answers that template processing has set. */
  readonly corrects: ReadonlyMap<string, Value>
}

const mostSteps = 20_000

/**
 * Carries out response processing for an answer and gives the outcomes. Throws `NotCarriedOut`
 * where it asks for something that isn't known here.
 */
export function outcomesOf(
  processing: XmlElement,
  declared: Declared,
  responses: Responses,
): ReadonlyMap<string, Value> {
  const outcomes = new Map<string, Value>()
  for (const { identifier, initial, base, cardinality } of declared.outcomes.values()) {
    const zero = initial.list.length === 0 && (base === 'integer' || base === 'float')
    outcomes.set(identifier, zero && cardinality === 'single' ? single(base, 0) : initial)
  }
  const scope = scopeOf(declared, (identifier) => {
    const given = responses.get(identifier)
    const response = declared.responses.get(identifier)
    if (response !== undefined) return { ...response.correct, list: given ?? [] }
    return (
      outcomes.get(identifier) ??
      (identifier === 'numAttempts' ? single('integer', 1) : declared.templates.get(identifier)) ??
      nothing
    )
  })
  const set = (name: string, rule: XmlElement): void => {
    if (rule.children.length === 0) return
    const identifier = rule.attributes.get('identifier')?.trim() ?? ''
    const expression = childrenOf(rule)[0]
    const value = expression === undefined ? nothing : evaluated(expression, scope)
    outcomes.set(
      identifier,
      name === 'lookupOutcomeValue'
        ? lookedUp(declared.outcomes.get(identifier), value)
        : converted(declared.outcomes.get(identifier), value),
    )
  }
  carriedOut(childrenOf(processing), scope, 'response', set)
  return outcomes
}

/** What the value is as one of the variable it is put into. */
export function converted(variable: Declaration | undefined, value: Value): Value {
  if (variable === undefined || value.list.length === 0) return value
  const { base, cardinality } = variable
  const list = base === 'integer' ? value.list.map((scalar) => whole(scalar)) : value.list
  return { base, cardinality, list }
}

function whole(scalar: Scalar): Scalar {
  return typeof scalar === 'number' ? Math.trunc(scalar) : scalar
}

export function scopeOf(
  declared: Declared,
  value: (identifier: string) => Value,
  random: Random = () => 0,
): Scope {
  let steps = 0
  return {
    value,
    random,
    response: (identifier) => declared.responses.get(identifier),
    initial: (identifier) =>
      (declared.responses.get(identifier) ?? declared.outcomes.get(identifier))?.initial ?? nothing,
    correct: (identifier) =>
      declared.corrects.get(identifier) ?? declared.responses.get(identifier)?.correct ?? nothing,
    step: () => {
      if (++steps > mostSteps) throw new NotCarriedOut('it takes too many steps')
    },
  }
}

/** Whether to go on. */
type GoesOn = boolean

/**
 * Carries out the rules of response or template processing in order; gives whether they ran to
 * the end.
 */
export function carriedOut(
  rules: readonly XmlElement[],
  scope: Scope,
  kind: 'response' | 'template',
  set: (name: string, rule: XmlElement) => void,
): GoesOn {
  for (const rule of rules) {
    scope.step()
    if (rule.name === `${kind}Condition`) {
      const branch = childrenOf(rule).find(
        (branch) => branch.name.endsWith('Else') || holds(branch, scope),
      )
      if (branch === undefined) continue
      const inside = childrenOf(branch)
      const then = branch.name.endsWith('Else') ? inside : inside.slice(1)
      if (!carriedOut(then, scope, kind, set)) return false
    } else if (rule.name === 'responseProcessingFragment') {
      if (!carriedOut(childrenOf(rule), scope, kind, set)) return false
    } else if (rule.name.startsWith('exit')) return false
    else if (rule.name === 'templateConstraint') {
      const condition = childrenOf(rule)[0]
      if (condition !== undefined && evaluated(condition, scope).list[0] !== true) return false
    } else if (/^(?:set|lookup)[A-Z]/.test(rule.name)) set(rule.name, rule)
    else throw new NotCarriedOut(rule.name)
  }
  return true
}

function holds(branch: XmlElement, scope: Scope): boolean {
  const condition = childrenOf(branch)[0]
  return condition !== undefined && evaluated(condition, scope).list[0] === true
}

/** The value in a match table or an interpolation table of the outcome. */
function lookedUp(outcome: Declaration | undefined, value: Value): Value {
  const table = outcome?.lookup
  if (outcome === undefined || table == null) return value
  const source = Number(value.list[0] ?? Number.NaN)
  const entry = childrenOf(table).find((entry) => {
    const from = numberOf(entry, 'sourceValue')
    if (from === null) return false
    return table.name === 'matchTable'
      ? source === from
      : source > from || (source === from && entry.attributes.get('includeBoundary') !== 'false')
  })
  const text = entry?.attributes.get('targetValue') ?? table.attributes.get('defaultValue')
  const scalar = text === undefined ? null : scalarOf(baseOf(outcome.base), text)
  return scalar === null ? nothing : single(outcome.base, scalar)
}

/** The name of the template that response processing refers to, in small letters; `''`: none. */
export function templateName(processing: XmlElement | undefined): string {
  const address =
    processing?.attributes.get('template') ?? processing?.attributes.get('templateLocation') ?? ''
  const name = address.trim().split(/[/\\]/).at(-1) ?? ''
  return name.replace(/\.xml$/i, '').toLowerCase()
}

/** Whether processing sets the outcome anywhere. */
export function setsOutcome(
  processing: XmlElement,
  wanted: (identifier: string) => boolean,
): boolean {
  return childrenOf(processing).some(
    (rule) =>
      (/^(?:set|lookup)OutcomeValue$/.test(rule.name) &&
        wanted(rule.attributes.get('identifier')?.trim() ?? '')) ||
      setsOutcome(rule, wanted),
  )
}
