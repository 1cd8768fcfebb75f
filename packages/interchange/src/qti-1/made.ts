import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import { toMarkdown } from '../html/to-markdown.ts'
import type { Medium } from '../found.ts'

/** What was made of an item, or why nothing could be. */
export type Made =
  | { readonly content: object; readonly kept?: Readonly<Record<string, string | number>> }
  | { readonly code: string; readonly reason: string }

/** Turns the texts of one item into Markdown, and gathers what was lost on the way. */
export class Texts {
  readonly #media: ReadonlyMap<string, Medium>
  readonly #told = new Map<string, string>()
  /** Kinds of content that no text of ours has. */
  readonly #lost = new Set<string>()
  readonly #used = new Map<string, Medium>()

  constructor(media: ReadonlyMap<string, Medium>) {
    this.#media = media
  }

  /** A text of one or more paragraphs. */
  block(html: string): string {
    return this.#converted(html, false)
  }

  /** A text that should be short: an option, a side of a match. */
  line(html: string): string {
    return this.#converted(html, !/<(?:p|div|ul|ol|table|pre|br|h\d|blockquote)\b/i.test(html))
  }

  /** The words alone, for what is compared with an answer. */
  plain(html: string): string {
    return stripMarkdown(this.line(html))
  }

  /** Tells of something that isn't as in the file; once for each code. */
  lose(code: string, reason: string): void {
    this.#told.set(code, reason)
  }

  /** The file that an address of the item means. */
  medium(src: string): Medium | null {
    const medium = this.#media.get(src) ?? null
    if (medium !== null) this.#used.set(medium.key, medium)
    return medium
  }

  get media(): Medium[] {
    return [...this.#used.values()]
  }

  notices(where: string) {
    const told = [...this.#told].map(([code, reason]) => ({ where, code, reason }))
    if (this.#lost.size === 0) return told
    const what = [...this.#lost].map((code) => code.replaceAll('_', ' ')).join(', ')
    return [...told, { where, code: 'content_removed', reason: `Left out of its texts: ${what}.` }]
  }

  #converted(html: string, inline: boolean): string {
    const { markdown, lost } = toMarkdown(html, {
      inline,
      image: (src) => {
        const medium = this.medium(src)
        if (medium !== null) return `media:${medium.key}`
        if (!/^(?:https?:)?\/\/|^(?:data|javascript):/i.test(src))
          this.lose('image_missing', `The picture ${shortened(src)} is not in the file.`)
        return null
      },
    })
    for (const code of lost) if (code !== 'image_missing') this.#lost.add(code)
    return markdown.trim()
  }
}

/** A name that is short enough to be told. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** a, b, c …, then o27 and on. */
export function idAt(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `o${index + 1}`
}

/** A share of a score between 0 and 1, without the last digits of a division. */
export function shareOf(score: number, best: number): number {
  return Math.min(1, Math.max(0, Number((score / best).toFixed(6))))
}
