import { saysTheSame } from './marked.ts'

/** A part of a text that holds paragraphs. */
export type Frame =
  | { readonly kind: 'root' | 'quote' | 'item' | 'cell'; readonly blocks: Block[] }
  | ListFrame
  | { readonly kind: 'table'; readonly rows: Row[]; readonly blocks: Block[] }
  | ({ readonly kind: 'row'; readonly blocks: Block[] } & Row)

export interface ListFrame {
  readonly kind: 'list'
  readonly ordered: boolean
  /** The number of the next item. */
  next: number
  readonly items: Item[]
  readonly blocks: Block[]
}

interface Item {
  readonly blocks: readonly Block[]
  readonly number: number
}

interface Row {
  readonly cells: string[]
  isHead: boolean
}

/** A finished paragraph, list, table or the like. */
export interface Block {
  readonly markdown: string
  /** The same without emphasis. */
  readonly bare: string
  readonly kind: 'text' | 'bullets' | 'numbers'
  /** The mark of its items, so that the next list can have another one. */
  readonly marker?: string
}

/** The most columns of a table; what is further right joins the last one. */
const mostColumns = 50

/** Blocks below each other. */
export function belowEachOther(blocks: readonly Block[]): string {
  return blocks.map(({ markdown }) => markdown).join('\n\n')
}

/** Blocks in one line; without emphasis where that of one would reach into the next. */
export function inOneLine(blocks: readonly Block[]): string {
  const joined = blocks.map(({ markdown }) => markdown).join('<br>')
  if (blocks.length < 2 || blocks.every(({ markdown, bare }) => markdown === bare)) return joined
  const without = blocks.map(({ bare }) => bare).join('<br>')
  return saysTheSame(joined, without) ? joined : without
}

/** Blocks as a quotation. */
export function quoted(blocks: readonly Block[]): string {
  return belowEachOther(blocks).replace(/^(.*)$/gm, (line) => (line === '' ? '>' : `> ${line}`))
}

/** A list, with a mark that differs from that of a list right before it. */
export function listBlock(list: ListFrame, before: Block | undefined): Block | null {
  const items = list.items.filter(({ blocks }) => blocks.length > 0)
  if (items.length === 0) return null
  const kind = list.ordered ? 'numbers' : 'bullets'
  const [first, second] = list.ordered ? ['.', ')'] : ['-', '*']
  const marker = before?.kind === kind && before.marker === first ? second : first
  const tight = items.every(
    ({ blocks }) => blocks.length <= 1 || blocks.slice(1).every(({ kind }) => kind !== 'text'),
  )
  const markdown = items
    .map(({ blocks, number }) => {
      const mark = list.ordered ? `${number}${marker}` : marker
      const text = blocks.reduce((text, { markdown }) => {
        if (text === '') return markdown
        // Only a list that starts at 1 may follow a line of text at once.
        return text + (tight && /^(?:[-*]|1[.)]) /.test(markdown) ? '\n' : '\n\n') + markdown
      }, '')
      return `${mark} ${indented(text, mark.length + 1)}`.trimEnd()
    })
    .join(tight ? '\n' : '\n\n')
  return { markdown, bare: markdown, kind, marker }
}

function indented(text: string, width: number): string {
  return text.replace(/\n(?!\n)/g, `\n${' '.repeat(width)}`)
}

/** A table; its first row is the head where the file says so. A lone cell is its text. */
export function tableMarkdown(rows: readonly Row[]): string {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first] = filled
  if (first === undefined) return ''
  if (filled.length === 1 && first.cells.length === 1)
    return (first.cells[0] ?? '').replaceAll('\\|', '|')
  const widest = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const width = Math.min(mostColumns, widest)
  const head = first.isHead ? first : { cells: Array.from({ length: width }, () => '') }
  const body = first.isHead ? filled.slice(1) : filled
  return [
    line(head.cells, width),
    `|${' --- |'.repeat(width)}`,
    ...body.map(({ cells }) => line(cells, width)),
  ].join('\n')
}

function line(cells: readonly string[], width: number): string {
  const shown = cells.slice(0, mostColumns)
  if (cells.length > mostColumns)
    shown.push(`${shown.pop() ?? ''} ${cells.slice(mostColumns).join(' ')}`)
  while (shown.length < width) shown.push('')
  return `| ${shown.join(' | ')} |`
}
