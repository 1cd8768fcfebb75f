/** One gap of a cloze note. */
export interface Cloze {
  /** The card that asks for it, from 1. */
  readonly card: number
  /** HTML. */
  readonly answer: string
  /** HTML; empty where there is none. */
  readonly hint: string
}

/** The pieces of a cloze field: HTML, and the gaps in it. */
export type ClozePiece = string | Cloze

/**
 * Takes a field with `{{c1::answer::hint}}` apart. Of gaps in gaps the outermost are given, with
 * the words of the inner ones.
 */
export function clozePieces(html: string): { pieces: ClozePiece[]; nested: boolean } {
  const pieces: ClozePiece[] = []
  const open: { cards: string; text: string }[] = []
  let nested = false
  const add = (text: string) => {
    const gap = open.at(-1)
    if (gap !== undefined) gap.text += text
    else if (text !== '') pieces.push(text)
  }
  let from = 0
  for (const found of html.matchAll(/\{\{c([\d,]{1,20})::|\}\}/g)) {
    add(html.slice(from, found.index))
    from = found.index + found[0].length
    if (found[1] !== undefined) open.push({ cards: found[1], text: '' })
    else {
      const gap = open.pop()
      if (gap === undefined) add('}}')
      else {
        const [answer = '', hint = ''] = gap.text.split('::', 2)
        if (open.length > 0) {
          nested = true
          add(answer)
        } else pieces.push({ card: Number.parseInt(gap.cards, 10) || 1, answer, hint })
      }
    }
  }
  const rest = html.slice(from)
  // What was opened and never closed is text.
  const unclosed = open.map(({ cards, text }) => `{{c${cards}::${text}`).join('') + rest
  if (unclosed !== '') pieces.push(unclosed)
  return { pieces, nested }
}
