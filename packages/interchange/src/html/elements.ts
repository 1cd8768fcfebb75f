import type { Mark } from './inline.ts'

/** Elements that begin a line of their own. */
export const blockElements = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Elements that go with all that is in them, and what to say of it. */
export const droppedElements: ReadonlyMap<string, string | null> = new Map([
  ...['script', 'base', 'meta', 'applet'].map((name): [string, string] => [name, 'script']),
  ...['style', 'link'].map((name): [string, string] => [name, 'style']),
  ...['iframe', 'object', 'embed', 'audio', 'video', 'canvas', 'svg', 'frame', 'frameset'].map(
    (name): [string, string] => [name, 'media'],
  ),
  ...['input', 'select', 'textarea'].map((name): [string, string] => [name, 'form']),
  ...['template', 'title', 'noembed', 'noframes', 'rp', 'source', 'track', 'param'].map(
    (name): [string, null] => [name, null],
  ),
])

const marks: ReadonlyMap<string, Exclude<Mark['kind'], 'link'> | 'code'> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'em'],
  ['em', 'em'],
  ['cite', 'em'],
  ['dfn', 'em'],
  ['var', 'em'],
  ['u', 'u'],
  ['ins', 'u'],
  ['s', 's'],
  ['strike', 's'],
  ['del', 's'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['kbd', 'kbd'],
  ['mark', 'mark'],
  ['code', 'code'],
  ['tt', 'code'],
  ['samp', 'code'],
])

/** What an element marks its text as. */
export function markOf(name: string): Exclude<Mark['kind'], 'link'> | 'code' | undefined {
  return marks.get(name)
}

/** What editors write as a style where they mean a mark. */
export function marksOfStyle(style: string): Exclude<Mark['kind'], 'link'>[] {
  const found: Exclude<Mark['kind'], 'link'>[] = []
  for (const rule of style.slice(0, 2_000).toLowerCase().split(';')) {
    const colon = rule.indexOf(':')
    const value = rule.slice(colon + 1)
    switch (rule.slice(0, Math.max(0, colon)).trim()) {
      case 'font-weight':
        if (/bold|[6-9]00/.test(value)) found.push('strong')
        break
      case 'font-style':
        if (/italic|oblique/.test(value)) found.push('em')
        break
      case 'text-decoration':
      case 'text-decoration-line':
        if (value.includes('underline')) found.push('u')
        if (value.includes('line-through')) found.push('s')
        break
      case 'vertical-align':
        if (/\bsub\b/.test(value)) found.push('sub')
        if (/\bsuper\b/.test(value)) found.push('sup')
    }
  }
  return found
}

/** The name of an element of HTML or MathML that has a prefix: `m:math` is `math`. */
export function plainName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 || !/^(?:m|mml|math|h|html|xhtml)$/.test(name.slice(0, colon))
    ? name
    : name.slice(colon + 1)
}
