import { childrenOf, type XmlElement } from '../xml.ts'
import { attributeOf, descendants } from './elements.ts'
import { htmlInside, htmlOf } from './material.ts'

/** Something that can be chosen, or a place on a picture. */
export interface Label {
  readonly ident: string
  readonly html: string
  readonly element: XmlElement
}

/** What is asked for. */
export interface Response {
  readonly ident: string
  readonly kind: 'choice' | 'text' | 'point' | 'slider' | 'unknown'
  readonly cardinality: 'single' | 'multiple' | 'ordered'
  /** What it says of itself, such as the left side of a match. */
  readonly html: string
  readonly labels: readonly Label[]
  readonly element: XmlElement
}

/** What an item shows, in order: texts, and places to answer. */
export interface Presentation {
  readonly pieces: readonly (string | Response)[]
  readonly responses: readonly Response[]
  /** The right sides of Blackboard's matching, in the order of each left side's choices. */
  readonly rightSides: readonly string[]
}

const responseNames = new Set([
  'response_lid',
  'response_str',
  'response_num',
  'response_xy',
  'response_grp',
  'response_extension',
])

/** Reads `presentation` of QTI 1.2, Blackboard's blocks included. */
export function presentationOf(element: XmlElement | null): Presentation {
  const pieces: (string | Response)[] = []
  const rightSides: string[] = []
  if (element !== null) walk(element, false, pieces, rightSides)
  return {
    pieces,
    responses: pieces.filter((piece) => typeof piece !== 'string'),
    rightSides,
  }
}

function walk(
  element: XmlElement,
  answering: boolean,
  pieces: (string | Response)[],
  rightSides: string[],
): void {
  const inner = childrenOf(element)
  const own = inner.filter(({ name }) => responseNames.has(name))
  if (answering && own.length === 1) {
    // A left side of Blackboard's matching: its text stands beside its response.
    const beside = inner.filter(({ name }) => !responseNames.has(name)).map(htmlOf)
    pieces.push(...own.map((response) => responseOf(response, beside.join('\n').trim())))
    return
  }
  for (const child of inner) {
    const role = attributeOf(child, 'class')
    if (responseNames.has(child.name)) pieces.push(responseOf(child, ''))
    else if (role === 'RIGHT_MATCH_BLOCK')
      rightSides.push(...childrenOf(child).map((side) => htmlOf(side).trim()))
    else if (descendants(child, ...responseNames).length > 0)
      walk(child, answering || role === 'RESPONSE_BLOCK', pieces, rightSides)
    else {
      const html = htmlOf(child).trim()
      if (html !== '') pieces.push(html)
    }
  }
}

function responseOf(element: XmlElement, beside: string): Response {
  const labels = descendants(element, 'response_label').map((label) => ({
    ident: attributeOf(label, 'ident'),
    html: htmlInside(label).trim(),
    element: label,
  }))
  const own = childrenOf(element)
    .filter(({ name }) => name === 'material' || name === 'flow_mat' || name === 'flow')
    .map(htmlOf)
  return {
    ident: attributeOf(element, 'ident'),
    kind: kindOf(element),
    cardinality: cardinalityOf(element),
    html: [beside, ...own].join('\n').trim(),
    labels,
    element,
  }
}

function kindOf(element: XmlElement): Response['kind'] {
  if (descendants(element, 'render_slider').length > 0) return 'slider'
  if (descendants(element, 'render_hotspot').length > 0) return 'point'
  switch (element.name) {
    case 'response_lid':
      return 'choice'
    case 'response_str':
    case 'response_num':
      return 'text'
    case 'response_xy':
      return 'point'
    default:
      return 'unknown'
  }
}

function cardinalityOf(element: XmlElement): Response['cardinality'] {
  const cardinality = attributeOf(element, 'rcardinality').toLowerCase()
  return cardinality === 'multiple' || cardinality === 'ordered' ? cardinality : 'single'
}
