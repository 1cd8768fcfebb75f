import { elementToMarkdown, toMarkdown } from '../html/to-markdown.ts'
import { textIn, type XmlElement } from '../xml.ts'
import { printed } from './read-numbers.ts'
import type { Value } from './read-values.ts'

export type Nodes = readonly (XmlElement | string)[]

/** What texts need to know of their item. */
export interface TextSetting {
  /** The values that the item's template has drawn. */
  readonly templates: ReadonlyMap<string, Value>
  /** The address of a picture, `media:KEY`; `null`: it isn't there. */
  readonly image: (reference: string) => string | null
  /** A sound, a film or another file: its key and name. */
  readonly file: (reference: string) => { readonly key: string; readonly name: string } | null
  /** What stands where an element refers to another file. */
  readonly passage: (element: XmlElement) => XmlElement | string | null
  /** Whether feedback is shown before there is an answer. */
  readonly shownAtFirst: (feedback: XmlElement) => boolean
  /** Hears of what had to be left out. */
  readonly onLost: (code: string) => void
}

/** Writes what an item shows as Markdown. */
export class Texts {
  readonly #setting: TextSetting
  /** What is written in place of an element, such as its prompt or a gap. */
  readonly #instead = new Map<XmlElement, Nodes>()
  /** Markdown that stands for a mark in the text, by number. */
  readonly #pieces: string[] = []

  constructor(setting: TextSetting) {
    this.#setting = setting
  }

  /** Writes these nodes, as `shown` gives them, instead of the element. */
  replace(element: XmlElement, nodes: Nodes): void {
    this.#instead.set(element, nodes)
  }

  /** Writes a gap, `{{id}}`, instead of the element. */
  replaceByGap(element: XmlElement, id: string): void {
    this.#instead.set(element, [gapMark(id)])
  }

  /** As Markdown, gaps included. */
  markdown(nodes: Nodes, inline = false): string {
    if (nodes.every((node) => typeof node === 'string' && node.trim() === '')) return ''
    const { markdown, lost } = elementToMarkdown(made('div', this.shown(nodes)), {
      image: this.#setting.image,
      inline,
    })
    for (const code of lost) this.#setting.onLost(code)
    return this.#finished(markdown).trim()
  }

  #finished(markdown: string): string {
    if (!/[\uE000-\uE003]/.test(markdown)) return markdown
    const own = markdown.includes(gapStart) ? markdown.replaceAll('{{', '{ {') : markdown
    return own
      .replace(/\uE002(\d+)\uE003/g, (_, at: string) => this.#pieces[Number(at)] ?? '')
      .replace(/\uE000([A-Za-z0-9]+)\uE001/g, '{{$1}}')
      .replace(/[\uE000-\uE003]/g, '')
  }

  /** Without marks, for places that show plain text. */
  plain(element: XmlElement): string {
    const words = (nodes: Nodes): string =>
      nodes
        .map((node) => {
          if (typeof node === 'string') return node
          if (isFeedback(node)) return ''
          if (node.name === 'printedVariable') return this.#variable(node)
          if (node.name === 'img' || node.name === 'object')
            return node.attributes.get('alt') ?? words(node.children)
          return words(node.children)
        })
        .join('')
    return words(element.children).replace(/\s+/gu, ' ').trim()
  }

  /** The same as HTML only, with everything of QTI resolved. */
  shown(nodes: Nodes): Nodes {
    return nodes.flatMap((node) => (typeof node === 'string' ? ownText(node) : this.#element(node)))
  }

  #element(element: XmlElement): Nodes {
    const instead = this.#instead.get(element)
    if (instead !== undefined) return instead
    const { name, children } = element
    switch (name) {
      case 'feedbackInline':
      case 'feedbackBlock':
      case 'modalFeedback':
        return this.#setting.shownAtFirst(element) ? this.shown(children) : []
      case 'templateInline':
      case 'templateBlock':
        return this.#isInTemplate(element) ? this.shown(children) : []
      case 'printedVariable':
        return [this.#variable(element)]
      case 'rubricBlock':
        return isForCandidates(element) ? [made('div', this.shown(children))] : []
      case 'stylesheet':
      case 'catalogInfo':
      case 'companionMaterialsInfo':
      case 'endAttemptInteraction':
        return []
      case 'contentBody':
      case 'prompt':
        return [made('div', this.shown(children))]
      case 'math':
        return [this.#setting.templates.size === 0 ? element : this.#ofMath(element)]
      case 'object':
      case 'audio':
      case 'video':
      case 'include':
        return this.#included(element)
    }
    if (known.test(name)) return [{ ...element, children: this.shown(children) }]
    return this.shown(children)
  }

  /** Letters of a formula that are names of the template's variables stand for their values. */
  #ofMath(element: XmlElement): XmlElement {
    if (element.name === 'printedVariable') return made('mn', [this.#variable(element)])
    if (element.name === 'mi' || element.name === 'ci') {
      const value = this.#setting.templates.get(textIn(element).trim())
      if (value !== undefined && value.list.length > 0)
        return made('mn', [printed(value, undefined)])
    }
    return {
      ...element,
      children: element.children.map((node) =>
        typeof node === 'string' ? node : this.#ofMath(node),
      ),
    }
  }

  #variable(element: XmlElement): string {
    const value = this.#setting.templates.get(element.attributes.get('identifier')?.trim() ?? '')
    return value === undefined ? '' : printed(value, element.attributes.get('format'))
  }

  #isInTemplate(element: XmlElement): boolean {
    const value = this.#setting.templates.get(
      element.attributes.get('templateIdentifier')?.trim() ?? '',
    )
    const has = value?.list.includes(element.attributes.get('identifier')?.trim() ?? '') === true
    return (element.attributes.get('showHide') ?? 'show') === 'show' ? has : !has
  }

  /** What an object, a sound or a film shows: its picture, a link to it, or what it refers to. */
  #included(element: XmlElement): Nodes {
    const passage = this.#setting.passage(element)
    if (typeof passage === 'string') {
      const { markdown, lost } = toMarkdown(passage)
      for (const code of lost) this.#setting.onLost(code)
      return [made('div', [this.#piece(markdown)])]
    }
    if (passage !== null) return [made('div', this.shown(passage.children))]
    const references = referencesOf(element)
    for (const reference of references) {
      if (this.#setting.image(reference) !== null) {
        const alt = element.attributes.get('alt') ?? this.plain(element)
        return [
          made(
            'img',
            [],
            [
              ['src', reference],
              ['alt', alt],
            ],
          ),
        ]
      }
      const file = this.#setting.file(reference)
      if (file !== null)
        return [this.#piece(`[${file.name.replace(/[[\]\\]/g, ' ')}](media:${file.key})`)]
    }
    const inside = this.shown(element.children)
    if (references.length > 0 && inside.every((node) => typeof node === 'string' && !node.trim()))
      this.#setting.onLost('media')
    return inside
  }

  #piece(markdown: string): string {
    this.#pieces.push(markdown)
    return ` \uE002${this.#pieces.length - 1}\uE003 `
  }
}

const gapStart = '\uE000'

/** What stands for a gap until the text is Markdown. */
export function gapMark(id: string): string {
  return `${gapStart}${id}\uE001`
}

/** An element of our own making. */
export function made(
  name: string,
  children: Nodes,
  attributes: readonly (readonly [string, string])[] = [],
): XmlElement {
  return { name, prefix: '', attributes: new Map(attributes), children, line: 0 }
}

const known =
  /^(?:p|br|hr|h[1-6]|[uo]l|li|d[ltd]|blockquote|pre|code|em|strong|b|i|u|s|del|ins|su[bp]|kbd|mark|small|big|q|cite|abbr|acronym|dfn|samp|var|tt|a|img|table|thead|tbody|tfoot|tr|t[hd]|caption|col|colgroup|div|span|section|article|figure|figcaption|address|ruby|r[btp]|bd[io]|wbr|script|style|iframe|form|svg|embed|noscript|template|link|meta)$/

/** What would be taken for one of our marks isn't let through. */
function ownText(text: string): string {
  return /[\uE000-\uE003]/.test(text) ? text.replace(/[\uE000-\uE003]/g, '') : text
}

/** Whether candidates see a rubric. */
export function isForCandidates(rubric: XmlElement): boolean {
  const view = rubric.attributes.get('view')?.trim() ?? ''
  return view === '' || view.split(/\s+/).includes('candidate')
}

function isFeedback({ name }: XmlElement): boolean {
  return name === 'feedbackInline' || name === 'feedbackBlock' || name === 'modalFeedback'
}

/** The files that an element may show, best first. */
export function referencesOf(element: XmlElement): string[] {
  const own = ['src', 'data', 'href'].flatMap((name) => element.attributes.get(name)?.trim() ?? [])
  const sources = element.children.flatMap((node) =>
    typeof node !== 'string' && node.name === 'source'
      ? (node.attributes.get('src')?.trim() ?? [])
      : [],
  )
  return [...own, ...sources].filter((reference) => reference !== '')
}
