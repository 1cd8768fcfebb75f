import { renderToString } from 'katex'

const LONGEST = 2000

/**
 * A formula as MathML, which browsers draw themselves: no styles, no fonts, nothing that a page's
 * policy would have to allow. What KaTeX can't read is shown as it was written.
 */
export function renderMath(tex: string, display: boolean): string {
  if (tex.length > LONGEST) return asWritten(tex)
  try {
    return renderToString(tex, {
      output: 'mathml',
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 200,
    })
  } catch {
    // Also a RangeError: very deep nesting ends the stack whatever the options say.
    return asWritten(tex)
  }
}

function asWritten(tex: string): string {
  const escaped = tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<code>${escaped}</code>`
}
