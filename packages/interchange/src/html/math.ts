import { MathMLToLaTeX } from 'mathml-to-latex'

/** A text between formulas, or a formula in LaTeX. */
export type MathPart =
  | { readonly text: string }
  | { readonly tex: string; readonly display: boolean; readonly source: string }

const delimiters = [
  { open: '\\(', close: '\\)', display: false },
  { open: '\\[', close: '\\]', display: true },
  { open: '$$', close: '$$', display: true },
]
const longestTex = 2_000

/** Whether a text may have formulas as learning platforms write them. */
export function mayHaveMath(text: string): boolean {
  return delimiters.some(({ open, close }) => {
    const at = text.indexOf(open)
    return at >= 0 && text.includes(close, at + 2)
  })
}

/** A text parted at its formulas: \( \), \[ \] and $$ $$, as MathJax and Moodle know them. */
export function mathParts(text: string): MathPart[] {
  const parts: MathPart[] = []
  // The next of each delimiter, looked up once each time it is passed: linear in all.
  const ahead = new Map<string, number>()
  const next = (delimiter: string, from: number): number => {
    let at = ahead.get(delimiter) ?? -2
    if (at !== -1 && at < from) {
      at = text.indexOf(delimiter, from)
      ahead.set(delimiter, at)
    }
    return at
  }
  let done = 0
  for (let from = 0; ;) {
    let begin = -1
    let found
    for (const delimiter of delimiters) {
      const at = next(delimiter.open, from)
      if (at >= 0 && (begin < 0 || at < begin)) {
        begin = at
        found = delimiter
      }
    }
    if (found === undefined) break
    const end = next(found.close, begin + 2)
    const tex = end < 0 ? '' : text.slice(begin + 2, end)
    if (end < 0 || tex.length > longestTex || tex.trim() === '' || text[begin - 1] === '\\') {
      from = begin + 2
      continue
    }
    if (begin > done) parts.push({ text: text.slice(done, begin) })
    parts.push({ tex, display: found.display, source: text.slice(begin, end + 2) })
    done = from = end + 2
  }
  if (done < text.length) parts.push({ text: text.slice(done) })
  return parts
}

/** A formula between dollars; `null` where it can't stand there. */
export function dollars(tex: string, display: boolean): string | null {
  const oneLine = tex
    .replace(/\s+/g, ' ')
    .replace(/(\\.)|\$/g, (found, escape: string | undefined) => escape ?? `\\${found}`)
    // Emphasis around the formula would take it for a mark.
    .replace(/(\\.)|\*/g, (_, escape: string | undefined) => escape ?? '\\ast ')
    .trim()
    .replace(/(?<!\\)((?:\\\\)*)\\$/, '$1')
    .trim()
  if (oneLine === '' || oneLine.length > longestTex) return null
  if (display && !oneLine.includes('$')) return `$$${oneLine}$$`
  return oneLine.length > longestTex / 2 ? null : `$${oneLine}$`
}

/** LaTeX for a MathML element in XML; `null` where there is none. */
export function latexOf(mathml: string): string | null {
  if (mathml.length > 50_000) return null
  try {
    const tex = MathMLToLaTeX.convert(mathml).trim()
    return tex === '' ? null : tex
  } catch {
    return null
  }
}
