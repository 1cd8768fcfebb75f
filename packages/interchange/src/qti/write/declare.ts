import { tag, type Tag } from './tags.ts'

export interface MapEntry {
  readonly key: string
  readonly value: number
  readonly caseSensitive?: boolean
}

/** What a response can be worth, and within which bounds. */
export interface Mapping {
  readonly entries: readonly MapEntry[]
  readonly lowerBound?: number
  readonly upperBound?: number
  readonly defaultValue?: number
}

/** `responseDeclaration`; without a right answer where `correct` is empty. */
export function responseDeclaration(
  identifier: string,
  cardinality: 'single' | 'multiple' | 'ordered',
  baseType: string,
  correct: readonly (string | number)[],
  mapped?: Mapping | Tag,
  initial?: string,
): Tag {
  const values = (list: readonly (string | number)[]) =>
    list.map((value) => tag('value', {}, String(value)))
  return tag(
    'responseDeclaration',
    { identifier, cardinality, baseType },
    ...(initial === undefined ? [] : [tag('defaultValue', {}, ...values([initial]))]),
    ...(correct.length === 0 ? [] : [tag('correctResponse', {}, ...values(correct))]),
    ...(mapped === undefined ? [] : [isTag(mapped) ? mapped : mapping(mapped)]),
  )
}

function isTag(mapped: Mapping | Tag): mapped is Tag {
  return 'name' in mapped
}

function mapping({ entries, lowerBound, upperBound, defaultValue = 0 }: Mapping): Tag {
  return tag(
    'mapping',
    { lowerBound, upperBound, defaultValue },
    ...entries.map(({ key, value, caseSensitive }) =>
      tag('mapEntry', { mapKey: key, mappedValue: value, caseSensitive }),
    ),
  )
}

/** `outcomeDeclaration`. */
export function outcomeDeclaration(
  identifier: string,
  cardinality: 'single' | 'multiple',
  baseType: string,
  attributes: Readonly<Record<string, number>> = {},
  initial?: number,
): Tag {
  return tag(
    'outcomeDeclaration',
    { identifier, cardinality, baseType, ...attributes },
    ...(initial === undefined ? [] : [tag('defaultValue', {}, tag('value', {}, String(initial)))]),
  )
}
