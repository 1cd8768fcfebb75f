import type { Token, Tokens } from 'marked'
import { escapeXml } from '../xml.ts'
import { formulaMarks, markedWith } from './marked.ts'
import { balanced, entitiesAsText } from './well-formed.ts'

export interface HtmlOptions {
  /** Where an image of ours (`media:KEY`) is in the file; as it is without. */
  readonly image?: ((src: string) => string) | undefined
  /** Without paragraphs, for what stands in a line. */
  readonly inline?: boolean | undefined
}

/** Text that looks the same without any rendering. */
const plain = /^[^*_`$[\]<>#|~\\&!\n:@\uFDD0-\uFDD3]*$/
const plainStart = /^(?:\s*(?:[-+=]|\d+[.)])|\s*$| {4}|www\.)/i

/**
 * Our Markdown as well-formed XHTML, by the rules of the app: the same tags stand, links lead to the
 * web or to mail, formulas are in \( \) and \[ \]. Nothing in it can run.
 */
export function toHtml(markdown: string, options: HtmlOptions = {}): string {
  const inline = options.inline === true
  if (plain.test(markdown) && !plainStart.test(markdown) && !/www\./i.test(markdown)) {
    const text = escapeXml(markdown.trim())
    return inline ? text : `<p>${text}</p>`
  }
  const { image } = options
  const settings = {
    async: false,
    ...(image !== undefined && {
      walkTokens(token: Token) {
        if (isImage(token)) token.href = image(entitiesAsText(token.href))
      },
    }),
  } as const
  const text = markdown.replace(noncharacters, '')
  const html = inline ? marked.parseInline(text, settings) : marked.parse(text, settings)
  return withDelimiters(balanced(html).trim())
}

const noncharacters = /[\uFDD0-\uFDD3]/g

/** What looks like the beginning of a formula and isn't has nothing between its two characters. */
function withDelimiters(html: string): string {
  if (!/[\\$\uFDD0-\uFDD3]/.test(html)) return html
  return html.replace(
    /<[^>]*>|\\(?=[()[\]])|\$(?=\$)|[\uFDD0-\uFDD3]/g,
    (found) => formulaMarks[found] ?? (found.startsWith('<') ? found : `${found}<span></span>`),
  )
}

function isImage(token: Token): token is Tokens.Image {
  return token.type === 'image'
}

const harmlessTag = /^<(\/?)(br|sub|sup|kbd|mark|s|u)\s*\/?>$/i

/** Text as XHTML, its entities as the letters they are. */
function shown(text: string): string {
  return escapeXml(entitiesAsText(text))
}

const marked = markedWith({
  renderer: {
    html({ text }: Tokens.HTML | Tokens.Tag): string {
      const [, close, name = ''] = harmlessTag.exec(text.trim()) ?? []
      if (close === undefined) return escapeXml(text)
      const tag = name.toLowerCase()
      return tag === 'br' ? '<br/>' : `<${close}${tag}>`
    },
    text(token: Tokens.Text | Tokens.Escape): string {
      if ('tokens' in token && token.tokens !== undefined)
        return this.parser.parseInline(token.tokens)
      return token.type === 'escape' ? escapeXml(token.text) : shown(token.text)
    },
    code({ text, lang }: Tokens.Code): string {
      const language = /^[\w+#-]{1,20}/.exec(lang ?? '')?.[0]
      const named = language === undefined ? '' : ` class="language-${language}"`
      return `<pre><code${named}>${escapeXml(text)}\n</code></pre>\n`
    },
    codespan: ({ text }: Tokens.Codespan) => `<code>${escapeXml(text)}</code>`,
    br: () => '<br/>',
    hr: () => '<hr/>\n',
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
    link({ href, tokens }: Tokens.Link): string {
      const words = this.parser.parseInline(tokens)
      const url = entitiesAsText(href)
      return /^(?:https?:\/\/|mailto:)/i.test(url) && !/\s/.test(url)
        ? `<a href="${escapeXml(url)}">${words}</a>`
        : words
    },
    image({ href, text }: Tokens.Image): string {
      const src = entitiesAsText(href)
      const isSafe =
        /^(?:media:|data:image\/(?:png|jpeg|gif|webp|avif);base64,[\w+/=]+$)/i.test(src) ||
        (!/^\s*[a-z][a-z0-9+.-]*:|^\s*[/\\]{2}/i.test(src) && !/\p{Cc}/u.test(src))
      const alt = escapeXml(entitiesAsText(text))
      return isSafe ? `<img src="${escapeXml(src)}" alt="${alt}"/>` : alt
    },
  },
})
