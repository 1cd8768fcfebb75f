/** A heading or a numbered item, with what stands below it before the next. */
export interface Section {
  readonly line: number
  /** 1 to 6 for headings, 0 for a numbered item or what stands before any heading. */
  readonly level: number
  readonly title: string
  readonly lines: readonly string[]
}

const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/
const item = /^ {0,3}(\d{1,4})[.)]\s+(\S.*)$/
const fence = /^\s{0,7}(`{3,}|~{3,})/
const longSection = 5_000
const longText = 1_000_000

/** Gathers the sections of a Markdown text, line by line. */
export class Sections {
  private line = 0
  private fence: string | null = null
  private length = 0
  private open: Section & { lines: string[] } = { line: 1, level: 0, title: '', lines: [] }

  /** A section that this line ends; `null` where it goes on. */
  add(text: string): Section | null {
    this.line++
    const mark = fence.exec(text)?.[1]
    if (this.fence !== null) {
      if (mark?.startsWith(this.fence) === true) this.fence = null
      return this.append(text)
    }
    if (mark !== undefined) this.fence = mark
    const head = heading.exec(text)
    const numbered = head === null ? item.exec(text) : null
    if (head === null && numbered === null) return this.append(text)
    return this.begin({
      line: this.line,
      level: head?.[1]?.length ?? 0,
      title: head?.[2] ?? numbered?.[2] ?? '',
      lines: [],
    })
  }

  end(): Section {
    return this.open
  }

  private append(text: string): Section | null {
    this.open.lines.push(text)
    this.length += text.length
    // No question is as long; a text without headings must not fill the memory.
    if (this.open.lines.length < longSection && this.length < longText) return null
    return this.begin({ line: this.line + 1, level: 0, title: '', lines: [] })
  }

  private begin(next: Section & { lines: string[] }): Section {
    const done = this.open
    this.open = next
    this.length = next.title.length
    return done
  }
}
