import { gapSegments } from '@quizmentor/engine/question/fill-in'
import { toHtml } from '../../html/to-html.ts'
import { parseXml, type XmlElement } from '../../xml.ts'
import { htmlTag, type Content, type Tag } from './tags.ts'

/** What may stand in the bodies of all versions of QTI as it is. */
const allowed = new Set(
  'a abbr b big blockquote br cite code dd dl dt dfn div em h1 h2 h3 h4 h5 h6 hr i img kbd li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'.split(
    ' ',
  ),
)
const allowedAttributes = new Set(['href', 'src', 'alt', 'colspan', 'rowspan', 'class'])

/** What stands for the gap of a number. */
type GapAt = (index: number) => Content | null

/** Turns texts of one question into bodies of QTI. */
export class Bodies {
  /** Where the package has the file that a text names. */
  readonly #paths: ReadonlyMap<string, string>
  readonly #lose: (code: string, reason: string) => void

  constructor(paths: ReadonlyMap<string, string>, lose: (code: string, reason: string) => void) {
    this.#paths = paths
    this.#lose = lose
  }

  /** Paragraphs and the like. `gap` gives what stands for `{{id}}`, where a text has gaps. */
  block(markdown: string, gap?: (id: string) => Content | null): Content[] {
    if (markdown.trim() === '') return []
    const gaps: string[] = []
    // What gaps are called must not be taken for marks.
    const marked =
      gap === undefined
        ? markdown
        : gapSegments(markdown)
            .map((piece) =>
              'gap' in piece ? `\uE000${gaps.push(piece.gap) - 1}\uE001` : piece.text,
            )
            .join('')
    const html = toHtml(marked, { image: (src) => this.source(src) ?? '' })
    const root = parseXml(`<div>${html}</div>`, '')
    const found = (index: number): Content | null => {
      const id = gaps[index]
      return id === undefined ? null : (gap?.(id) ?? `{{${id}}}`)
    }
    return this.#contents(root, gaps.length === 0 ? undefined : found).filter(
      (content) => typeof content !== 'string' || content.trim() !== '',
    )
  }

  /** The same, but one paragraph alone stands without its element. */
  line(markdown: string): Content[] {
    const contents = this.block(markdown)
    const [only] = contents
    return contents.length === 1 && typeof only === 'object' && only.name === 'p'
      ? [...only.children]
      : contents
  }

  /** The words alone, for places where no element may stand. */
  plain(markdown: string): string {
    const contents = this.line(markdown)
    if (contents.some((content) => typeof content !== 'string'))
      this.#lose('formatting', 'Emphasis, pictures and the like of some answers were left out.')
    return contents.map(wordsOf).join('').replace(/\s+/g, ' ').trim()
  }

  /** The path in the package for `media:KEY`; other addresses as they are, `null` for a lost file. */
  source(src: string): string | null {
    const key = /^media:(.+)$/.exec(src)?.[1]
    return key === undefined ? src : (this.#paths.get(key) ?? null)
  }

  #contents(element: XmlElement, gap?: GapAt): Content[] {
    return element.children.flatMap((child): Content[] => {
      if (typeof child === 'string') return gap === undefined ? [child] : withGaps(child, gap)
      return this.#adapted(child, gap)
    })
  }

  #adapted(element: XmlElement, gap?: GapAt): Content[] {
    const { name } = element
    const inside = this.#contents(element, gap)
    if (name === 'input') return [element.attributes.has('checked') ? '☑ ' : '☐ ']
    if (name === 'img' && (element.attributes.get('src') ?? '') === '')
      return [element.attributes.get('alt') ?? '']
    if (name === 'table') return [htmlTag('table', {}, ...withBody(inside))]
    if (!allowed.has(name)) {
      if (name !== 'mark' && name !== 'u' && name !== 's' && name !== 'del') return inside
      this.#lose('formatting', 'Underlined, marked and struck-out words became plain.')
      return [htmlTag('span', { class: name }, ...inside)]
    }
    const attributes = Object.fromEntries(
      [...element.attributes].filter(([key]) => allowedAttributes.has(key)),
    )
    if (name === 'img') return [htmlTag('img', { alt: '', ...attributes })]
    return [htmlTag(name, attributes, ...inside)]
  }
}

/** A table has a body, though it be its heads alone. */
function withBody(parts: readonly Content[]): Content[] {
  const tags = parts.filter((part): part is Tag => typeof part !== 'string')
  const hasBody = tags.some(({ name }) => name === 'tbody')
  return tags.map((part) => (hasBody || part.name !== 'thead' ? part : { ...part, name: 'tbody' }))
}

function withGaps(text: string, gap: GapAt): Content[] {
  return text
    .split(/(\uE000\d+\uE001)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const index = /^\uE000(\d+)\uE001$/.exec(piece)?.[1]
      return index === undefined ? piece : (gap(Number(index)) ?? piece)
    })
}

function wordsOf(content: Content): string {
  return typeof content === 'string'
    ? content
    : content.name === 'img'
      ? (content.attributes['alt'] ?? '')
      : Array.from(content.children, wordsOf).join('')
}
