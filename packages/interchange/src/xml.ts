import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { UnreadableFile, type Warning } from './found.ts'

/** An element with everything in it. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  /** `''` where it has none. */
  readonly prefix: string
  /** By name without prefix; one without prefix goes first. What declares a prefix is left out. */
  readonly attributes: ReadonlyMap<string, string>
  /** Texts next to each other are one. */
  readonly children: readonly (XmlElement | string)[]
  /** In which line of the file its opening tag ends, from 1. */
  readonly line: number
}

interface OpenElement extends XmlElement {
  children: (XmlElement | string)[]
}

const noChildren: (XmlElement | string)[] = []

/** Most elements have one child: an array that is made with it takes no more than that. */
function put(parent: OpenElement, node: XmlElement | string): void {
  if (parent.children.length === 0) parent.children = [node]
  else parent.children.push(node)
}

const deepest = 200
/** In one element that is built: some 100 MB. */
const mostElements = 500_000
/** That are remembered. */
const mostNames = 1_000
const mostCharacters = 64 * 1024 * 1024
const noAttributes: ReadonlyMap<string, string> = new Map()

/** Faults that don't change what a document says: browsers and other readers overlook them. */
const repaired =
  /(?:whitespace required|no whitespace between attributes|attribute without value|unexpected close tag)\.$/

/** Hears of a fault that was overlooked; without one, every fault makes the document unreadable. */
export type OnRepair = (warning: Warning) => void

/**
 * The root of a document (XML 1.0, names without their namespaces).
 * @throws {UnreadableFile} `xml_entities`, `xml_malformed`, `xml_too_deep`, `xml_too_large`
 */
export function parseXml(text: string, where: string, onRepair?: OnRepair): XmlElement {
  const builder = new Builder(where, () => true, onRepair)
  builder.write(text)
  builder.end()
  const [root] = builder.take()
  if (root === undefined) throw new UnreadableFile('xml_malformed', where, 'There is no element.')
  return root
}

/** Whether an element is wanted, with everything in it. */
export type Wanted = (
  path: readonly string[],
  attributes: Readonly<Record<string, string>>,
) => boolean

/**
 * The elements of a document for which `wanted` says yes, one after the other, in bounded memory.
 * `wanted` gets the names from the root to the element itself, in an array that is used again, and
 * its attributes by their names as written. It is asked ahead of the elements that are given.
 * Nothing inside an element that is wanted is asked for.
 * @throws {UnreadableFile} `xml_entities`, `xml_malformed`, `xml_too_deep`, `xml_too_large`
 */
export async function* xmlElements(
  pieces: AsyncIterable<string>,
  where: string,
  wanted: Wanted,
  onRepair?: OnRepair,
): AsyncGenerator<XmlElement> {
  const builder = new Builder(where, wanted, onRepair)
  for await (const piece of pieces) {
    builder.write(piece)
    for (const element of builder.take()) yield element
  }
  builder.end()
  yield* builder.take()
}

class Builder {
  readonly #where: string
  readonly #wanted: Wanted
  readonly #parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  /** Names of what is open outside of an element that is wanted. */
  readonly #path: string[] = []
  /** What is open inside of one, it included. */
  readonly #open: OpenElement[] = []
  readonly #names = new Map<string, Pick<XmlElement, 'name' | 'prefix'>>()
  #elements = 0
  #characters = 0
  #wasRepaired = false
  /** Of the tag that is being read. */
  #attributes: Map<string, string> | null = null
  #done: XmlElement[] = []

  constructor(where: string, wanted: Wanted, onRepair: OnRepair | undefined) {
    this.#where = where
    this.#wanted = wanted
    if (onRepair !== undefined) this.#parser.on('error', (error) => this.#repair(error, onRepair))
    this.#parser.on('doctype', (doctype) => this.#checkDoctype(doctype))
    this.#parser.on('attribute', ({ name, value }) => this.#attribute(name, value))
    this.#parser.on('opentag', (tag) => this.#opened(tag))
    this.#parser.on('closetag', () => this.#closed())
  }

  write(piece: string): void {
    this.#guarded(() => this.#parser.write(piece))
  }

  end(): void {
    this.#guarded(() => this.#parser.close())
  }

  take(): XmlElement[] {
    const done = this.#done
    this.#done = []
    return done
  }

  /** Each is told before its tag is: most tags have none, and looking for some takes time. */
  #attribute(name: string, value: string): void {
    const colon = name.indexOf(':')
    if (colon === 5 && name.startsWith('xmlns')) return
    const attributes = (this.#attributes ??= new Map())
    if (colon < 0) attributes.set(name, value)
    else if (!attributes.has(name.slice(colon + 1))) attributes.set(name.slice(colon + 1), value)
  }

  /** A file has few names: as the very same strings they are compared fast, and stored once. */
  #nameOf(written: string): Pick<XmlElement, 'name' | 'prefix'> {
    const known = this.#names.get(written)
    if (known !== undefined) return known
    const colon = written.indexOf(':')
    const made =
      colon < 0
        ? { name: written, prefix: '' }
        : { name: written.slice(colon + 1), prefix: written.slice(0, colon) }
    if (this.#names.size < mostNames) this.#names.set(written, made)
    return made
  }

  #opened(tag: SaxesTagPlain): void {
    const attributes = this.#attributes ?? noAttributes
    this.#attributes = null
    const { name, prefix } = this.#nameOf(tag.name)
    const parent = this.#open.at(-1)
    if (this.#path.length + this.#open.length >= deepest)
      throw this.#fault('xml_too_deep', `Elements are nested more than ${deepest} deep.`)
    if (parent === undefined) {
      this.#path.push(name)
      if (!this.#wanted(this.#path, tag.attributes)) return
      this.#path.pop()
      this.#elements = 0
      this.#characters = 0
      this.#parser.on('text', this.#text)
      this.#parser.on('cdata', this.#text)
    }
    if (++this.#elements > mostElements)
      throw this.#fault('xml_too_large', `One element has more than ${mostElements} in it.`)
    const element: OpenElement = {
      name,
      prefix,
      attributes,
      children: noChildren,
      line: this.#parser.line,
    }
    if (parent !== undefined) put(parent, element)
    this.#open.push(element)
  }

  readonly #text = (text: string): void => {
    this.#characters += text.length
    if (this.#characters > mostCharacters)
      throw this.#fault('xml_too_large', `One element has more than ${mostCharacters} characters.`)
    const element = this.#open.at(-1)
    if (element === undefined) return
    const last = element.children.at(-1)
    if (typeof last === 'string') element.children[element.children.length - 1] = last + text
    else put(element, text)
  }

  #closed(): void {
    const element = this.#open.pop()
    if (element === undefined) this.#path.pop()
    else if (this.#open.length === 0) {
      this.#done.push(element)
      this.#parser.off('text')
      this.#parser.off('cdata')
    }
  }

  /**
   * Declarations of elements and attributes, and the name of a well-known definition, do nothing:
   * they are never read. Entities, and what would be fetched from elsewhere, are an attack.
   */
  #checkDoctype(doctype: string): void {
    const external =
      /^\s*[^\s[]+\s+(?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*["']([^"']*)["']/.exec(doctype)?.[1]
    const isKnown =
      external === undefined ||
      /^(?:[\w.-]+|https?:\/\/(?:www\.)?(?:imsglobal|w3)\.org\/[\w./-]*)\.dtd$/i.test(external)
    if (/<!ENTITY|<!NOTATION|%/i.test(doctype) || !isKnown)
      throw this.#fault(
        'xml_entities',
        'The document declares entities or refers to other files in its DOCTYPE; neither is read.',
      )
  }

  #repair(error: Error, onRepair: OnRepair): void {
    if (!repaired.test(error.message)) throw error
    if (this.#wasRepaired) return
    this.#wasRepaired = true
    const { where, message } = this.#damage(error)
    onRepair({
      kind: 'warning',
      where,
      code: 'xml_repaired',
      reason: `${message} It was read all the same.`,
    })
  }

  #damage(error: unknown): UnreadableFile {
    const message =
      error instanceof Error ? error.message.replace(/^\d+:\d+: |\.$/g, '') : 'unknown'
    return this.#fault('xml_malformed', `The XML is damaged: ${message}.`)
  }

  #guarded(parse: () => void): void {
    try {
      parse()
    } catch (error) {
      if (error instanceof UnreadableFile) throw error
      throw this.#damage(error)
    }
  }

  #fault(code: string, reason: string): UnreadableFile {
    const line = `line ${this.#parser.line}`
    return new UnreadableFile(code, this.#where === '' ? line : `${this.#where}, ${line}`, reason)
  }
}

/** The first child element of this name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  for (const node of element.children)
    if (typeof node !== 'string' && node.name === name) return node
  return undefined
}

/** The child elements, of this name where one is given. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (node): node is XmlElement =>
      typeof node !== 'string' && (name === undefined || node.name === name),
  )
}

/** All text inside, as it stands; `''` for no element. */
export function textIn(element: XmlElement | undefined): string {
  if (element === undefined) return ''
  let text = ''
  for (const node of element.children) text += typeof node === 'string' ? node : textIn(node)
  return text
}

/** The value of an attribute, by its name without prefix. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.get(name)
}

const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

/** What is inside as XML that is HTML as well: names without prefixes, empty elements closed. */
export function serialise(element: XmlElement): string {
  return element.children
    .map((node) => (typeof node === 'string' ? escapeXml(node) : outer(node)))
    .join('')
}

/** The element itself, as `serialise` writes what is inside. */
export function outer(element: XmlElement): string {
  let tag = `<${element.name}`
  for (const [name, value] of element.attributes) tag += ` ${name}="${escapeXml(value)}"`
  return voidElements.has(element.name) && element.children.length === 0
    ? `${tag}/>`
    : `${tag}>${serialise(element)}</${element.name}>`
}

/** Text for an XML document, in elements and in attributes; what XML 1.0 forbids is left out. */
export function escapeXml(text: string): string {
  if (/^[\w .,;:!?()/+=*%\-\n]*$/.test(text)) return text
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are what must go
      .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
