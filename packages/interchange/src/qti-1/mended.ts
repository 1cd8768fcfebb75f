import { Parser } from 'htmlparser2'
import type { XmlElement } from '../xml.ts'

const deepest = 200
const mostElements = 200_000

interface Open extends XmlElement {
  readonly children: (XmlElement | string)[]
}

/**
 * The root of a document that isn't well-formed and yet plain to read: closing tags that close
 * nothing, a declaration without its spaces. `null` where it ends before its root does: nobody
 * knows what is missing.
 */
export function mendedRoot(text: string): XmlElement | null {
  if (/<!(?:ENTITY|DOCTYPE)/i.test(text)) return null
  const stack: Open[] = []
  let root: Open | null = null
  let elements = 0
  let broken = false
  let line = 1
  let counted = 0
  const lineAt = (place: number): number => {
    for (let end = text.indexOf('\n', counted); end >= 0 && end < place;) {
      line++
      counted = end + 1
      end = text.indexOf('\n', counted)
    }
    return line
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: Open = {
          name: name.slice(name.indexOf(':') + 1),
          prefix: name.includes(':') ? name.slice(0, name.indexOf(':')) : '',
          attributes: new Map(
            Object.entries(attributes).map(([key, value]) => [
              key.slice(key.indexOf(':') + 1),
              value,
            ]),
          ),
          children: [],
          line: lineAt(parser.startIndex),
        }
        if (++elements > mostElements || stack.length >= deepest) broken = true
        const parent = stack.at(-1)
        if (parent === undefined) root ??= element
        else parent.children.push(element)
        stack.push(element)
      },
      ontext(data) {
        const children = stack.at(-1)?.children
        const last = children?.at(-1)
        if (children === undefined) return
        if (typeof last === 'string') children[children.length - 1] = last + data
        else children.push(data)
      },
      onclosetag() {
        stack.pop()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(text)
  return broken || root === null || !endsWith(text, root) ? null : root
}

function endsWith(text: string, root: XmlElement): boolean {
  const name = root.prefix === '' ? root.name : `${root.prefix}:${root.name}`
  return text.slice(-500).trimEnd().endsWith(`</${name}>`)
}
