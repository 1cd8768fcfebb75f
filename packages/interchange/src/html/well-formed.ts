import { Parser } from 'htmlparser2'

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** Text with the character references of HTML in it as the characters they stand for. */
export function entitiesAsText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(entity, (reference) => {
    let character = ''
    const parser = new Parser({ ontext: (piece) => (character += piece) }, { decodeEntities: true })
    parser.end(reference)
    return character
  })
}

const tags = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g

/** HTML in which every element that is opened is closed, in order, and no other. */
export function balanced(html: string): string {
  const open: string[] = []
  const written = html.replace(tags, (tag, close: string, name: string, rest: string) => {
    if (close === '') {
      if (!rest.endsWith('/') && !tag.endsWith('/>')) open.push(name)
      return tag
    }
    const at = open.lastIndexOf(name)
    return at < 0 ? '' : closing(open.splice(at))
  })
  return written + closing(open)
}

function closing(names: string[]): string {
  return names
    .reverse()
    .map((name) => `</${name}>`)
    .join('')
}
