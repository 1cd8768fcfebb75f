import { asEntity, escapeText, firstOf, isPunctuation, lastOf, type TextPlace } from './escape.ts'
import { asNumber, isPrivate, isWordBy, keptApart, type Edge } from './edge.ts'
import { codeSpan } from './code.ts'
import { saysTheSame } from './marked.ts'
import { Strand } from './strand.ts'

/** What a piece of a line may be marked as. A link has where it leads. */
export type Mark =
  | { readonly kind: 'strong' | 'em' | 'u' | 's' | 'sub' | 'sup' | 'kbd' | 'mark' }
  | { readonly kind: 'link'; readonly url: string }

interface Run {
  readonly mark: Mark | null
  /** What stood before the mark that must be kept apart from a word. */
  readonly edge: Edge
  readonly text: Strand
  /** The same without emphasis. */
  readonly bare: Strand
}

/**
 * One paragraph being written: text, and marks around parts of it. A `\n` in it is a line break that
 * was asked for; other space has become single spaces.
 */
export class InlineText {
  readonly #runs: [Run, ...Run[]] = [newRun(null, null)]
  readonly #around: Pick<TextPlace, 'withMath' | 'withLinks'>
  readonly #oneLine: boolean
  #edge: Edge = null
  /** Whether space that comes now would stand beside space, or at the beginning. */
  #spaced = true
  #inCell = false
  /** Whether there is emphasis that the renderer might lose count of. */
  #risky = false

  constructor(text: { withMath: boolean; withLinks: boolean; oneLine: boolean }) {
    this.#around = { withMath: text.withMath, withLinks: text.withLinks }
    this.#oneLine = text.oneLine
  }

  /** Whether pipes must be kept from ending a cell. */
  set inCell(inCell: boolean) {
    this.#inCell = inCell
  }

  /** Text of the file; its white space counts as HTML has it. `last`: its line ends after it. */
  addText(raw: string, last = false): void {
    let text = raw.replace(/[ \t\n\f\r]+/g, ' ')
    if (this.#spaced && text.startsWith(' ')) text = text.slice(1)
    if (text === '') return
    this.#spaced = text.endsWith(' ')
    const run = this.#top()
    const nested = this.#runs.length > 1
    if (run.text.isBlank) {
      // It will stand before the mark, or go.
      const space = /^\s*/.exec(text)?.[0] ?? ''
      if (space !== '') this.#takeEdge()
      put(run, space)
      text = text.slice(space.length)
    }
    const before = run.text.isBlank ? (nested ? '*' : '') : run.text.last
    const escaped = escapeText(text, this.#place(before, last && !nested))
    run.text.put(keptApart(escaped, this.#takeEdge()))
    run.bare.putApart(escaped)
  }

  /** Markdown that stands as it is. */
  add(markdown: string): void {
    const run = this.#top()
    if (markdown.startsWith('[') && run.text.endsWith('!')) {
      cut(run, 1)
      put(run, '\\!')
    }
    this.#takeEdge()
    put(run, markdown)
    this.#spaced = false
  }

  addBreak(): void {
    this.#takeEdge()
    put(this.#top(), '\n')
    this.#spaced = true
  }

  addMath(dollars: string): void {
    const run = this.#top()
    if (this.#edge?.kind === 'math') put(run, ' ')
    if (run.text.endsWith('\\$')) {
      cut(run, 2)
      put(run, asEntity('$'))
    }
    const written = this.#inCell ? dollars.replaceAll('|', '\\vert ') : dollars
    this.add(written)
    this.#edge = { kind: 'math' }
  }

  /** Code in a line. Two that touch become one. */
  addCode(raw: string): void {
    let code = raw.replace(/\s+/g, ' ')
    if (code === '') return
    const run = this.#top()
    // A cell would end there, escaped or not, and a link isn't found around such code.
    const inLink = this.#runs.some(({ mark }) => mark?.kind === 'link')
    if ((this.#inCell && code.includes('\\|')) || (inLink && /[`[\]]/.test(code)))
      return this.addText(code)
    if (
      this.#edge?.kind === 'code' &&
      this.#edge.raw.length < 200 &&
      run.text.endsWith(this.#edge.written)
    ) {
      code = this.#edge.raw + code
      cut(run, this.#edge.written.length)
    } else if (this.#edge?.kind === 'code') put(run, '<u></u>')
    const written = codeSpan(this.#inCell ? code.replaceAll('|', '\\|') : code)
    this.add(written)
    this.#edge = { kind: 'code', raw: code, written }
  }

  /** Opens a mark; `false` where it is open already. */
  open(mark: Mark): boolean {
    if (this.#runs.some((run) => run.mark?.kind === mark.kind)) return false
    this.#runs.push(newRun(mark, this.#takeEdge()))
    return true
  }

  /** Closes the mark that was opened last. */
  close(): void {
    if (this.#runs.length > 1) this.#fold()
  }

  /** The paragraph so far, with and without emphasis. Marks stay open for the next one. */
  take(): { text: string; bare: string } {
    const marks = this.#runs.slice(1).map(({ mark }) => mark)
    while (this.#runs.length > 1) this.#fold()
    const text = this.#runs[0].text.take()
    const bare = this.#runs[0].bare.take()
    const isSure = !this.#risky || saysTheSame(text, bare)
    this.#risky = false
    for (const mark of marks) this.#runs.push(newRun(mark, null))
    this.#edge = null
    this.#spaced = true
    return { text: isSure ? text : bare, bare }
  }

  #top(): Run {
    return this.#runs.at(-1) ?? this.#runs[0]
  }

  #takeEdge(): Edge {
    const edge = this.#edge
    this.#edge = null
    return edge
  }

  #place(before: string, last: boolean): TextPlace {
    return {
      before,
      alone: false,
      last,
      ...this.#around,
      breaks: this.#oneLine || this.#inCell,
      inLink: this.#runs.some(({ mark }) => mark?.kind === 'link'),
      inCell: this.#inCell,
    }
  }

  /** Puts the innermost run, marked, behind the one around it. */
  #fold(): void {
    const run = this.#runs.pop()
    const outer = this.#top()
    if (run === undefined) return
    const text = run.text.take()
    const core = text.trim()
    const bare = run.bare.take()
    if (core === '' || run.mark === null) {
      if (text === '') this.#edge = run.edge
      outer.text.put(text)
      outer.bare.putApart(bare)
      return
    }
    const from = text.indexOf(core)
    const trail = text.slice(from + core.length)
    put(outer, text.slice(0, from))
    switch (run.mark.kind) {
      case 'strong':
        outer.bare.putApart(bare.trim())
        this.#emphasise(outer, core, ['**', '__'])
        break
      case 'em':
        outer.bare.putApart(bare.trim())
        this.#emphasise(outer, core, ['*', '_'])
        break
      case 'link': {
        const { url } = run.mark
        this.#enclose(
          outer,
          '[',
          [core, bare.trim()].map((words) => words.replaceAll('\n', ' ')),
          `](${url})`,
        )
        break
      }
      default:
        this.#enclose(outer, `<${run.mark.kind}>`, [core, bare.trim()], `</${run.mark.kind}>`)
    }
    if (trail !== '') {
      this.#edge = null
      put(outer, trail)
      this.#spaced = true
    }
  }

  #enclose(outer: Run, open: string, [core = '', bare = '']: string[], close: string): void {
    this.add(open)
    outer.text.put(core + close)
    outer.bare.put(bare + close)
  }

  /**
   * Emphasis ends and begins only where the characters around it allow: by rules that were made for
   * English, as in “**foo.**bar”. There, the character outside is written as a number.
   */
  #emphasise(outer: Run, core: string, [stars, lines]: readonly [string, string]): void {
    const before = outer.text.last
    const first = firstOf(core)
    const last = lastOf(core)
    const touches = (mark: string) => before === mark || first === mark || last === mark
    const meetsStars = touches('*') || /(?<!\\)\*/.test(core)
    const oneLine = this.#oneLine || this.#inCell
    const delimiter = meetsStars && !oneLine ? lines : stars
    const strict = delimiter === lines
    const meets = isWordBy(before) && (strict || isPunctuation(first))
    if (meetsStars || meets || core.includes('_')) this.#risky = true
    if (meets && isPrivate(before)) outer.text.put(core)
    else {
      if (meets) asNumber(outer.text, before)
      outer.text.put(delimiter + core + delimiter)
      const apart = strict || isPunctuation(last) || last.length > 1
      this.#edge = apart ? { kind: 'word' } : null
    }
    this.#spaced = false
  }
}

function newRun(mark: Mark | null, edge: Edge): Run {
  return { mark, edge, text: new Strand(), bare: new Strand() }
}

function put(run: Run, markdown: string): void {
  run.text.put(markdown)
  run.bare.putApart(markdown)
}

function cut(run: Run, characters: number): void {
  run.text.cut(characters)
  run.bare.cut(characters)
}
