import { LRUCache } from 'lru-cache'

/** Asked as often as this, a statement gets a name. */
const oftenFrom = 10
const mostNames = 400
const mostTexts = 2_000
/** Longer ones have lists in them, and are another text for each length. */
const longestText = 8_000
/** All columns are others once a column is added, which a prepared statement takes amiss. */
const allColumns = /(?<!count\()\*/
const planned = /^\s*(select|insert|update|delete|with)\b/i

/**
 * Names for statements that are asked again and again: PostgreSQL then plans each once per
 * connection, which is half of what a short one costs. Whether the plan it keeps is one for all
 * values or made anew for each, the server decides by what that costs.
 */
export class OftenAsked {
  readonly #times = new LRUCache<string, number>({ max: mostTexts })
  readonly #names = new Map<string, string>()

  /** The name of a statement, if it has one by now. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= mostNames) return known
    if (text.length > longestText || allColumns.test(text) || !planned.test(text)) return undefined
    const times = (this.#times.get(text) ?? 0) + 1
    if (times < oftenFrom) {
      this.#times.set(text, times)
      return undefined
    }
    this.#times.delete(text)
    const name = `often ${this.#names.size + 1}`
    this.#names.set(text, name)
    return name
  }
}
