import { Buffer } from 'node:buffer'
import type { Archive } from '../archive.ts'
import type { Medium } from '../found.ts'
import { mediaType } from '../media.ts'
import { textIn, type XmlElement } from '../xml.ts'

const mostBytes = 50 * 1024 * 1024

/** The files beside the questions: of a package, or none. */
export class Files {
  readonly #archive: Archive | null
  readonly #keys = new Map<string, string>()
  readonly #used = new Set<string>()

  constructor(archive: Archive | null) {
    this.#archive = archive
  }

  /** The files that an element's texts name, by the addresses they use; `folder` is its own. */
  async mediaOf(element: XmlElement, folder: string): Promise<Map<string, Medium>> {
    const found = new Map<string, Medium>()
    for (const address of addressesIn(element)) {
      const medium = address.startsWith('data:')
        ? this.#embedded(address)
        : await this.#packed(address, folder)
      if (medium !== null) found.set(address, medium)
    }
    return found
  }

  #embedded(address: string): Medium | null {
    const data = /^data:[^,;]*;base64,([A-Za-z0-9+/=\s]+)$/.exec(address)?.[1]
    if (data === undefined) return null
    const bytes = new Uint8Array(Buffer.from(data, 'base64'))
    const type = mediaType(bytes)
    if (type === null) return null
    const name = `image.${type.replace(/^.*\/|\+.*$/g, '')}`
    return { key: this.#keyOf(address, name), name, type, read: () => Promise.resolve(bytes) }
  }

  async #packed(address: string, folder: string): Promise<Medium | null> {
    const archive = this.#archive
    if (archive === null) return null
    const name = nameIn(archive.names, address, folder)
    if (name === null) return null
    const bytes = await archive.read(name, mostBytes)
    const type = mediaType(bytes)
    const own = name.slice(name.lastIndexOf('/') + 1)
    return type === null
      ? null
      : { key: this.#keyOf(name, own), name: own, type, read: () => archive.read(name, mostBytes) }
  }

  /** Short, of letters that may stand in an address, and one for one file. */
  #keyOf(identity: string, name: string): string {
    const known = this.#keys.get(identity)
    if (known !== undefined) return known
    const [, stem = 'file', end = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(name) ?? []
    const plain = stem.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60) || 'file'
    let key = plain + end
    for (let count = 2; this.#used.has(key); count++) key = `${plain}-${count}${end}`
    this.#used.add(key)
    this.#keys.set(identity, key)
    return key
  }
}

/** Every address of a picture or another file in an element: in XML, and in HTML that it holds as text. */
function addressesIn(element: XmlElement): Set<string> {
  const found = new Set<string>()
  for (const name of ['uri', 'src', 'data']) {
    const address = element.attributes.get(name)
    if (address !== undefined && address !== '') found.add(address)
  }
  for (const node of element.children) {
    if (typeof node !== 'string') for (const address of addressesIn(node)) found.add(address)
    else
      for (const [, double, single] of node.matchAll(
        /\s(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi,
      )) {
        const address = (double ?? single ?? '').replaceAll('&amp;', '&').trim()
        if (address !== '') found.add(address)
      }
  }
  if (element.name === 'matimage' && element.attributes.get('embedded') !== undefined) {
    const data = textIn(element).replace(/\s+/g, '')
    found.add(`data:${element.attributes.get('imagtype') ?? ''};base64,${data}`)
  }
  return found
}

/** The name in a package that an address means, as Canvas, Blackboard and Respondus write it. */
function nameIn(names: readonly string[], address: string, folder: string): string | null {
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(address)) return null
  const path = decodedPath(address)
    .replace(/^\$[A-Z0-9_-]+\$\/?/, '')
    .replace(/^@X@EmbeddedFile\.[A-Za-z]+@X@/, '')
    .replace(/[?#].*$/, '')
    .replace(/^(?:\.{0,2}\/)+/, '')
  if (path === '') return null
  const all = new Set(names)
  const places = [`${folder}${path}`, path, `web_resources/${path}`, `csfiles/home_dir/${path}`]
  const direct = places.find((place) => all.has(place))
  if (direct !== undefined) return direct
  const xid = /xid-\d+_\d+/.exec(path)?.[0]
  const last = path.slice(path.lastIndexOf('/') + 1)
  const named = (end: string) => names.filter((name) => name.endsWith(`/${end}`))
  const byNumber =
    xid === undefined ? [] : names.filter((name) => name.includes(xid) && !name.endsWith('.xml'))
  return named(path)[0] ?? byNumber[0] ?? onlyOne(named(last))
}

function onlyOne(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null
}

function decodedPath(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
