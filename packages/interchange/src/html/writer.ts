import { Blocks } from './blocks.ts'
import { blockElements, droppedElements, markOf, marksOfStyle, plainName } from './elements.ts'
import { aloneInText, escapeText, urlEnd } from './escape.ts'
import { Formula } from './formula.ts'
import type { Frame } from './frames.ts'
import { codeSpan, fenced, languageOf } from './code.ts'
import { InlineText } from './inline.ts'
import { imageTarget, linkTarget } from './links.ts'
import { dollars, mathParts, mayHaveMath } from './math.ts'

export interface MarkdownOptions {
  /** What a file's image is called in our text (`media:KEY`); `null`: there is none. */
  readonly image?: ((src: string) => string | null) | undefined
  /** One line: blocks are joined by `<br>`. For options and the like. */
  readonly inline?: boolean | undefined
}

export type Attributes = Readonly<Record<string, string>>

interface OpenElement {
  readonly name: string
  marks: number
  readonly frame: Frame | null
}

/** Stands where an element without meaning was: a formula's delimiter isn't across it. */
const seam = '\uFDD4'

const altText = { ...aloneInText, alone: false, last: false, inLink: true, withMath: true }
const deepestElement = 500

/** The file nests its elements deeper than any text does. */
export class TooDeep extends Error {}

/** Writes Markdown from the elements and texts of an HTML document, told in their order. */
export class MarkdownWriter {
  readonly lost = new Set<string>()
  readonly #options: MarkdownOptions
  readonly #inline: InlineText
  readonly #blocks: Blocks
  readonly #open: OpenElement[] = []
  /** Text that comes in pieces, whole. */
  #text = ''
  #dropped = 0
  #formula: Formula | null = null
  /** Code, and the element that ends it. */
  #code: {
    text: string
    language: string
    readonly depth: number
    readonly block: boolean
  } | null = null
  #direction = ''
  /** A link of which nothing but text has been told, and the text before it. */
  #link: { readonly url: string; readonly href: string; readonly before: string } | null = null

  constructor(options: MarkdownOptions, html: { withMath: boolean; withLinks: boolean }) {
    this.#options = options
    this.#inline = new InlineText({ ...html, oneLine: options.inline === true })
    this.#blocks = new Blocks(this.#inline, options.inline === true)
  }

  text(text: string): void {
    if (this.#dropped > 0) return
    if (this.#formula !== null) this.#formula.text(text)
    else if (this.#code !== null) this.#code.text += text
    else this.#text += text
  }

  open(tag: string, attributes: Attributes): void {
    if (this.#open.length >= deepestElement) throw new TooDeep()
    const name = plainName(tag)
    let marks = 0
    let frame: Frame | null = null
    this.#look(attributes)
    const dropped = droppedElements.get(name)
    if (this.#dropped > 0) this.#dropped++
    else if (this.#formula !== null) this.#formula.open(name, attributes)
    else if (dropped !== undefined) {
      if (dropped !== null) this.lost.add(dropped)
      this.#dropped = 1
    } else if (this.#code !== null) {
      if (name === 'br') this.#code.text += '\n'
      if (name === 'code') this.#code.language ||= languageOf(attributes)
    } else if (name === 'span' && attributes['style'] === undefined) this.#text += seam
    else {
      this.#openSeenLink()
      if (name === 'a' && this.#openLink(attributes['href'] ?? '')) {
        this.#open.push({ name, marks, frame })
        return
      }
      this.#flushText(name === 'br' || blockElements.has(name))
      if (name === 'math') {
        this.#formula = new Formula(attributes)
        this.#formula.open(name, attributes)
      } else {
        if (blockElements.has(name)) frame = this.#blocks.open(name, attributes['start'])
        marks = this.#openInline(name, attributes)
      }
    }
    this.#open.push({ name, marks, frame })
  }

  close(): void {
    const element = this.#open.pop()
    if (element === undefined) return
    if (this.#dropped > 0) {
      this.#dropped--
      return
    }
    if (this.#formula !== null) {
      if (this.#formula.close(element.name)) this.#closeFormula(this.#formula)
      return
    }
    if (this.#code !== null) {
      if (this.#open.length === this.#code.depth) this.#closeCode(this.#code)
      return
    }
    if (element.name === 'span' && element.marks === 0) return
    if (element.name === 'q') this.#text += '”'
    if (element.name === 'rt') this.#text += ')'
    if (element.name === 'a' && this.#link !== null && this.#closeLink(this.#link, element)) return
    this.#flushText(blockElements.has(element.name))
    for (let mark = 0; mark < element.marks; mark++) this.#inline.close()
    this.#blocks.close(element.name, element.frame)
  }

  end(): string {
    while (this.#open.length > 0) this.close()
    this.#flushText(true)
    return this.#blocks.end()
  }

  /** What isn't seen in the text: handlers, and directions that are mixed. */
  #look(attributes: Attributes): void {
    for (const name in attributes) {
      if (name.startsWith('on')) this.lost.add('script')
      else if (name === 'dir') {
        const direction = attributes[name]?.toLowerCase() ?? ''
        if (this.#direction !== '' && this.#direction !== direction) this.lost.add('direction')
        this.#direction = direction
      }
    }
  }

  /** Begins what is in a line; gives how many marks it has opened. */
  #openInline(name: string, attributes: Attributes): number {
    switch (name) {
      case 'br':
        this.#inline.addBreak()
        return 0
      case 'img':
        this.#image(attributes)
        return 0
      case 'pre':
        this.#openCode(languageOf(attributes), true)
        return 0
      case 'q':
        this.#text += '“'
        return 0
      case 'rt':
        this.#text += '('
        return 0
      case 'form':
      case 'button':
        this.lost.add('form')
        return 0
      default: {
        const mark = markOf(name)
        if (mark === 'code') this.#openCode('', false)
        else if (mark !== undefined) return this.#inline.open({ kind: mark }) ? 1 : 0
        const style = name === 'span' || name === 'font' ? attributes['style'] : undefined
        if (style === undefined) return 0
        return marksOfStyle(style).filter((kind) => this.#inline.open({ kind })).length
      }
    }
  }

  /** Whether there is a link now; it is opened when more than text is in it. */
  #openLink(href: string): boolean {
    const target = linkTarget(href)
    if ('url' in target) {
      this.#link = { url: target.url, href: href.trim(), before: this.#text }
      this.#text = ''
      return true
    }
    if (target.lost !== null) this.lost.add(target.lost)
    return false
  }

  #openSeenLink(element = this.#open.findLast(({ name }) => name === 'a')): void {
    const link = this.#link
    if (link === null) return
    this.#link = null
    const words = this.#text
    this.#text = link.before
    this.#flushText(false)
    if (this.#inline.open({ kind: 'link', url: link.url }) && element !== undefined)
      element.marks = 1
    this.#text = words
  }

  /** A link whose words are its address is text: that is a link as well. Whether it was so. */
  #closeLink(link: { href: string; before: string }, element: OpenElement): boolean {
    const { href, before } = link
    const words = this.#text
    const same = [words, `http://${words}`, `mailto:${words}`].includes(href)
    if (same && /^(?:https?:\/\/|www\.|[^@\s]+@)[^\s]*$/i.test(words)) {
      this.#link = null
      this.#text = before + words + urlEnd
      return true
    }
    this.#openSeenLink(element)
    return false
  }

  #image(attributes: Attributes): void {
    const alt = (attributes['alt'] ?? '').replace(/\s+/g, ' ').trim()
    const tex = attributes['data-equation-content']
    const formula = tex === undefined ? null : dollars(tex, false)
    if (formula !== null) return this.#inline.addMath(formula)
    const target = imageTarget(attributes['src'] ?? '', this.#options.image)
    if ('url' in target) {
      const words = escapeText(alt, { ...altText, inCell: this.#blocks.flat })
      this.#inline.add(`![${words}](${target.url})`)
      return
    }
    if (target.lost !== null) this.lost.add(target.lost)
    if (alt !== '') this.#inline.addText(alt)
  }

  #openCode(language: string, block: boolean): void {
    this.#code = { text: '', language, depth: this.#open.length, block }
  }

  #closeCode({ text, language, block }: { text: string; language: string; block: boolean }): void {
    this.#code = null
    if (!block) this.#inline.addCode(text)
    else {
      const code = text.replace(/\r\n?/g, '\n').replace(/^\n/, '')
      if (code.trim() === '') return
      if (!this.#blocks.flat) this.#blocks.add(fenced(code, language))
      else {
        const lines = code.split('\n').filter((line) => line.trim() !== '')
        this.#blocks.add(lines.map((line) => codeSpan(line).replaceAll('|', '\\|')).join('<br>'))
      }
    }
  }

  #closeFormula(formula: Formula): void {
    this.#formula = null
    const latex = formula.latex()
    const written = latex === null ? null : dollars(latex, formula.display)
    if (written !== null) return this.#inline.addMath(written)
    this.lost.add('math')
    this.#inline.addText(formula.words)
  }

  #flushText(last: boolean): void {
    const text = this.#text
    if (text === '') return
    this.#text = ''
    const parts = mayHaveMath(text) ? mathParts(text) : [{ text }]
    for (const [index, part] of parts.entries()) {
      const written = 'text' in part ? null : dollars(part.tex.replaceAll(seam, ''), part.display)
      if (written !== null) this.#inline.addMath(written)
      else {
        const words = 'text' in part ? part.text : part.source
        this.#inline.addText(words.replaceAll(seam, ''), last && index === parts.length - 1)
      }
    }
  }
}
