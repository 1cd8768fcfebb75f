/** Whether the text means the same without any Markdown rendering. */
export function isPlain(text: string): boolean {
  return !/[*_`$[\]<>#|~\\&!\n]|https?:|www\.|^\s*(?:[-+]|\d+[.)])\s/.test(text)
}

/** Whether the text may hold a formula. */
export function mayHaveMath(text: string): boolean {
  return text.includes('$')
}

/** The text without its marks, for labels and short previews. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/```[a-z]*\n?([\s\S]*?)```/g, '$1')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`|\$\$?)/g, '')
    .replace(/(^|\s)[*_](\S(?:.*?\S)?)[*_](?=\s|$|[.,;:?!])/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()
}
