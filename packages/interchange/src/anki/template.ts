/** A piece of a card's template: text, a field, or pieces shown where a field holds something. */
type Piece =
  | string
  | { readonly field: string; readonly filters: readonly string[] }
  | { readonly when: string; readonly holds: boolean; readonly pieces: readonly Piece[] }

/** One side of a card as Anki has it, taken apart. */
export interface Template {
  readonly pieces: readonly Piece[]
  /** Whether it has a program in it, which isn't run here. */
  readonly hasScript: boolean
}

/** What a template's fields stand for. */
export interface Filling {
  /** The HTML of a field; `undefined`: there is none of the name. */
  field(name: string): string | undefined
  /** What a field's filter makes of it; the filters of a field are applied from right to left. */
  filtered(filter: string, html: string, field: string): string
}

const deepest = 30

/** Takes a template of Anki's own language apart (docs.ankiweb.net/templates). */
export function parseTemplate(source: string): Template {
  const text = source
    .replace(/<script\b[^>]*(?:>[^]*?(?:<\/script\s*>|$)|$)/gi, '')
    .replace(/<style\b[^>]*(?:>[^]*?(?:<\/style\s*>|$)|$)/gi, '')
    .replace(/<!--[^]*?(?:-->|$)/g, '')
  const open: { when: string; holds: boolean; pieces: Piece[] }[] = [
    { when: '', holds: true, pieces: [] },
  ]
  let from = 0
  const add = (piece: Piece) => piece !== '' && open.at(-1)?.pieces.push(piece)
  for (const found of text.matchAll(/\{\{([^{}]{1,500})\}\}/g)) {
    add(text.slice(from, found.index))
    from = found.index + found[0].length
    const inner = (found[1] ?? '').trim()
    const name = inner.slice(1).trim()
    if (/^[#^]/.test(inner) && open.length < deepest)
      open.push({ when: name, holds: inner.startsWith('#'), pieces: [] })
    else if (inner.startsWith('/')) {
      if (open.length > 1 && open.at(-1)?.when === name) add(open.pop() ?? '')
    } else {
      const filters = inner.split(':')
      add({ field: filters.pop()?.trim() ?? '', filters: filters.map((each) => each.trim()) })
    }
  }
  add(text.slice(from))
  while (open.length > 1) {
    const unclosed = open.pop()
    if (unclosed !== undefined) add(unclosed)
  }
  return { pieces: open[0]?.pieces ?? [], hasScript: /<script\b/i.test(source) }
}

/** The HTML of a card's side. */
export function rendered({ pieces }: Template, filling: Filling): string {
  const write = (list: readonly Piece[]): string =>
    list
      .map((piece) => {
        if (typeof piece === 'string') return piece
        if ('when' in piece)
          return holdsSomething(filling.field(piece.when)) === piece.holds
            ? write(piece.pieces)
            : ''
        const html = filling.field(piece.field) ?? ''
        return piece.filters.reduceRight(
          (text, filter) => filling.filtered(filter, text, piece.field),
          html,
        )
      })
      .join('')
  return write(pieces)
}

/** Whether a field holds something, by Anki's own rule. */
function holdsSomething(html: string | undefined): boolean {
  return html !== undefined && html.replace(/<\/?(?:br|div)\s*\/?>/gi, '').trim() !== ''
}

/** The readings that Japanese fields have in square brackets behind a word, or without them. */
export function reading(filter: 'furigana' | 'kana' | 'kanji', html: string): string {
  const [before, behind] = { furigana: ['$1', '($2)'], kana: ['', '$2'], kanji: ['$1', ''] }[filter]
  return html.replace(
    / ?([^ >[\]]{1,100})\[(?!sound:|latex\]|\$)([^[\]]{1,100})\]/g,
    `${before}${behind}`,
  )
}
