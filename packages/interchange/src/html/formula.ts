import { escapeXml } from '../xml.ts'
import { latexOf } from './math.ts'

/** Collects a MathML element while it passes, to make LaTeX of it. */
export class Formula {
  readonly #display: boolean
  #xml = ''
  #words = ''
  #tex: string | null = null
  #inTex = 0
  #depth = 0

  constructor(attributes: Readonly<Record<string, string>>) {
    this.#display = attributes['display'] === 'block'
  }

  get display(): boolean {
    return this.#display
  }

  /** All its text, where there is no LaTeX. */
  get words(): string {
    return this.#words
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++
    const isTex = /^(?:application\/x-|text\/)?(?:la)?tex$/i.test(attributes['encoding'] ?? '')
    if (this.#inTex === 0 && name.startsWith('annotation')) {
      this.#inTex = this.#depth
      if (isTex) this.#tex ??= ''
      else this.#inTex = -this.#depth
    }
    if (this.#inTex !== 0) return
    this.#xml += `<${name}`
    for (const key in attributes)
      if (/^[a-z]+$/.test(key)) this.#xml += ` ${key}="${escapeXml(attributes[key] ?? '')}"`
    this.#xml += '>'
  }

  text(text: string): void {
    if (this.#inTex > 0) this.#tex = (this.#tex ?? '') + text
    else if (this.#inTex === 0) {
      this.#xml += escapeXml(text)
      this.#words += text
    }
  }

  /** Whether that was the end of the formula. */
  close(name: string): boolean {
    if (this.#inTex === 0) this.#xml += `</${name}>`
    else if (Math.abs(this.#inTex) === this.#depth) this.#inTex = 0
    return --this.#depth === 0
  }

  latex(): string | null {
    const own = this.#tex?.trim() ?? ''
    return own === '' ? latexOf(this.#xml) : own
  }
}
