import { isIn } from '@quizmentor/engine/question/image'
import type { Random } from '@quizmentor/engine/question/parts'
import { childrenOf, textIn, type XmlElement } from '../xml.ts'
import { mapped, mappedAreas, type Declaration } from './read-declarations.ts'
import { flagOf, numberOf } from './read-names.ts'
import { calculated } from './read-numbers.ts'
import { fitsSimplePattern } from './read-pattern.ts'
import { areaOf, pointOf } from './read-shapes.ts'
import { baseOf, isSame, nothing, scalarOf, single, truth, type Value } from './read-values.ts'

/** An expression, rule or operator that we don't know how to carry out, or too long a program. */
export class NotCarriedOut extends Error {}

export interface Scope {
  readonly value: (identifier: string) => Value
  readonly initial: (identifier: string) => Value
  readonly response: (identifier: string) => Declaration | undefined
  readonly correct: (identifier: string) => Value
  readonly random: Random
  /** Counts one step of the program; throws `NotCarriedOut` past the most. */
  readonly step: () => void
}

/** The value of an expression of QTI. Throws `NotCarriedOut`. */
export function evaluated(element: XmlElement, scope: Scope): Value {
  scope.step()
  const identifier = element.attributes.get('identifier')?.trim() ?? ''
  switch (element.name) {
    case 'baseValue': {
      const base = baseOf(element.attributes.get('baseType'))
      const scalar = scalarOf(base, textIn(element))
      return scalar === null ? nothing : single(base, scalar)
    }
    case 'variable':
      return scope.value(identifier)
    case 'correct':
      return scope.correct(identifier)
    case 'default':
      return scope.initial(identifier)
    case 'null':
      return nothing
    case 'mapResponse': {
      const declared = scope.response(identifier)
      return single('float', declared ? mapped(declared, scope.value(identifier)) : 0)
    }
    case 'mapResponsePoint': {
      const declared = scope.response(identifier)
      return single('float', declared ? mappedAreas(declared, scope.value(identifier)) : 0)
    }
  }
  if (element.name === 'repeat') return repeated(element, scope)
  const operands = childrenOf(element).map((child) => evaluated(child, scope))
  return (
    logical(element, operands) ??
    ofContainers(element, operands, scope) ??
    calculated(element, operands, scope) ??
    unknown(element)
  )
}

const mostRepeats = 1_000

/** The values of its operands, again and again. */
function repeated(element: XmlElement, scope: Scope): Value {
  const wanted = element.attributes.get('numberRepeats')?.trim() ?? '0'
  const count = Number(/^\d+$/.test(wanted) ? wanted : (scope.value(wanted).list[0] ?? 0))
  if (!(count <= mostRepeats)) throw new NotCarriedOut('repeat')
  const values = Array.from({ length: count }, () =>
    childrenOf(element).map((child) => evaluated(child, scope)),
  ).flat()
  return {
    base: values[0]?.base ?? 'float',
    cardinality: 'ordered',
    list: values.flatMap(({ list }) => list),
  }
}

function unknown({ name }: XmlElement): never {
  throw new NotCarriedOut(name)
}

/** What is true; `undefined`: not such an operator. */
function logical(element: XmlElement, operands: readonly Value[]): Value | undefined {
  const [one = nothing, other = nothing] = operands
  switch (element.name) {
    case 'not':
      return one.list.length === 0 ? nothing : truth(one.list[0] !== true)
    case 'and':
      return truth(operands.every(isTrue))
    case 'or':
      return truth(operands.some(isTrue))
    case 'anyN': {
      const count = operands.filter(isTrue).length
      const { min, max } = { min: numberOf(element, 'min'), max: numberOf(element, 'max') }
      return truth(count >= (min ?? 0) && count <= (max ?? operands.length))
    }
    case 'isNull':
      return truth(one.list.length === 0 || one.list[0] === '')
    case 'match':
      return one.list.length === 0 || other.list.length === 0 ? nothing : truth(isSame(one, other))
    case 'stringMatch':
    case 'substring': {
      const fold = (value: Value): string =>
        flagOf(element, 'caseSensitive') || !element.attributes.has('caseSensitive')
          ? String(value.list[0])
          : String(value.list[0]).toLowerCase()
      if (one.list.length === 0 || other.list.length === 0) return nothing
      const partly = element.name === 'substring' || flagOf(element, 'substring')
      if (!partly) return truth(fold(one) === fold(other))
      return truth(
        element.name === 'substring'
          ? fold(other).includes(fold(one))
          : fold(one).includes(fold(other)),
      )
    }
    case 'patternMatch': {
      if (one.list.length === 0) return nothing
      const fits = fitsSimplePattern(element.attributes.get('pattern') ?? '', String(one.list[0]))
      return fits === null ? unknown(element) : truth(fits)
    }
    case 'inside': {
      const area = areaOf(element, null)
      if (area === null || one.list.length === 0) return nothing
      const points = one.list.map((scalar) => pointOf(String(scalar)))
      return truth(points.some((point) => point !== null && isIn(area, point)))
    }
  }
  return undefined
}

function isTrue(value: Value): boolean {
  return value.list[0] === true
}

function ofContainers(
  element: XmlElement,
  operands: readonly Value[],
  scope: Scope,
): Value | undefined {
  const [one = nothing, other = nothing] = operands
  switch (element.name) {
    case 'multiple':
    case 'ordered':
      return {
        base: operands.find(({ list }) => list.length > 0)?.base ?? 'string',
        cardinality: element.name,
        list: operands.flatMap(({ list }) => list),
      }
    case 'containerSize':
      return single('integer', one.list.length)
    case 'index': {
      const at = Number(element.attributes.get('n'))
      const found = one.list[at - 1]
      return found === undefined ? nothing : single(one.base, found)
    }
    case 'random': {
      const found = one.list[Math.floor(scope.random() * one.list.length)]
      return found === undefined ? nothing : single(one.base, found)
    }
    case 'member':
      if (one.list.length === 0 || other.list.length === 0) return nothing
      return truth(other.list.some((scalar) => isSame(one, single(other.base, scalar))))
    case 'delete':
      return {
        ...other,
        list: other.list.filter((scalar) => !isSame(one, single(other.base, scalar))),
      }
    case 'contains':
      return truth(contains(one, other))
  }
  return undefined
}

/** Whether the second is in the first: in a row where they are ordered. */
function contains(one: Value, other: Value): boolean {
  if (one.cardinality === 'ordered')
    return one.list.some((_, at) =>
      isSame({ ...one, list: one.list.slice(at, at + other.list.length) }, other),
    )
  const left = [...one.list]
  return other.list.every((scalar) => {
    const at = left.indexOf(scalar)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
