import { isIn, type Area } from '@quizmentor/engine/question/image'
import { child, childrenOf, textIn, type XmlElement } from '../xml.ts'
import { areaOf, pointOf } from './read-shapes.ts'
import { flagOf, numberOf } from './read-names.ts'
import { baseOf, scalarOf, type Scalar, type Value } from './read-values.ts'

/** What is wanted as an answer: `responseDeclaration`, and outcomes and templates alike. */
export interface Declaration {
  readonly identifier: string
  readonly base: string
  readonly cardinality: Value['cardinality']
  readonly initial: Value
  /** Of a response: what is right. */
  readonly correct: Value
  readonly mapping: Mapping | null
  readonly areas: AreaMapping | null
  /** Of an outcome: tables that `lookupOutcomeValue` reads. */
  readonly lookup: XmlElement | null
  readonly normalMaximum: number | null
}

export interface Mapping {
  readonly entries: readonly {
    readonly key: Scalar
    readonly caseSensitive: boolean
    readonly value: number
  }[]
  readonly otherwise: number
  readonly least: number
  readonly most: number
}

export interface AreaMapping extends Omit<Mapping, 'entries'> {
  readonly entries: readonly { readonly area: Area; readonly value: number }[]
}

/** The declarations of one kind, by identifier. */
export function declarationsOf(item: XmlElement, name: string): Map<string, Declaration> {
  return new Map(
    childrenOf(item, name).map((element) => {
      const declared = declarationOf(element)
      return [declared.identifier, declared] as const
    }),
  )
}

function declarationOf(element: XmlElement): Declaration {
  const base = baseOf(element.attributes.get('baseType'))
  const cardinality = cardinalityOf(element.attributes.get('cardinality'))
  const areas = child(element, 'areaMapping')
  const mapping = child(element, 'mapping')
  return {
    identifier: element.attributes.get('identifier')?.trim() ?? '',
    base,
    cardinality,
    initial: valuesIn(child(element, 'defaultValue'), base, cardinality),
    correct: valuesIn(child(element, 'correctResponse'), base, cardinality),
    mapping: mapping === undefined ? null : mappingOf(mapping, base),
    areas: areas === undefined ? null : areaMappingOf(areas),
    lookup: child(element, 'matchTable') ?? child(element, 'interpolationTable') ?? null,
    normalMaximum: numberOf(element, 'normalMaximum'),
  }
}

function cardinalityOf(text: string | undefined): Value['cardinality'] {
  return text === 'multiple' || text === 'ordered' || text === 'record' ? text : 'single'
}

function valuesIn(
  element: XmlElement | undefined,
  base: string,
  cardinality: Value['cardinality'],
): Value {
  const list =
    element === undefined
      ? []
      : childrenOf(element, 'value').flatMap((value) => scalarOf(base, textIn(value)) ?? [])
  // A text that is empty is no answer.
  return { base, cardinality, list: list.filter((scalar) => scalar !== '') }
}

function boundsOf(element: XmlElement): Omit<Mapping, 'entries'> {
  return {
    otherwise: numberOf(element, 'defaultValue') ?? 0,
    least: numberOf(element, 'lowerBound') ?? -Infinity,
    most: numberOf(element, 'upperBound') ?? Infinity,
  }
}

function mappingOf(element: XmlElement, base: string): Mapping {
  return {
    ...boundsOf(element),
    entries: childrenOf(element, 'mapEntry').flatMap((entry) => {
      const key = scalarOf(base, entry.attributes.get('mapKey') ?? '')
      return key === null || key === ''
        ? []
        : {
            key,
            caseSensitive: !entry.attributes.has('caseSensitive') || flagOf(entry, 'caseSensitive'),
            value: numberOf(entry, 'mappedValue') ?? 0,
          }
    }),
  }
}

function areaMappingOf(element: XmlElement): AreaMapping {
  return {
    ...boundsOf(element),
    entries: childrenOf(element, 'areaMapEntry').flatMap((entry) => {
      const area = areaOf(entry, null)
      return area === null ? [] : { area, value: numberOf(entry, 'mappedValue') ?? 0 }
    }),
  }
}

/** What the mapping gives for an answer. */
export function mapped({ mapping }: Declaration, answer: Value): number {
  if (mapping === null || answer.list.length === 0) return 0
  const keys = new Set(answer.list)
  let sum = 0
  for (const key of keys) sum += mappedKey(mapping, key)
  return Math.min(mapping.most, Math.max(mapping.least, sum))
}

function mappedKey({ entries, otherwise }: Mapping, key: Scalar): number {
  const folded = String(key).toLowerCase()
  const entry =
    entries.find((entry) => entry.key === key) ??
    entries.find((entry) => !entry.caseSensitive && String(entry.key).toLowerCase() === folded)
  return entry?.value ?? otherwise
}

/** What the area mapping gives for an answer: each area once. */
export function mappedAreas({ areas }: Declaration, answer: Value): number {
  if (areas === null || answer.list.length === 0) return 0
  const found = new Set<number>()
  let sum = 0
  for (const scalar of answer.list) {
    const point = pointOf(String(scalar))
    const at = point === null ? -1 : areas.entries.findIndex(({ area }) => isIn(area, point))
    if (at < 0) sum += areas.otherwise
    else if (!found.has(at)) {
      found.add(at)
      sum += areas.entries[at]?.value ?? 0
    }
  }
  return Math.min(areas.most, Math.max(areas.least, sum))
}
