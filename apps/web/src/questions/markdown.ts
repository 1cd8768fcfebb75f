import DOMPurify from 'dompurify'
import { Marked, type TokenizerExtension, type RendererExtension, type Tokens } from 'marked'
import { isOwnImage, isOwnPath } from './picture/own-image.ts'

/** Draws a formula; `null` where formulas aren't loaded, since the text has none. */
export type MathRenderer = ((tex: string, display: boolean) => string) | null

/** Renders Markdown to nodes that are safe to put into the page. */
export function renderMarkdown(
  text: string,
  inline: boolean,
  math: MathRenderer,
): DocumentFragment {
  const marked = math === null ? withoutMath : withMath(math)
  const html = inline
    ? marked.parseInline(text, { async: false })
    : marked.parse(text, { async: false })
  return sanitised(html)
}

/** The few tags that may stand in Markdown as they are; everything else in `<>` is text. */
const harmlessTag = /^<\/?(?:br|sub|sup|kbd|mark|s|u)\s*\/?>$/i

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function configured(): Marked {
  return new Marked({
    gfm: true,
    renderer: {
      html({ text }: Tokens.HTML | Tokens.Tag): string {
        return harmlessTag.test(text.trim()) ? text : escaped(text)
      },
      // The page has its h1; a text begins with h2.
      heading({ tokens, depth }: Tokens.Heading): string {
        const level = Math.min(Math.max(depth, 2), 4)
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`
      },
    },
  })
}

const withoutMath = configured()

let mathMarked: { readonly math: MathRenderer; readonly marked: Marked } | null = null

function withMath(math: NonNullable<MathRenderer>): Marked {
  if (mathMarked?.math !== math) {
    const marked = configured()
    marked.use({ extensions: [blockMath(math), inlineMath(math)] })
    mathMarked = { math, marked }
  }
  return mathMarked.marked
}

type Extension = TokenizerExtension & RendererExtension

function blockMath(math: NonNullable<MathRenderer>): Extension {
  return {
    name: 'blockMath',
    level: 'block',
    start: (source) => source.match(/\$\$/)?.index,
    tokenizer(source) {
      const match = /^ {0,3}\$\$([\s\S]{1,2000}?)\$\$(?:\n|$)/.exec(source)
      return match ? { type: 'blockMath', raw: match[0], text: match[1]?.trim() } : undefined
    },
    renderer: (token) => `<p>${math(textOf(token), true)}</p>`,
  }
}

function inlineMath(math: NonNullable<MathRenderer>): Extension {
  return {
    name: 'inlineMath',
    level: 'inline',
    start: (source) => source.match(/\$/)?.index,
    tokenizer(source) {
      const block = /^\$\$([^$]{1,2000}?)\$\$/.exec(source)
      if (block) return { type: 'inlineMath', raw: block[0], text: block[1], display: true }
      // As pandoc has it, so that “costs $5, not $6” stays a price.
      const match = /^\$(?!\s)((?:\\.|[^$\\\n]){1,1000}?)(?<!\s)\$(?!\d)/.exec(source)
      return match
        ? { type: 'inlineMath', raw: match[0], text: match[1], display: false }
        : undefined
    },
    renderer: (token) => math(textOf(token), token['display'] === true),
  }
}

function textOf(token: Tokens.Generic): string {
  return typeof token['text'] === 'string' ? token['text'] : ''
}

const htmlTags =
  'p br hr h2 h3 h4 ul ol li blockquote pre code em strong del s u sub sup kbd mark a img table thead tbody tr th td'
const mathTags =
  'math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mlabeledtr menclose mpadded mphantom mstyle mmultiscripts mprescripts none'
const htmlAttributes = 'href src alt title align start'
const mathAttributes =
  'xmlns display encoding mathvariant stretchy fence separator accent accentunder columnalign columnspacing columnlines rowspacing rowlines rowalign linethickness scriptlevel displaystyle lspace rspace width height depth voffset minsize maxsize movablelimits symmetric largeop notation'

const purify = DOMPurify(window)

purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName.toLowerCase() === 'a') {
    const href = node.getAttribute('href') ?? ''
    if (!isSafeLink(href)) return node.removeAttribute('href')
    node.setAttribute('rel', 'noopener noreferrer nofollow ugc')
    node.setAttribute('target', '_blank')
  } else if (node.nodeName.toLowerCase() === 'img') {
    const src = node.getAttribute('src') ?? ''
    if (!isOwnImage(src)) return node.replaceWith(node.getAttribute('alt') ?? '')
    node.setAttribute('loading', 'lazy')
    node.setAttribute('decoding', 'async')
    if (!node.hasAttribute('alt')) node.setAttribute('alt', '')
  }
})

function sanitised(html: string): DocumentFragment {
  return purify.sanitize(html, {
    ALLOWED_TAGS: `${htmlTags} ${mathTags} #text`.split(' '),
    ALLOWED_ATTR: `${htmlAttributes} ${mathAttributes}`.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  })
}

/** Web pages, mail, and pages of this site. */
function isSafeLink(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(href) || isOwnPath(href)
}
