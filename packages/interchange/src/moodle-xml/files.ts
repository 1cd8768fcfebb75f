import { Buffer } from 'node:buffer'
import type { Medium } from '../found.ts'
import { imageSize, mediaType } from '../media.ts'
import { attribute, child, childrenOf, textIn, type XmlElement } from '../xml.ts'
import { textOf } from './fields.ts'
import type { Reading } from './reading.ts'

const mostBytes = 20 * 1024 * 1024
const place = '@@PLUGINFILE@@'

/** A picture that stands in a question, or another file. */
export interface TakenFile {
  readonly medium: Medium
  readonly bytes: Uint8Array
}

/** The files that come inside a question: those that are asked for become media of it. */
export class QuestionFiles {
  readonly media: Medium[] = []
  readonly #question: XmlElement
  readonly #notice: Reading['notice']
  /** By the element they stand in; a file may have been put elsewhere in the question. */
  #all: ReadonlyMap<string, XmlElement> | null = null
  /** By what is in them: a file stands in each of the texts that show it. */
  readonly #taken = new Map<string, TakenFile | null>()

  constructor(question: XmlElement, notice: Reading['notice']) {
    this.#question = question
    this.#notice = notice
  }

  /** `media:KEY` for what a text of `owner` shows, or `null` where it isn't in the file. */
  shown(src: string, owner: XmlElement | undefined): string | null {
    if (/^data:/i.test(src)) return this.#inText(src)
    // What is shown from elsewhere is the business of whoever asks.
    if (!src.startsWith(place)) return null
    const file = this.#named(pathOf(src), owner)
    if (file === undefined) {
      this.#notice('image_missing', `It shows “${nameIn(src)}”, which isn’t in the file.`)
      return null
    }
    const taken = this.taken(file)
    return taken === null ? null : `media:${taken.medium.key}`
  }

  /** A `file` element as a medium, or `null` where it can't be one. */
  taken(file: XmlElement): TakenFile | null {
    return this.#take(attribute(file, 'name') ?? '', textIn(file))
  }

  #take(name: string, base64: string): TakenFile | null {
    let taken = this.#taken.get(base64)
    if (taken === undefined) {
      taken = this.#made(name, base64)
      this.#taken.set(base64, taken)
    }
    return taken
  }

  #made(name: string, base64: string): TakenFile | null {
    if (base64.length > (mostBytes * 4) / 3) {
      this.#notice('file_too_large', `“${name}” is larger than ${mostBytes} bytes.`)
      return null
    }
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
    const type = mediaType(bytes)
    if (type === null) {
      this.#notice('file_unknown', `“${name}” is empty or of no kind that can be shown.`)
      return null
    }
    const key = `m${this.media.length + 1}`
    const medium: Medium = { key, name, type, read: () => Promise.resolve(bytes) }
    this.media.push(medium)
    return { medium, bytes }
  }

  /** An image that is written in the text itself. */
  #inText(src: string): string | null {
    const base64 = /^data:[a-z]+\/([a-z\d]+)[^,]{0,50};base64,/i.exec(src)
    const taken = base64 && this.#take(`image.${base64[1]}`, src.slice(base64[0].length))
    return taken ? `media:${taken.medium.key}` : null
  }

  #named(path: string, owner: XmlElement | undefined): XmlElement | undefined {
    const own = owner && childrenOf(owner, 'file').find((file) => fullName(file) === path)
    if (own !== undefined) return own
    this.#all ??= new Map(filesIn(this.#question).map((file) => [fullName(file), file]))
    return this.#all.get(path) ?? this.#all.get(`/${nameOf(path)}`)
  }
}

/** A file's size as a picture, or `null`. */
export function pictureSize({ bytes }: TakenFile): { width: number; height: number } | null {
  const size = imageSize(bytes)
  return size !== null && size.width > 0 && size.height > 0 ? size : null
}

function filesIn(element: XmlElement): XmlElement[] {
  return childrenOf(element).flatMap((each) => (each.name === 'file' ? [each] : filesIn(each)))
}

function fullName(file: XmlElement): string {
  return `${attribute(file, 'path') ?? '/'}${attribute(file, 'name') ?? ''}`
}

/** What follows the place, decoded: `/sub/my picture.png`. */
function pathOf(src: string): string {
  const path = src.slice(place.length).replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The name of the file that a text shows. */
export function nameIn(src: string): string {
  return nameOf(pathOf(src))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The question with the image that files from before Moodle 2 have beside its text put after it. */
export function withOldImage(question: XmlElement): XmlElement {
  const name = textIn(child(question, 'image')).trim().replaceAll('/', '_')
  const data = child(question, 'image_base64')
  const text = child(question, 'questiontext')
  if (name === '' || data === undefined || text === undefined) return question
  const image = `${textOf(text)} <img src="${place}/${encodeURIComponent(name)}" alt="">`
  const file = { ...data, name: 'file', attributes: new Map([['name', name]]) }
  const shown = {
    ...text,
    children: [
      { ...text, name: 'text', attributes: new Map(), children: [image] },
      ...childrenOf(text, 'file'),
      file,
    ],
  }
  return { ...question, children: question.children.map((node) => (node === text ? shown : node)) }
}
