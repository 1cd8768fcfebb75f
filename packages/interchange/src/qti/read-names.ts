import { textIn, type XmlElement } from '../xml.ts'

/**
 * The same tree in the vocabulary of QTI 2.x: `qti-choice-interaction response-identifier` of 3.0
 * is `choiceInteraction responseIdentifier`. HTML and MathML stay as they are.
 */
export function normalised(element: XmlElement): XmlElement {
  const own = element.name.startsWith('qti-')
  let attributes = element.attributes
  if (own && [...attributes.keys()].some((name) => name.includes('-'))) {
    const renamed = new Map<string, string>()
    for (const [name, value] of attributes)
      renamed.set(/^(?:data|aria)-/.test(name) ? name : camel(name), value)
    attributes = renamed
  }
  return {
    ...element,
    name: own ? camel(element.name.slice(4)) : element.name,
    attributes,
    children: element.children.map((child) =>
      typeof child === 'string' ? child : normalised(child),
    ),
  }
}

function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Everything below an element that is of interest, in the order of the file. */
export function within(
  element: XmlElement,
  wanted: (element: XmlElement) => boolean,
): XmlElement[] {
  const found: XmlElement[] = []
  collect(element, wanted, found)
  return found
}

function collect(
  element: XmlElement,
  wanted: (element: XmlElement) => boolean,
  found: XmlElement[],
): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (wanted(child)) found.push(child)
    collect(child, wanted, found)
  }
}

/** Everything below an element that has one of the names. */
export function withinNamed(element: XmlElement, ...names: string[]): XmlElement[] {
  return within(element, ({ name }) => names.includes(name))
}

/** The text in an element and below, without marks and with spaces as one. */
export function wordsIn(element: XmlElement): string {
  return textIn(element).replace(/\s+/gu, ' ').trim()
}

/** An attribute that is a number. */
export function numberOf(element: XmlElement, name: string): number | null {
  const text = element.attributes.get(name)?.trim().replace(/px$/, '')
  if (text === undefined || text === '') return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

/** An attribute that is `true` or `false`. */
export function flagOf(element: XmlElement, name: string): boolean {
  return element.attributes.get(name)?.trim() === 'true'
}
