import { lastOf } from './escape.ts'

/** A text that grows at its end, and whose end is looked at, however long it is. */
export class Strand {
  #pieces: string[] = []
  #blank = true

  get isEmpty(): boolean {
    return this.#pieces.length === 0
  }

  /** Nothing but white space so far. */
  get isBlank(): boolean {
    return this.#blank
  }

  /** Its last character; `''` for none. */
  get last(): string {
    return lastOf(this.#pieces.at(-1) ?? '')
  }

  /** Whether it ends with this, put there at once. */
  endsWith(end: string): boolean {
    return this.#pieces.at(-1)?.endsWith(end) ?? false
  }

  put(piece: string): void {
    if (piece === '') return
    this.#pieces.push(piece)
    if (this.#blank) this.#blank = piece.trim() === ''
  }

  /** Takes characters away that were put at once. */
  cut(characters: number): void {
    const piece = this.#pieces.pop()?.slice(0, -characters) ?? ''
    if (piece !== '') this.#pieces.push(piece)
  }

  /** Puts what was marked, or stood beside it: without the mark, the two might be read as one. */
  putApart(piece: string): void {
    const meet = /`\n`|\$\n[$\d]|!\n\[|\]\n[([:]/.test(`${this.last}\n${piece.slice(0, 1)}`)
    if (meet) this.put('<u></u>')
    this.put(piece)
  }

  /** All of it, which is then gone. */
  take(): string {
    const text = this.#pieces.join('')
    this.#pieces = []
    this.#blank = true
    return text
  }
}
