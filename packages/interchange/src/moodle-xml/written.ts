import { Buffer } from 'node:buffer'
import { toHtml } from '../html/to-html.ts'
import type { Exported, ExportedMedium } from '../exported.ts'
import { escapeXml } from '../xml.ts'
import { nearestGrade } from './grades.ts'

/** An element of XML around what is XML already. */
export function tag(name: string, inner: string, attributes = ''): string {
  return `<${name}${attributes}>${inner}</${name}>`
}

/** Text that XML gives back as it is. */
export function xmlText(text: string): string {
  // A carriage return alone would become a line feed.
  return escapeXml(text).replaceAll('\r', '&#13;')
}

/** An element with a text that is shown as it stands. */
export function plainField(name: string, text: string, attributes = '', more = ''): string {
  return tag(name, tag('text', xmlText(text)) + more, attributes)
}

/** A fraction in per cent, as Moodle writes it: 33.33333. */
function percent(fraction: number): string {
  return String(Number((fraction * 100).toFixed(5)))
}

/** A question while it is written. */
export class Writing {
  readonly exported: Exported
  /** Says that something can't be said in the format, once for each code. */
  readonly lost: (code: string, reason: string) => void
  readonly #media: ReadonlyMap<string, ExportedMedium>
  /** The names of files by their keys, different ones. */
  readonly #names = new Map<string, string>()

  constructor(
    exported: Exported,
    media: ReadonlyMap<string, ExportedMedium>,
    lost: (code: string, reason: string) => void,
  ) {
    this.exported = exported
    this.lost = lost
    this.#media = media
    for (const [key, { name }] of media) {
      const taken = new Set(this.#names.values())
      this.#names.set(key, name === '' || taken.has(name) ? `${key}-${name}` : name)
    }
  }

  /** An element with a text of ours, with the files it shows and perhaps more. */
  field(name: string, markdown: string, attributes = '', more = ''): string {
    const { html, files } = this.html(markdown)
    return tag(name, tag('text', xmlText(html)) + files + more, ` format="html"${attributes}`)
  }

  /** An answer's `fraction`, the nearest that Moodle has. */
  fraction(fraction: number): string {
    const grade = nearestGrade(fraction)
    if (Math.abs(grade - fraction) > 0.000_05)
      this.lost('credits_rounded', 'Moodle has certain grades only; the nearest were taken.')
    return ` fraction="${percent(grade)}"`
  }

  /** Markdown as HTML, and the elements of the files it shows. */
  html(markdown: string): { html: string; files: string } {
    if (markdown === '') return { html: '', files: '' }
    const keys = new Set<string>()
    const links: string[] = []
    const withPlaces = markdown.replace(linkToFile, (whole, label: string, src: string) => {
      const name = this.#names.get(keyOf(src))
      if (name === undefined) return whole
      keys.add(keyOf(src))
      const href = `@@PLUGINFILE@@/${encodeURIComponent(name)}`
      const words = escapeXml(label.replace(/\\(.)/g, '$1'))
      return `\uE002${links.push(`<a href="${href}">${words}</a>`) - 1}\uE003`
    })
    const html = toHtml(withPlaces, {
      image: (src) => {
        const key = keyOf(src)
        const name = this.#names.get(key)
        if (name === undefined) {
          if (!src.startsWith('data:')) this.lost('image_missing', 'An image isn’t there any more.')
          return src
        }
        keys.add(key)
        return `@@PLUGINFILE@@/${encodeURIComponent(name)}`
      },
    })
    const filled = html.replace(
      /\uE002(\d+)\uE003/g,
      (whole, index: string) => links[Number(index)] ?? whole,
    )
    return { html: filled, files: [...keys].map((key) => this.file(key)).join('') }
  }

  /** What Markdown says, without marks; formulas as TeX. */
  plain(markdown: string): string {
    const { html } = this.html(markdown)
    if (/<(?!\/?p>|br)[a-z]/.test(html))
      this.lost('formatting', 'Moodle shows some of its texts without marks and images.')
    return html
      .replace(/<br\s*\/?>/g, '\n')
      .replace(/<[^<>]*>/g, '')
      .replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs.get(sign) ?? sign)
      .trim()
  }

  /** The element of a file; nothing where it is gone. */
  file(key: string): string {
    const medium = this.#media.get(key)
    const name = this.#names.get(key)
    if (medium === undefined || name === undefined) return ''
    return tag(
      'file',
      Buffer.from(medium.bytes).toString('base64'),
      ` name="${escapeXml(name)}" path="/" encoding="base64"`,
    )
  }

  /** The bytes of a file that is named in a place of its own. */
  bytes(src: string): Uint8Array | null {
    return this.#media.get(keyOf(src))?.bytes ?? null
  }
}

/** A link to a file of ours, which is no image. */
const linkToFile = /(?<!!)\[((?:\\.|[^\]\\]){1,500})\]\((media:[A-Za-z0-9._-]{1,100})\)/g

/** The key of `media:KEY`; `''` for anything else. */
export function keyOf(src: string): string {
  return src.startsWith('media:') ? src.slice('media:'.length) : ''
}

const signs: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
])
