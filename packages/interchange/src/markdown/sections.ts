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
/** A number in bold, or a whole line that is: `**3. What is it?**`. */
const boldItem = /^ {0,3}(\*\*|__)((?:q|question)?\s*\d{1,4}\s*[.):].*)$/i
const fence = /^\s{0,7}(`{3,}|~{3,})/
/** A heading that is a part of the question above. */
const part =
  /^ {0,3}#{1,6}\s+((?:\*\*|__)?(?:(?:correct|right) )?(?:answers?|explanation|hint)(?:\*\*|__)?\s*:.*)$/i
/** What hides an answer till it is asked for. */
const hiding = /^\s*(?:<\/?(?:details|p)>\s*)?(?:<summary>.*<\/summary>|<\/?(?:details|p)>)\s*$/i
const longSection = 5_000
const longText = 1_000_000

/** Gathers the sections of a Markdown text, line by line. */
export class Sections {
  private line = 0
  private fence: string | null = null
  private isFrontMatter = false
  private length = 0
  private isHiding = false
  private open: Section & { lines: string[] } = { line: 1, level: 0, title: '', lines: [] }

  /** A section that this line ends; `null` where it goes on. */
  add(text: string): Section | null {
    this.line++
    // Metadata of a site's page.
    if (this.line === 1) this.isFrontMatter = /^---\s*$/.test(text)
    if (this.isFrontMatter) {
      if (this.line > 1 && (/^(?:---|\.\.\.)\s*$/.test(text) || this.line > 200))
        this.isFrontMatter = false
      return null
    }
    const mark = fence.exec(text)?.[1]
    if (this.fence !== null) {
      if (mark?.startsWith(this.fence) === true) this.fence = null
      return this.append(text)
    }
    if (mark !== undefined) this.fence = mark
    if (/<details\b/i.test(text)) this.isHiding = true
    if (/<\/details>/i.test(text)) this.isHiding = false
    if (hiding.test(text)) return this.append('')
    const [, named] = part.exec(text) ?? []
    if (named !== undefined) return this.append(named)
    if (this.isHiding) return this.append(text)
    const head = heading.exec(text)
    const numbered = head === null ? (item.exec(text)?.[2] ?? boldTitle(text)) : null
    if (head === null && numbered === null) return this.append(text)
    return this.begin({
      line: this.line,
      level: head?.[1]?.length ?? 0,
      title: head?.[2] ?? numbered ?? '',
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

/** What a numbered line in bold says, without the number and, where all of it is, without the bold. */
function boldTitle(line: string): string | null {
  const [, mark = '', rest = ''] = boldItem.exec(line) ?? []
  if (mark === '') return null
  const words = rest.replace(/^(?:q|question)?\s*\d{1,4}\s*[.):]\s*/i, '')
  const end = words.indexOf(mark)
  if (end < 0) return null
  const title = `${words.slice(0, end)}${words.slice(end + mark.length)}`.trim()
  return title === '' ? null : title
}
