import type { Cloze } from './parse.ts'

/**
 * A fill-in question of a text that was taken apart and made Markdown. What stands in paragraphs or
 * lines of their own before the first gap is the stem; where nothing does, it is `otherwise`.
 */
export function clozeContent(
  { gaps, keys }: Pick<Cloze, 'gaps' | 'keys'>,
  markdown: string,
  otherwise: string,
): {
  type: 'fill_in'
  stem: string
  body: { text: string; gaps: Cloze['gaps'] }
  key: object
} {
  const first = markdown.indexOf('{{g1}}')
  const before = markdown.slice(0, Math.max(0, first))
  const ends = [...before.matchAll(/\n[^\S\n]*\n|(?: {2}|\\|<br ?\/?>)\n/g)]
  const last = ends.at(-1)
  const end = last === undefined ? 0 : last.index + last[0].length
  const stem = before
    .slice(0, end)
    .replace(/(?:\\|<br ?\/?>)\s*$/, '')
    .trim()
  return {
    type: 'fill_in',
    stem: stem === '' ? otherwise : stem,
    body: { text: stem === '' ? markdown : markdown.slice(end), gaps },
    key: { gaps: keys, rule: 'partial' },
  }
}
