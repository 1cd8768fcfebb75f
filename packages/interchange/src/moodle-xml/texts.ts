import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import { clozeContent } from '../cloze/content.ts'
import { markdownOf, type TextFormat } from '../moodle-text.ts'
import { attribute, child, type XmlElement } from '../xml.ts'
import { textOf } from './fields.ts'
import { nameIn, pictureSize, type QuestionFiles } from './files.ts'
import { shownSize } from './shapes.ts'

/** A picture that is answered on. */
export interface Picture {
  readonly src: string
  readonly width: number
  readonly height: number
}

/** The texts of one question, made Markdown, with the files they show. */
export class Texts {
  /** Codes of what was left out. */
  readonly lost = new Set<string>()
  readonly #files: QuestionFiles
  readonly #otherwise: TextFormat
  readonly #filled: (text: string) => string

  /**
   * @param filled what is done to each text first, as with the values of a calculated question
   */
  constructor(question: XmlElement, files: QuestionFiles, filled = (text: string) => text) {
    this.#files = files
    this.#filled = filled
    this.#otherwise = formatOf(child(question, 'questiontext'), 'html')
  }

  /** What an element says; `''` for none. Without a format of its own it has the question's. */
  of(element: XmlElement | undefined): string {
    const text = textOf(element)
    return text === '' ? '' : this.#markdown(text, formatOf(element, this.#otherwise), element)
  }

  /** HTML that stands in an element, or in some part of it. */
  ofHtml(html: string, owner: XmlElement | undefined): string {
    return html === '' ? '' : this.#markdown(html, 'html', owner)
  }

  /** Text that Moodle shows as it stands, as Markdown. */
  ofPlain(text: string): string {
    return text === '' ? '' : this.#markdown(text, 'plain', undefined)
  }

  /** HTML without marks, on one line. */
  plainOf(html: string): string {
    return stripMarkdown(this.ofHtml(html, undefined))
  }

  /** What an element says, without marks, line by line. */
  plain(element: XmlElement | undefined): string {
    const text = textOf(element)
    if (!text.includes('<') || formatOf(element, this.#otherwise) === 'plain') return text
    return this.of(element).split('\n').map(stripMarkdown).join('\n').trim()
  }

  /**
   * The text of an element as `gapped` writes it: with `{{g1}}` and on in it. What stands before the
   * first gap in paragraphs of its own is the stem, unless one is marked, as ours is.
   */
  gapped(
    owner: XmlElement | undefined,
    gapped: (written: string) => string,
  ): { stem: string; text: string } {
    const format = formatOf(owner, this.#otherwise)
    const written = textOf(owner)
    const end = written.indexOf(stemEnd)
    const rest = end < 0 ? written : written.slice(end + stemEnd.length)
    const text = this.#markdown(shown(gapped(rest)), format, owner)
    if (end >= 0) return { stem: this.#markdown(shown(written.slice(0, end)), format, owner), text }
    const made = clozeContent({ gaps: [], keys: {} }, text, '')
    return { stem: made.stem, text: made.body.text }
  }

  /** The picture that is a file of an element, at the size at which Moodle shows it. */
  picture(owner: XmlElement): Picture | null {
    const file = child(owner, 'file')
    const taken = file === undefined ? null : this.#files.taken(file)
    const size = taken === null ? null : pictureSize(taken)
    return taken === null || size === null
      ? null
      : { src: `media:${taken.medium.key}`, ...shownSize(size) }
  }

  #markdown(text: string, format: TextFormat, owner: XmlElement | undefined): string {
    const filled = this.#filled(text)
    const image = (src: string): string | null => this.#files.shown(src, owner)
    if (!filled.includes('@@PLUGINFILE@@')) return markdownOf(filled, format, this.lost, image)
    const links: string[] = []
    const html = filled.replace(linked, (whole) => {
      const link = this.#link(whole, image)
      return link === null ? whole : `\uE000${links.push(link) - 1}\uE001`
    })
    return markdownOf(html, format, this.lost, image).replace(
      /\uE000(\d+)\uE001/g,
      (whole, index: string) => links[Number(index)] ?? whole,
    )
  }

  /** A sound, a film or a link to a file, as a link to a file of ours. */
  #link(html: string, image: (src: string) => string | null): string | null {
    const src = /\s(?:href|src)\s*=\s*["'](@@PLUGINFILE@@[^"'<>]*)["']/i.exec(html)?.[1]
    const target = src === undefined ? null : image(src.replaceAll('&amp;', '&'))
    if (src === undefined || target === null) return null
    const words = html
      .replace(/<[^<>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    const label = words === '' || !/^<a\b/i.test(html) ? nameIn(src) : words
    return `[${this.plainOf(label).replace(/[\\[\]]/g, '\\$&')}](${target})`
  }
}

const linked = /<(a|audio|video)\b[^<>]*>[\s\S]{0,2000}?<\/\1>/gi

/** Stands between stem and text where a question has both. */
export const stemEnd = '<!-- end of stem -->'

/** HTML in which nothing reads as a gap, to be put between gaps. */
export function withoutGapSigns(html: string): string {
  return html.replace(/\[(?=\[\d)/g, '&#91;').replace(/\{(?=\d*:)/g, '&#123;')
}

function shown(html: string): string {
  return html.replaceAll('&#91;', '[').replaceAll('&#123;', '{')
}

const formats: ReadonlyMap<string, TextFormat> = new Map([
  ['html', 'html'],
  ['moodle_auto_format', 'moodle'],
  ['plain_text', 'plain'],
  ['markdown', 'markdown'],
  ['wiki_like', 'moodle'],
])

function formatOf(element: XmlElement | undefined, otherwise: TextFormat): TextFormat {
  const named = attribute(element, 'format')
  return named === undefined
    ? otherwise
    : (formats.get(named) ?? formats.get(named.trim()) ?? 'html')
}
