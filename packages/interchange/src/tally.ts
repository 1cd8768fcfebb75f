import type { FormatName, ImportNotice, ImportReport } from '@quizmentor/contract/interchange'
import type { QuestionType } from '@quizmentor/engine/question/question'
import type { Found, Notice } from './found.ts'
import type { Recognised } from './formats.ts'

/** What a question of a file is to the bank. */
export type Known = 'new' | 'changed' | 'unchanged'

/** Counts what is found in a file: read = imported + updated + skipped. */
export class Tally {
  readonly #most: number
  #format: FormatName | null = null
  #imported = 0
  #updated = 0
  #unchanged = 0
  #skippedCount = 0
  #warningCount = 0
  readonly #byType = new Map<QuestionType, number>()
  readonly #skipped: ImportNotice[] = []
  readonly #warnings: ImportNotice[] = []
  readonly #categories = new Map<string, { path: string[]; questions: number }>()

  /** Of the skipped and the warnings, `most` are told one by one. */
  constructor(most = Infinity) {
    this.#most = most
  }

  get read(): number {
    return this.#imported + this.#updated + this.#skippedCount
  }

  /** Takes what a reader gave; a question as new, or as known before. */
  take(found: Found | Recognised, known: Known = 'new'): void {
    switch (found.kind) {
      case 'format':
        this.#format = found.format
        return
      case 'question': {
        if (known === 'new') this.#imported++
        else this.#updated++
        if (known === 'unchanged') this.#unchanged++
        const { type } = found.content
        this.#byType.set(type, (this.#byType.get(type) ?? 0) + 1)
        if (found.category.length > 0) this.#categoryOf(found.category).questions++
        for (const notice of found.notices) this.warn(notice)
        return
      }
      case 'category':
        this.#categoryOf(found.path)
        return
      case 'skipped':
        this.#skippedCount++
        if (this.#skipped.length < this.#most) this.#skipped.push(toNotice(found))
        return
      case 'warning':
        this.warn(found)
    }
  }

  warn(notice: Notice): void {
    this.#warningCount++
    if (this.#warnings.length < this.#most) this.#warnings.push(toNotice(notice))
  }

  /** @throws where nothing has said yet which format it is */
  report(): ImportReport {
    if (this.#format === null) throw new Error('no format was recognised')
    return {
      format: this.#format,
      read: this.read,
      imported: this.#imported,
      updated: this.#updated,
      unchanged: this.#unchanged,
      byType: Object.fromEntries(this.#byType),
      skipped: this.#skipped,
      skippedCount: this.#skippedCount,
      warnings: this.#warnings,
      warningCount: this.#warningCount,
      categories: [...this.#categories.values()],
    }
  }

  #categoryOf(path: readonly string[]) {
    const name = path.join('\u0000')
    const known = this.#categories.get(name)
    if (known !== undefined) return known
    const made = { path: [...path], questions: 0 }
    if (this.#categories.size < 1_000) this.#categories.set(name, made)
    return made
  }
}

function toNotice({ where, code, reason }: Notice): ImportNotice {
  return { where, code, reason }
}
