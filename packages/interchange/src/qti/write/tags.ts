import { setImmediate as nextTurn } from 'node:timers/promises'
import { escapeXml } from '../../xml.ts'

/** The versions of QTI that are written. */
export type QtiVersion = '2.1' | '2.2' | '3.0'

/** An element to be written: of QTI, by its name in version 2, or of HTML. */
export interface Tag {
  readonly name: string
  readonly html: boolean
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Iterable<Content>
  /** Whether it has so many children that they are made, and written, one by one. */
  readonly isLong?: true
}

/** An element, or text. */
export type Content = Tag | string

type Attribute = string | number | boolean | undefined

/** An element of QTI; attributes without a value are left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Content[]
): Tag {
  return { name, html: false, attributes: written(attributes), children }
}

/** An element of HTML. */
export function htmlTag(
  name: string,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Content[]
): Tag {
  return { name, html: true, attributes: written(attributes), children }
}

/** An element whose children are made while it is written, once. */
export function longTag(element: Tag, children: Iterable<Content>): Tag {
  return { ...element, children, isLong: true }
}

function written(attributes: Readonly<Record<string, Attribute>>): Record<string, string> {
  const entries = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, numeral(value)] as const],
  )
  return Object.fromEntries(entries)
}

/** A number without an exponent that XML Schema wouldn't take in a list, everything else as it is. */
function numeral(value: string | number | boolean): string {
  return typeof value === 'number' ? String(value).replace('e+', 'e') : String(value)
}

/** The XML of an element: version 3 names are those of version 2 in kebab-case, with `qti-`. */
function rendered(content: Content, version: QtiVersion): string {
  if (typeof content === 'string') return escapeXml(content)
  const { own, said } = named(content, version)
  const inside = Array.from(content.children, (child) => rendered(child, version)).join('')
  return inside === '' ? `<${own}${said}/>` : `<${own}${said}>${inside}</${own}>`
}

function named({ name, html, attributes }: Tag, version: QtiVersion) {
  const renamed = version === '3.0' && !html
  const own = renamed ? `qti-${kebab(name)}` : name
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${renamed ? kebab(key) : key}="${escapeXml(value)}"`)
    .join('')
  return { own, said }
}

/** The same, piece by piece where it is long. */
function* pieces(content: Content, version: QtiVersion): Generator<string> {
  if (typeof content === 'string' || content.isLong !== true) yield rendered(content, version)
  else {
    const { own, said } = named(content, version)
    yield `<${own}${said}>`
    for (const child of content.children) yield* pieces(child, version)
    yield `</${own}>`
  }
}

function kebab(name: string): string {
  return /^(?:xml|xsi)/.test(name)
    ? name
    : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** A whole document. */
export function xmlDocument(root: Tag, version: QtiVersion): Uint8Array {
  return new TextEncoder().encode(`${declaration}${rendered(root, version)}\n`)
}

const pieceLength = 64 * 1024

/** A document that is long, piece by piece; others get their turn between. */
export async function* longDocument(root: Tag, version: QtiVersion): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = declaration
  for (const piece of pieces(root, version)) {
    text += piece
    if (text.length < pieceLength) continue
    yield encoder.encode(text)
    text = ''
    await nextTurn()
  }
  yield encoder.encode(`${text}\n`)
}
