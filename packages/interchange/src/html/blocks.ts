import { paragraph } from './escape.ts'
import {
  belowEachOther,
  inOneLine,
  listBlock,
  quoted,
  tableMarkdown,
  type Block,
  type Frame,
} from './frames.ts'
import type { InlineText } from './inline.ts'
import { blockElements } from './elements.ts'

/** Nested deeper, lists and quotations are flat: nothing grows faster than the file. */
const deepest = 12

/** The paragraphs, lists, tables and quotations that elements put a line of text into. */
export class Blocks {
  readonly #inline: InlineText
  readonly #oneLine: boolean
  readonly #frames: [Frame, ...Frame[]] = [{ kind: 'root', blocks: [] }]
  #heading = 0
  /** Stands before the next paragraph, where there can't be a list. */
  #bullet = ''

  constructor(inline: InlineText, oneLine: boolean) {
    this.#inline = inline
    this.#oneLine = oneLine
  }

  /** In a cell or in one line: no lists, quotations and tables of their own. */
  get flat(): boolean {
    return this.#oneLine || this.#frames.some(({ kind }) => kind === 'cell')
  }

  /** Begins an element that stands in lines of its own. Gives what to hand back at its end. */
  open(name: string, start: string | undefined): Frame | null {
    this.flush()
    if (/^h[1-6]$/.test(name)) this.#heading = Number(name.slice(1))
    else if (name === 'hr' && !this.flat) this.add('---')
    const frame = this.#frameFor(name, start)
    if (frame !== null) {
      this.#frames.push(frame)
      this.#toldCell()
    }
    return frame
  }

  close(name: string, frame: Frame | null): void {
    if (frame !== null) this.#closeFrame(frame)
    else if (blockElements.has(name)) this.flush()
    if (/^h[1-6]$/.test(name)) this.#heading = 0
  }

  /** Ends the paragraph, if there is one. */
  flush(): void {
    const { text, bare } = this.#inline.take()
    if (text.replaceAll('\u00A0', '').trim() === '') return
    const markdown = this.#paragraph(text)
    this.add(markdown, text === bare ? markdown : this.#paragraph(bare))
    this.#bullet = ''
  }

  /** Adds what is finished. */
  add(markdown: string, bare = markdown): void {
    if (markdown !== '') this.#frame().blocks.push({ markdown, bare, kind: 'text' })
  }

  #paragraph(text: string): string {
    if (this.#heading === 0 || this.flat) return this.#bullet + paragraph(text.trim(), this.flat)
    const line = paragraph(text.trim().replace(/ *\n */g, ' '), false)
    // What looks like the end of the heading's mark.
    return `${'#'.repeat(this.#heading)} ${line.replace(/(?<=^|\s)#(?=#*$)/, '\\#')}`
  }

  end(): string {
    this.flush()
    const { blocks } = this.#frames[0]
    return this.#oneLine ? inOneLine(blocks) : belowEachOther(blocks)
  }

  #frame(): Frame {
    return this.#frames.at(-1) ?? this.#frames[0]
  }

  #toldCell(): void {
    this.#inline.inCell = this.#frames.some(({ kind }) => kind === 'cell')
  }

  #frameFor(name: string, start: string | undefined): Frame | null {
    const outer = this.#frame()
    const flat = this.flat || this.#frames.length > deepest
    switch (name) {
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir': {
        const first = Number.parseInt(start ?? '1', 10)
        const next = first >= 0 && first < 1e6 ? first : 1
        return this.#frames.length > 2 * deepest
          ? null
          : { kind: 'list', ordered: name === 'ol', next, items: [], blocks: [] }
      }
      case 'li':
        if (!flat && outer.kind === 'list') return { kind: 'item', blocks: [] }
        this.#bullet = outer.kind === 'list' && outer.ordered ? `${outer.next++}. ` : '• '
        return null
      case 'blockquote':
        return flat ? null : { kind: 'quote', blocks: [] }
      case 'table':
        return flat ? null : { kind: 'table', rows: [], blocks: [] }
      case 'tr':
        return outer.kind === 'table' ? { kind: 'row', cells: [], isHead: false, blocks: [] } : null
      case 'th':
      case 'td':
        if (outer.kind !== 'row') return null
        if (name === 'th') outer.isHead = true
        return { kind: 'cell', blocks: [] }
      default:
        return null
    }
  }

  #closeFrame(frame: Frame): void {
    this.flush()
    this.#bullet = ''
    this.#frames.pop()
    this.#toldCell()
    const outer = this.#frame()
    switch (frame.kind) {
      case 'item':
        if (outer.kind === 'list') outer.items.push({ blocks: frame.blocks, number: outer.next++ })
        break
      case 'list': {
        const list = listBlock(frame, outer.blocks.at(-1))
        if (list !== null) outer.blocks.push(list)
        // What stood in the list, but in none of its items.
        moved(frame.blocks, outer.blocks)
        break
      }
      case 'quote':
        if (frame.blocks.length > 0) this.add(quoted(frame.blocks))
        break
      case 'cell':
        if (outer.kind === 'row') outer.cells.push(inOneLine(frame.blocks))
        break
      case 'row':
        moved(frame.blocks, outer.blocks)
        if (outer.kind === 'table') outer.rows.push(frame)
        break
      case 'table':
        moved(frame.blocks, outer.blocks)
        this.add(tableMarkdown(frame.rows))
        break
      case 'root':
    }
  }
}

function moved(from: readonly Block[], to: Block[]): void {
  for (const block of from) to.push(block)
}
