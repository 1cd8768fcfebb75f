import { Parser } from 'htmlparser2'

const blocks = /^(?:p|br|hr|h[1-6]|ul|ol|li|blockquote|pre|table|tr|td|th|div)$/

/** The words that somebody sees of a piece of HTML, white space as one space. */
export function shown(html: string): string {
  let text = ''
  const parser = new Parser(
    {
      ontext: (piece) => (text += piece),
      onopentag: (name) => (text += blocks.test(name) ? '\n' : ''),
      onclosetag: (name) => (text += blocks.test(name) ? '\n' : ''),
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return text.replace(/\s+/g, ' ').trim()
}
