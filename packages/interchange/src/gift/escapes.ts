import type { TextFormat } from '../moodle-text.ts'

// Characters that no text has (Unicode's noncharacters) stand for those that were escaped.
const control = ':#={}~\n'
const stand = '\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5\uFDD6'
const equalsInTag = '\uFDD2'

/** The text with what is escaped out of the way of what follows: `\=` is no sign, `\n` a line end. */
export function withoutEscapes(text: string): string {
  const clean = /[\uFDD0-\uFDD6]/.test(text) ? text.replace(/[\uFDD0-\uFDD6]/g, '\uFFFD') : text
  const bare = clean.includes('\\')
    ? clean.replace(/\\([\\:#={}~n])/g, (_, char: string) =>
        char === '\\' ? '\\' : (stand[char === 'n' ? 6 : control.indexOf(char)] ?? ''),
      )
    : clean
  // People forget to escape the signs inside of tags.
  return bare.includes('="')
    ? bare.replace(/<[a-z][^<>{}]{0,2000}>/gi, (tag) => tag.replaceAll('=', equalsInTag))
    : bare
}

/** The characters that were meant. */
export function restored(text: string): string {
  return /[\uFDD0-\uFDD6]/.test(text)
    ? text.replace(/[\uFDD0-\uFDD6]/g, (char) => control[stand.indexOf(char)] ?? '')
    : text
}

/** A text as it stands in a GIFT file. */
export function escaped(text: string): string {
  return text.replace(/[\\#=~{}:]/g, String.raw`\$&`).replace(/\r\n?|\n/g, String.raw`\n`)
}

/** Takes the name of a format off a text: `[html]<b>…`. */
export function formatOf(text: string, otherwise: TextFormat): [string, TextFormat] {
  if (!text.startsWith('[')) return [text, otherwise]
  const named = /^\[(moodle|html|plain|markdown)\]/i.exec(text)
  switch (named?.[1]?.toLowerCase()) {
    case 'moodle':
      return [text.slice(8), 'moodle']
    case 'html':
      return [text.slice(6), 'html']
    case 'plain':
      return [text.slice(7), 'plain']
    case 'markdown':
      return [text.slice(10), 'markdown']
    default:
      return [text, otherwise]
  }
}
