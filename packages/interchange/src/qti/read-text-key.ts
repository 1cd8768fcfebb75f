import { patternTexts, type PatternTexts } from '../text-pattern.ts'
import { child, textIn, type XmlElement } from '../xml.ts'
import { withinNamed } from './read-names.ts'
import { marginsOf } from './read-numbers.ts'
import { answering, type Item } from './read-reading.ts'
import { scalarOf, type Scalar } from './read-values.ts'

export interface NumberKey {
  readonly value: number
  /** How far from it is right as well. */
  readonly tolerance: number
  /** The same as a share of the value, where the item has it so. */
  readonly share: number | null
}

/** What is right in a field that is typed into, found out by trying. */
export interface TextKey {
  readonly accepted: readonly string[]
  readonly caseSensitive: boolean
  readonly accentSensitive: boolean
  /** Whether `*` in an answer stands for any text. */
  readonly wildcards: boolean
  /** Other answers that are worth something, with the share. */
  readonly others: readonly { readonly text: string; readonly credit: number }[]
  readonly number: NumberKey | null
  /** The points of the field, on the item's scale; 0: not known. */
  readonly weight: number
}

const longest = 200
const mostAnswers = 50

/** `null`: nothing says what is right. */
export function textKeyOf(item: Item, identifier: string): TextKey | null {
  const declared = item.declared.responses.get(identifier)
  const base = declared?.base ?? 'string'
  const correct = item.marker.correct(identifier).list
  const isNumber = base === 'float' || base === 'integer'
  const range = isNumber && correct.length === 0 ? rangeIn(item.root, identifier) : null
  const patterns = isNumber ? [] : patternsFor(item, identifier)
  const tried = [
    ...new Set<Scalar>([
      ...correct,
      ...(declared?.mapping?.entries.map(({ key }) => key) ?? []),
      ...literalsFor(item, identifier, base),
      ...patterns.flatMap(({ texts }) => texts),
      ...(range === null ? [] : [range.value]),
    ]),
  ]
    .filter((scalar) => scalar !== '' && String(scalar).length <= longest)
    .slice(0, 4 * mostAnswers)
  const { shareOf, most } = worthIn(item, identifier, tried)
  const right = tried.filter((scalar) =>
    most > 0 ? shareOf(scalar) > nearlyAll : correct.includes(scalar),
  )
  // The declared answer goes first where it is one of the right ones.
  right.sort((one, other) => Number(correct.includes(other)) - Number(correct.includes(one)))
  const [first] = right
  if (first === undefined) return null
  const others = tried.flatMap((scalar) => {
    const credit = most > 0 ? shareOf(scalar) : 0
    return credit > 0 && credit <= nearlyAll ? [{ text: String(scalar), credit }] : []
  })
  const caseSensitive = most > 0 && isCaseSensitive(right, shareOf)
  // Patterns may spell out either case of each letter.
  const folds = !caseSensitive && patterns.length > 0
  const accepted = new Map(
    right
      .map(String)
      .toReversed()
      .map((text) => [folds ? text.toLowerCase() : text, text] as const),
  )
  return {
    accepted: [...accepted.values()].toReversed().slice(0, mostAnswers),
    caseSensitive,
    accentSensitive: right.some((scalar) => /\p{M}/u.test(String(scalar).normalize('NFD'))),
    // A star fits where any text does.
    wildcards: patterns.some(({ wildcards }) => wildcards),
    others: others.slice(0, mostAnswers),
    number: isNumber ? numberKey(item.root, identifier, Number(first)) : null,
    weight: most,
  }
}

const nearlyAll = 1 - 1e-9

/** What answers to one response add to the points. */
export interface Worth {
  /** What an answer adds, of what the best of those that were tried adds. */
  readonly shareOf: (scalar: Scalar) => number
  /** The points that the best adds; 0: none adds any. */
  readonly most: number
}

/**
 * What answers to a response add, at best: the others being right, empty or wrong, since some items
 * look at them together.
 */
export function worthIn(item: Item, identifier: string, tried: readonly Scalar[]): Worth {
  const rest = [...item.declared.responses.keys()].filter((key) => key !== identifier)
  const around = [undefined, [], ['~']].slice(0, rest.length === 0 ? 1 : 3).map((list) => {
    const responses = answering(item, identifier, [])
    if (list !== undefined) for (const key of rest) responses.set(key, list)
    const points = item.marker.points(responses)
    const added = (scalar: Scalar): number =>
      item.marker.points(new Map(responses).set(identifier, [scalar])) - points
    return { added, best: Math.max(0, ...tried.map(added)) }
  })
  const telling = around.filter(({ best }) => best > 0)
  return {
    shareOf: (scalar) => Math.max(0, ...telling.map(({ added, best }) => added(scalar) / best)),
    most: telling.length === 0 ? 0 : Math.min(...telling.map(({ best }) => best)),
  }
}

function isCaseSensitive(right: readonly Scalar[], shareOf: (scalar: Scalar) => number): boolean {
  for (const scalar of right) {
    const text = String(scalar)
    const other = [text.toUpperCase(), text.toLowerCase()].find(
      (changed) => changed !== text && !right.includes(changed),
    )
    if (other !== undefined) return shareOf(other) <= nearlyAll
  }
  return false
}

/** What the rules compare the response with. */
function literalsFor(
  { root, declared: { templates } }: Item,
  identifier: string,
  base: string,
): Scalar[] {
  return comparisonsWith(root, identifier).flatMap((comparison) =>
    withinNamed(comparison, 'baseValue', 'variable').flatMap((element) => {
      if (element.name === 'baseValue') return scalarOf(base, textIn(element)) ?? []
      return templates.get(element.attributes.get('identifier')?.trim() ?? '')?.list ?? []
    }),
  )
}

/** The texts that patterns stand for which the rules hold against the response. */
function patternsFor(item: Item, identifier: string): PatternTexts[] {
  return comparisonsWith(item.root, identifier)
    .filter(({ name }) => name === 'patternMatch')
    .flatMap(({ attributes }) => {
      const found = patternTexts(attributes.get('pattern') ?? '')
      if (found === null)
        item.notice(
          'pattern_left_out',
          'A pattern that answers are compared with says more than texts can; it was left out.',
        )
      return found ?? []
    })
}

const comparing = [
  'match',
  'stringMatch',
  'equal',
  'equalRounded',
  'member',
  'patternMatch',
  'gte',
  'gt',
  'lte',
  'lt',
]

function comparisonsWith(root: XmlElement, identifier: string): XmlElement[] {
  const processing = child(root, 'responseProcessing')
  if (processing === undefined || processing.children.length === 0) return []
  return withinNamed(processing, ...comparing).filter((comparison) =>
    withinNamed(comparison, 'variable').some(
      (variable) => variable.attributes.get('identifier')?.trim() === identifier,
    ),
  )
}

/** Right from one number to another: the middle, and how far it reaches. */
function rangeIn(
  root: XmlElement,
  identifier: string,
): { readonly value: number; readonly tolerance: number } | null {
  const bounds = comparisonsWith(root, identifier)
    .filter(({ name }) => /^[gl]te?$/.test(name))
    .flatMap((comparison) => withinNamed(comparison, 'baseValue'))
    .map((element) => Number(textIn(element)))
    .filter((number) => Number.isFinite(number))
  const [from, to] = [Math.min(...bounds), Math.max(...bounds)]
  if (bounds.length < 2 || from >= to) return null
  return { value: (from + to) / 2, tolerance: (to - from) / 2 }
}

function numberKey(root: XmlElement, identifier: string, value: number): NumberKey {
  for (const comparison of comparisonsWith(root, identifier)) {
    if (comparison.name === 'equal') {
      const margins = marginsOf(comparison, value)
      if (margins !== null)
        return {
          value,
          tolerance: exact(Math.min(value - margins.from, margins.to - value)),
          share: shareOf(comparison),
        }
    }
    if (comparison.name === 'equalRounded') {
      const figures = Number(comparison.attributes.get('figures'))
      if (comparison.attributes.get('roundingMode') !== 'significantFigures' && figures >= 0)
        return { value, tolerance: 0.5 * 10 ** -figures, share: null }
    }
  }
  const range = rangeIn(root, identifier)
  return range !== null && Math.abs(range.value - value) <= range.tolerance
    ? { ...range, share: null }
    : { value, tolerance: 0, share: null }
}

/** A relative tolerance, the same to both sides. */
function shareOf(comparison: XmlElement): number | null {
  if (comparison.attributes.get('toleranceMode')?.trim() !== 'relative') return null
  const [below, above] = (comparison.attributes.get('tolerance') ?? '').trim().split(/\s+/)
  const share = exact(Number(below) / 100)
  return (above ?? below) === below && share <= 1 ? share : null
}

/** Without the noise of binary fractions: 4.35 − 4.3 is 0.05. */
function exact(number: number): number {
  return Number(number.toPrecision(12))
}
